using System.Text;
using Verify.Decisions;

namespace Verify.Tests.Worlds;

/// <summary>A decision spelt out, so that two can be compared whole and a difference be read.</summary>
internal static class DecisionText
{
    public static string Of(Decision decision, bool withReasons = true)
    {
        var text = new StringBuilder()
            .AppendLine($"{decision.Disposition}, supervision {decision.SupervisionHint}")
            .AppendLine($"feedback {decision.FeedbackDueOn}, until {decision.ValidUntil:o}")
            .AppendLine($"reasons {(withReasons ? decision.Reasons : default)}; warnings {decision.Warnings}")
            .AppendLine($"status {string.Join(", ", decision.ListStatus)}");
        foreach (var entry in decision.Entries)
            text.AppendLine($"entry {entry.Listing.EntryId} {entry.Kind.Code} {entry.State} {entry.Flags}");
        foreach (var measure in decision.Measures)
            text.AppendLine("measure " + Of(measure));
        foreach (var note in decision.Notes)
            text.AppendLine($"note {note.Kind} {note.ListKind.Code} {note.EntryId} {note.Role}");
        foreach (var alert in decision.Alerts)
            text.AppendLine($"alert {alert.Reason} {alert.EntryId}");
        return text
            .AppendLine($"green {Of(decision.Incentives.GreenChannel)}")
            .AppendLine($"deferred {Of(decision.Incentives.DeferredAcceptance)}")
            .AppendLine($"instant {Of(decision.Incentives.InstantHandling)}")
            .AppendLine($"publicity {decision.Incentives.CommitmentPublicity}, others {string.Join(", ", decision.Incentives.Others)}")
            .ToString();
    }

    private static string Of(Incentive incentive) => $"{incentive.State} [{incentive.Reasons}] {incentive.On}";

    private static string Of(AppliedMeasure measure) =>
        $"{measure.Code} {measure.Effect} {measure.Strength} from {string.Join(", ", measure.SourceEntryIds)}"
        + $" by {string.Join(", ", measure.LegalBasis.Select(static article => article.Code))} until {measure.EndOn}";
}
