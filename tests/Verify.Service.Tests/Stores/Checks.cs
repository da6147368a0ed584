using Verify.Audit;
using Verify.Domain;

namespace Verify.Tests.Stores;

/// <summary>Records for the register of queries.</summary>
public static class Checks
{
    public static CheckRecord Of(string requestId, string caller = "caller-1", byte answer = 1, string refusal = "", SubjectKey? subject = null) => new(
        Guid.CreateVersion7(Drafts.OccurredAt),
        requestId,
        [answer, 0xD1],
        caller,
        "520523RS",
        "op-1",
        subject ?? Drafts.KeyOfA,
        "LIC",
        "2026-0615-1",
        2,
        "520523",
        Drafts.OccurredAt.AddTicks(7),
        Drafts.OccurredAt,
        42,
        "catalogue-1",
        3,
        refusal,
        refusal.Length == 0 ? [answer, answer] : [])
    {
        Alerts = [new Alert(NoticeKind.RedConflict, "E-1", "520523RS"), new Alert(NoticeKind.MinorProtected, "E-2", "520523RS")],
    };

    /// <summary>A clean check at an instant in China, 2026-06-15T10:00 for example.</summary>
    public static CheckRecord At(string instant)
    {
        var at = DateTimeOffset.Parse(instant + "+08:00", System.Globalization.CultureInfo.InvariantCulture);
        return Of("") with { CheckId = Guid.CreateVersion7(at), EvaluatedAt = at, AsOf = at, Alerts = [] };
    }

    /// <summary>The same check with a mandatory measure on which feedback is due.</summary>
    public static CheckRecord Advising(this CheckRecord check, string feedbackDueOn, params string[] measures) => check with
    {
        Entries = ["E-1"],
        Measures = [.. measures.Select(static code => new AdvisedMeasure(code, MeasureEffect.Bar, MeasureStrength.Mandatory, FeedbackRequired: true))],
        FeedbackDueOn = DateOnly.ParseExact(feedbackDueOn, "O", System.Globalization.CultureInfo.InvariantCulture),
    };
}
