using Verify.Decisions;
using Verify.Domain;
using Verify.Tests.Worlds;

namespace Verify.Tests.Laws;

/// <summary>Rules 3.7 and R12 to R15, read backwards: what an answer that says this must also say.</summary>
public class DispositionLaws
{
    [Fact]
    public void PROHIBIT_has_a_mandatory_bar_or_a_major_violation_and_they_have_PROHIBIT() => Law.Holds(static world =>
    {
        var decision = world.Decide();
        var bar = decision.Measures.Any(static measure => measure is { Effect: MeasureEffect.Bar, Strength: MeasureStrength.Mandatory });
        var major = decision.Reasons.Contains(ReasonCode.MajorViolation3Y);

        Assert.Equal(bar || major, decision.Disposition == Disposition.Prohibit);
        Assert.Equal(bar, decision.Reasons.Contains(ReasonCode.BarMandatory));
        Assert.True(!major || world.Case.Matter.Matter.IsGovernmentProcurement);
    });

    [Fact]
    public void What_cannot_be_established_is_UNDETERMINED_and_never_refused_for_it() => Law.Holds(static world =>
    {
        var decision = world.Decide();
        var stale = world.Case.Matter.Matter.MustCheck && world.Sources.Any(source => source.IsStale(world.AsOf));
        var unresolved = world.Subject.Resolution == Resolution.AliasUnresolved;

        Assert.Equal(stale, decision.Reasons.Contains(ReasonCode.SourceStale));
        Assert.Equal(
            (stale || unresolved) && decision.Disposition != Disposition.Prohibit,
            decision.Disposition == Disposition.Undetermined);
    });

    [Fact]
    public void A_fresh_or_a_stale_source_changes_nothing_but_the_disposition() => Law.Holds(static world =>
    {
        var stale = world with { Sources = [.. world.Sources.Select(static source => source with { LastSyncedAt = null })] };

        Assert.Equal(
            world.Decide().Measures.Select(static measure => measure.Code),
            stale.Decide().Measures.Select(static measure => measure.Code));
        Compare.NowhereBetter(world.Decide() with { Disposition = Disposition.Facilitate }, stale.Decide());
    });

    [Fact]
    public void FACILITATE_has_an_open_green_channel_and_nothing_against_it() => Law.Holds(static world =>
    {
        var decision = world.Decide();
        var open = decision.Incentives.GreenChannel.State == IncentiveState.Eligible;

        Assert.Equal(open, decision.Disposition == Disposition.Facilitate || (open && decision.Disposition != Disposition.Normal));
        if (decision.Disposition is Disposition.Facilitate or Disposition.Normal)
            Assert.DoesNotContain(decision.Measures, static measure => measure.Effect >= MeasureEffect.Limit);
        if (decision.Disposition == Disposition.Facilitate)
            Assert.All(decision.Incentives.GreenChannel.Reasons, reason => Assert.True(decision.Reasons.Contains(reason)));
    });

    [Fact]
    public void Red_is_put_aside_exactly_while_black_or_focus_stands_or_is_under_objection() => Law.Holds(static world =>
    {
        var decision = world.Decide();
        var aside = decision.Entries.Any(static entry => entry.Kind.IsPunitive() && entry.State != EntryState.Suspended);
        var reds = decision.Entries.Where(static entry => entry.Kind.Colour == Colour.Red).ToArray();

        Assert.All(reds, red => Assert.Equal(aside, red.State == EntryState.Suppressed));
        Assert.All(reds, red => Assert.Equal(aside, decision.Alerts.Contains(new Alert(ReasonCode.RedConflict, red.Listing.EntryId))));
        Assert.Equal(aside && reds.Length > 0, decision.Warnings.Contains(ReasonCode.RedConflict));
        if (aside)
        {
            Assert.DoesNotContain(ReasonCode.Red, decision.Incentives.GreenChannel.Reasons);
            Assert.DoesNotContain(ReasonCode.Red, decision.Incentives.DeferredAcceptance.Reasons);
            Assert.Empty(decision.Incentives.Others);
        }
    });

    [Fact]
    public void Supervision_is_raised_exactly_for_a_standing_entry_of_this_region_or_a_poor_grade() => Law.Holds(static world =>
    {
        var decision = world.Decide();
        var standing = decision.Entries.Any(static entry => entry.Kind.IsPunitive()
            && entry.State is EntryState.Listed or EntryState.Corrected or EntryState.RepairPending
            && !entry.Flags.HasFlag(EntryFlags.OutOfScope));
        var ungraded = (world with { Subject = WithoutGrades(world.Subject) }).Decide();

        Assert.Equal(standing, ungraded.SupervisionHint == SupervisionHint.Raise);
        Assert.True(!standing || decision.SupervisionHint == SupervisionHint.Raise);
    });

    [Fact]
    public void An_incentive_that_is_open_has_no_standing_black_or_focus_entry_and_no_breach_behind_it() => Law.Holds(static world =>
    {
        var decision = world.Decide();
        var blocked = decision.Entries.Any(static entry => entry.Kind.IsPunitive())
            || world.Subject.Dossier.Commitments.Any(commitment => commitment.At(world.AsOf).State == CommitmentState.Breached);
        if (!blocked)
            return;

        Assert.Equal(0, decision.Incentives.GreenChannel.Openness());
        Assert.Equal(0, decision.Incentives.DeferredAcceptance.Openness());
    });

    [Fact]
    public void On_the_day_named_a_record_or_a_short_history_no_longer_stands_in_the_way() => Law.Holds(static world =>
    {
        // Nothing more is recorded, nothing known begins later, no list is abolished, and no minor comes of age.
        var known = world.Subject.Until(world.AsOf);
        var begun = known.Histories.RemoveAll(history => history.Any(fact => BeginsLater(fact.Fact, world)));
        var settled = world with { Kin = [], Subject = known with { Histories = begun } };
        var decision = settled.Decide();
        var green = decision.Incentives.GreenChannel;
        ReasonSet untimely = ReasonCode.HistoryTooShort | (ReasonSet)ReasonCode.RecordInWindow;
        if (green.On is not { } on || !green.Reasons.All(untimely.Contains) || decision.Reasons.Contains(ReasonCode.MinorProtected))
            return;

        var then = settled with { AsOf = ChinaTime.StartOf(on) };
        Assert.DoesNotContain(then.Decide().Incentives.GreenChannel.Reasons, untimely.Contains);
        var eve = then with { AsOf = then.AsOf.AddTicks(-1) };
        Assert.Contains(eve.Decide().Incentives.GreenChannel.Reasons, untimely.Contains);
    });

    private static bool BeginsLater(Fact fact, World world) => fact switch
    {
        EntryListed listing => listing.StartOn > world.Today || listing.ListKind == "B-FORMER",
        ObjectionDecided { Correction: { } correction } => correction.StartOn > world.Today,
        PenaltyRecorded penalty => penalty.DecidedOn > world.Today,
        CommitmentBreached breach => breach.BreachedOn > world.Today,
        _ => false,
    };

    private static Party WithoutGrades(Party party) =>
        party with { Histories = party.Histories.RemoveAll(static history => history is [{ Fact: GradeRecorded }, ..]) };
}
