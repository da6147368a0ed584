using Verify.Domain;

namespace Verify.Registry;

/// <summary>Acts and their publication. A penalty is an act under its own identifier, so that the two share their identifiers.</summary>
internal static class ActAdmission
{
    /// <summary>Why an act or a penalty is not new; null where it is.</summary>
    public static RecordRefusal.Taken? JudgeNew(Dossier dossier, string id, string kind) =>
        FindPenalty(dossier, id) is null && FindAct(dossier, id)?.Decided is null ? null : new RecordRefusal.Taken(kind, id);

    /// <summary>Why a publication does not fit; null where it does.</summary>
    /// <param name="dossier">The subject's dossier.</param>
    /// <param name="published">The publication.</param>
    /// <param name="recordedFor">Day on which it took effect.</param>
    public static RecordRefusal? JudgePublication(Dossier dossier, ActPublished published, DateOnly recordedFor)
    {
        var act = FindAct(dossier, published.ActId);
        var decidedOn = act?.Decided?.DecidedOn ?? FindPenalty(dossier, published.ActId)?.At(DateTimeOffset.MaxValue)?.Penalty.DecidedOn;
        if (decidedOn is null)
            return new RecordRefusal.NotFound("act", published.ActId);
        if (act?.Published is { } before)
        {
            return new RecordRefusal.Unfit("fact.act_published.act_id", new LocalText(
                $"该行为已于{before.PublishedOn:yyyy-MM-dd}公示。", $"The act has been public since {before.PublishedOn:yyyy-MM-dd}."));
        }

        return published.PublishedOn >= decidedOn && published.PublishedOn <= recordedFor
            ? null
            : new RecordRefusal.Unfit("fact.act_published.published_on", new LocalText(
                $"公示日期不得早于决定日期{decidedOn:yyyy-MM-dd}，也不得晚于记录之日。",
                $"An act is made public on or after the day of its decision, {decidedOn:yyyy-MM-dd}, and not in the future."));
    }

    private static ActHistory? FindAct(Dossier dossier, string id) => dossier.Acts.FirstOrDefault(act => act.Id == id);

    private static PenaltyHistory? FindPenalty(Dossier dossier, string id) => dossier.Penalties.FirstOrDefault(penalty => penalty.Id == id);
}
