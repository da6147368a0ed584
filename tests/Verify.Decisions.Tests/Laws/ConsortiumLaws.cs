using Verify.Decisions;
using Verify.Domain;
using Verify.Tests.Worlds;

namespace Verify.Tests.Laws;

/// <summary>财库〔2016〕125号, 法〔2016〕285号, ZS-45: one bad member makes the whole bad.</summary>
public class ConsortiumLaws
{
    [Fact]
    public void The_worst_member_decides() => HoldsForMembers(static (members, whole) => Assert.Equal(
        members.Min(static member => ConsortiumRules.Rank(member.Disposition)),
        ConsortiumRules.Rank(whole.Disposition)));

    [Fact]
    public void An_incentive_is_open_only_if_every_member_has_it() => HoldsForMembers(static (members, whole) =>
    {
        AssertLeastOpen(static decision => decision.Incentives.GreenChannel);
        AssertLeastOpen(static decision => decision.Incentives.DeferredAcceptance);
        AssertLeastOpen(static decision => decision.Incentives.InstantHandling);
        Assert.All(whole.Incentives.Others, code => Assert.All(members, member => Assert.Contains(code, member.Incentives.Others)));

        void AssertLeastOpen(Func<Decision, Incentive> pick) =>
            Assert.Equal(members.Min(member => pick(member).Openness()), pick(whole).Openness());
    });

    [Fact]
    public void It_is_supervised_as_its_most_closely_supervised_member() => HoldsForMembers(static (members, whole) =>
        Assert.Equal(members.Min(static member => member.SupervisionHint), whole.SupervisionHint));

    [Fact]
    public void It_has_every_measure_and_every_entry_of_its_members_and_no_other() => HoldsForMembers(static (members, whole) =>
    {
        Assert.Equal(
            members.SelectMany(static member => member.Measures).Select(static measure => measure.Code).Distinct().Order(),
            whole.Measures.Select(static measure => measure.Code).Order());
        Assert.Equal(
            members.SelectMany(static member => member.Entries).Select(static entry => entry.Listing.EntryId).Distinct().Order(),
            whole.Entries.Select(static entry => entry.Listing.EntryId).Order());
        foreach (var measure in whole.Measures)
        {
            var parts = members.SelectMany(static member => member.Measures).Where(part => part.Code == measure.Code);
            Assert.Equal(parts.Max(static part => part.Effect), measure.Effect);
        }
    });

    [Fact]
    public void No_reason_of_a_member_is_lost_but_those_to_facilitate_it() => HoldsForMembers(static (members, whole) =>
    {
        ReasonSet facilitating = ReasonCode.Red | (ReasonSet)ReasonCode.Clean3Y | ReasonCode.GradeGood;

        Assert.All(
            members.SelectMany(static member => member.Reasons),
            reason => Assert.True(whole.Reasons.Contains(reason) || facilitating.Contains(reason), $"{reason} is lost"));
        Assert.All(
            members.SelectMany(static member => member.Warnings),
            warning => Assert.True(whole.Warnings.Contains(warning), $"{warning} is lost"));
        Assert.True(whole.Disposition == Disposition.Facilitate || !whole.Reasons.Any(facilitating.Contains));
    });

    [Fact]
    public void It_keeps_no_longer_than_any_member() => HoldsForMembers(static (members, whole) => Assert.All(
        members,
        member => Assert.True(member.ValidUntil is null || whole.ValidUntil <= member.ValidUntil)));

    [Fact]
    public void The_order_of_members_changes_nothing_but_the_order_of_what_is_listed() => HoldsForMembers(static (members, whole) =>
    {
        var reversed = ConsortiumRules.Combine([.. members.Reverse()]);

        Assert.Equal(Lines(whole), Lines(reversed));

        static IEnumerable<string> Lines(Decision decision) =>
            DecisionText.Of(decision with { ListStatus = [], Measures = [] }).Split('\n').Order(StringComparer.Ordinal);
    });

    [Fact]
    public void One_member_alone_is_decided_as_if_it_were_none() => Law.Holds(static world =>
    {
        var alone = world.Decide();
        var consortium = ConsortiumRules.Combine([alone]);

        Assert.Equal(DecisionText.Of(alone, withReasons: false), DecisionText.Of(consortium, withReasons: false));
        Assert.Equal(alone.Reasons | ReasonCode.MemberDecides, consortium.Reasons | ReasonCode.MemberDecides);
    });

    [Fact]
    public void A_consortium_of_nobody_is_no_question() =>
        Assert.Throws<ArgumentOutOfRangeException>(static () => ConsortiumRules.Combine([]));

    private static void HoldsForMembers(Action<Decision[], Decision> law) => Law.Holds(world =>
    {
        var members = world.DecideMembers();
        law(members, ConsortiumRules.Combine(members));
    });
}
