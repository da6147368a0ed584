using System.Collections.Immutable;
using Verify.Decisions;
using Verify.Domain;
using Verify.Tests.Worlds;

namespace Verify.Tests.Laws;

/// <summary>Better and worse, for laws about what may not become better or worse.</summary>
internal static class Compare
{
    /// <summary>How far an incentive is open: fully, for a commitment, not.</summary>
    public static int Openness(this Incentive incentive) => incentive.State switch
    {
        IncentiveState.Eligible => 2,
        IncentiveState.EligibleIfCommitted => 1,
        _ => 0,
    };

    public static bool IsPunitive(this ListKind kind) => kind.Colour is Colour.Black or Colour.Focus;

    /// <summary>Fails unless the second decision is nowhere better than the first.</summary>
    public static void NowhereBetter(Decision before, Decision after)
    {
        Assert.True(ConsortiumRules.Rank(after.Disposition) <= ConsortiumRules.Rank(before.Disposition), Both(before, after));
        Assert.True(after.Incentives.GreenChannel.Openness() <= before.Incentives.GreenChannel.Openness(), Both(before, after));
        Assert.True(after.Incentives.DeferredAcceptance.Openness() <= before.Incentives.DeferredAcceptance.Openness(), Both(before, after));
        Assert.True(after.Incentives.InstantHandling.Openness() <= before.Incentives.InstantHandling.Openness(), Both(before, after));
        Assert.Empty(after.Incentives.Others.Except(before.Incentives.Others));
        Assert.True(after.SupervisionHint <= before.SupervisionHint, Both(before, after));
    }

    /// <summary>A listed, black or focus entry of a world's own subject that is none of its others.</summary>
    public static ImmutableArray<RecordedFact> NewEntry(World world, string id, params ReadOnlySpan<string> kinds)
    {
        var dice = world.Dice;
        return new EntrySampler(dice, world.Today, world.Subject.Key.IsPerson).Draw(world.Subject.Key, id, dice.Pick(kinds));
    }

    private static string Both(Decision before, Decision after) => $"before\n{DecisionText.Of(before)}\nafter\n{DecisionText.Of(after)}";
}
