using Verify.Domain;
using Verify.Tests.Worlds;

namespace Verify.Tests.Laws;

/// <summary>An answer may be kept until the instant that it names, and no longer.</summary>
public class ValidityLaws
{
    private const int DaysLookedAt = 150;

    [Fact]
    public void Until_its_last_instant_time_alone_does_not_change_a_decision() => Law.Holds(static world =>
    {
        var decision = world.Decide();
        var expected = DecisionText.Of(decision);
        var end = decision.ValidUntil ?? world.AsOf.AddYears(10);
        foreach (var instant in Instants(world, end))
            Assert.Equal(expected, DecisionText.Of((world with { AsOf = instant }).Decide()));
    });

    [Fact]
    public void The_last_instant_lies_ahead() =>
        Law.Holds(static world => Assert.True(world.Decide().ValidUntil is null || world.Decide().ValidUntil > world.AsOf));

    /// <summary>Every midnight in China up to an end where they are few, else some; the instants of facts; and the very last.</summary>
    private static IEnumerable<DateTimeOffset> Instants(World world, DateTimeOffset end)
    {
        var dice = world.Dice;
        var days = ChinaTime.DateOf(end).DayNumber - world.Today.DayNumber;
        var ahead = days <= DaysLookedAt
            ? Enumerable.Range(1, days)
            : Enumerable.Range(0, DaysLookedAt).Select(_ => dice.Between(1, days));
        return ahead.Select(day => ChinaTime.StartOf(world.Today.AddDays(day)))
            .SelectMany(static midnight => new[] { midnight, midnight.AddTicks(-1) })
            .Concat(world.Kin.Select(static kin => kin.Party).Append(world.Subject)
                .SelectMany(static party => party.Facts)
                .Select(static fact => fact.OccurredAt))
            .Append(end.AddTicks(-1))
            .Where(instant => instant > world.AsOf && instant < end);
    }
}
