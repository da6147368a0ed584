using Verify.Decisions;
using Verify.Domain;

namespace Verify.Tests.Independent;

/// <summary>A measure as both evaluators tell it.</summary>
internal sealed record VerdictMeasure(
    string Code, MeasureEffect Effect, MeasureStrength Strength, IEnumerable<string> EntryIds, IEnumerable<string> Articles, DateOnly? End)
{
    public override string ToString() => $"{Code} {Effect} {Strength} of {Sorted(EntryIds)} by {Sorted(Articles)} until {End}";

    private static string Sorted(IEnumerable<string> items) => string.Join(',', items.Distinct().Order(StringComparer.Ordinal));
}

/// <summary>What both evaluators must agree about, in an order that neither chose.</summary>
internal sealed record Verdict(
    Disposition Disposition,
    IEnumerable<ReasonCode> Reasons,
    IEnumerable<ReasonCode> Warnings,
    (IncentiveState State, ReasonCode[] Why) GreenChannel,
    (IncentiveState State, ReasonCode[] Why) DeferredAcceptance,
    (IncentiveState State, ReasonCode[] Why) InstantHandling,
    SupervisionHint Hint,
    VerdictMeasure[] Measures,
    (string Id, string State)[] Entries,
    (Colour Colour, string State)[] ListStatus,
    string[] Alerts)
{
    public static Verdict Of(Decision decision) => new(
        decision.Disposition,
        decision.Reasons,
        decision.Warnings,
        Of(decision.Incentives.GreenChannel),
        Of(decision.Incentives.DeferredAcceptance),
        Of(decision.Incentives.InstantHandling),
        decision.SupervisionHint,
        [.. decision.Measures.Select(static measure => new VerdictMeasure(
            measure.Code,
            measure.Effect,
            measure.Strength,
            measure.SourceEntryIds,
            measure.LegalBasis.Select(static article => article.Code),
            measure.EndOn))],
        [.. decision.Entries.Select(static entry => (entry.Listing.EntryId, NameOf(entry.State)))],
        [.. decision.ListStatus.Select(static status => (status.Colour, NameOf(status.State)))],
        [.. decision.Alerts.Select(static alert => alert.EntryId)]);

    public override string ToString() => $"""
        {Disposition}, supervision {Hint}
        reasons {Sorted(Reasons)}; warnings {Sorted(Warnings)}
        green {GreenChannel.State} {Sorted(GreenChannel.Why)}
        deferred {DeferredAcceptance.State} {Sorted(DeferredAcceptance.Why)}
        instant {InstantHandling.State} {Sorted(InstantHandling.Why)}
        measures {string.Join("; ", Measures.Select(static measure => measure.ToString()).Order(StringComparer.Ordinal))}
        entries {Sorted(Entries)}; status {Sorted(ListStatus.Distinct())}
        alerts {Sorted(Alerts)}
        """;

    private static (IncentiveState, ReasonCode[]) Of(Incentive incentive) => (incentive.State, [.. incentive.Reasons]);

    // A corrected entry stands as a listed one (3.4).
    private static string NameOf(EntryState state) => (state == EntryState.Corrected ? EntryState.Listed : state).ToString();

    private static string Sorted<T>(IEnumerable<T> items) => string.Join(", ", items.Order());
}
