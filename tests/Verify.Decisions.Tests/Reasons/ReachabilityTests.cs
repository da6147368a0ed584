using Verify.Decisions;
using Verify.Domain;
using Verify.Tests.Worlds;

namespace Verify.Tests.Reasons;

public class ReachabilityTests
{
    private const int Worlds = 6_000;

    [Fact]
    public void Every_reason_is_given_in_some_world_or_where_none_can_be_looked_at()
    {
        // No world gives this one: it is said where a world cannot be looked at.
        var given = ReasonsOf(UnprovenRules.Decision);
        for (var seed = 0; seed < Worlds; seed++)
        {
            var whole = ConsortiumRules.Combine(WorldSampler.Draw(seed).DecideMembers());
            given = whole.Members.Append(whole).Aggregate(given, static (all, decision) => all | ReasonsOf(decision));
        }

        Assert.Empty(Enum.GetValues<ReasonCode>().Where(static code => code != ReasonCode.None).Except(given));
    }

    private static ReasonSet ReasonsOf(Decision decision) =>
        decision.Reasons | decision.Warnings | decision.Incentives.GreenChannel.Reasons
        | decision.Incentives.DeferredAcceptance.Reasons | decision.Incentives.InstantHandling.Reasons;
}
