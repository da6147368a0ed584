using Verify.Domain;
using Verify.Tests.Worlds;

namespace Verify.Tests.Laws;

/// <summary>What being listed, objecting, repairing and being cleared may and may not do.</summary>
public class ListingLaws
{
    private static readonly string[] PunitiveKinds =
        ["B-COURT", "B-WAGE", "B-LOCAL", "B-FIRM", "B-OPEN", "B-FORMER", "B-NOLAW", "F-FOOD", "F-CULTURE", "F-LOCAL"];

    [Fact]
    public void Another_black_or_focus_entry_makes_nothing_better() => Law.Holds(static world =>
    {
        var worse = world with { Subject = world.Subject.With(Compare.NewEntry(world, "another", PunitiveKinds)) };

        Compare.NowhereBetter(world.Decide(), worse.Decide());
    });

    [Fact]
    public void Another_red_entry_makes_nothing_worse() => Law.Holds(static world =>
    {
        var better = world with { Subject = world.Subject.With(Compare.NewEntry(world, "another", "R-TAX", "R-MODEL", "R-LOCAL")) };

        Compare.NowhereBetter(better.Decide(), world.Decide());
    });

    [Fact]
    public void An_objection_accepted_makes_nothing_worse() => Law.Holds(static world =>
    {
        var before = world with { Subject = world.Subject.Until(world.AsOf) };
        foreach (var entry in Objectionable(before))
            Compare.NowhereBetter(Accepted(before, entry.Id).Decide(), before.Decide());
    });

    [Fact]
    public void An_entry_under_objection_carries_no_suspendable_measure() => Law.Holds(static world =>
    {
        var before = world with { Subject = world.Subject.Until(world.AsOf) };
        foreach (var entry in Objectionable(before))
        {
            var kind = world.Catalogue.FindKind(entry.At(world.AsOf).Listing!.ListKind);
            if (kind is null or { ObjectionSuspends: false } || world.Profile is { ObjectionSuspends: false })
                continue;
            foreach (var measure in Accepted(before, entry.Id).Decide().Measures)
            {
                Assert.True(
                    !measure.SourceEntryIds.Contains(entry.Id)
                    || before.Case.Matter.Measures.Any(rule => rule.Code == measure.Code && !rule.Suspendable && rule.Reaches(kind)));
            }
        }
    });

    [Fact]
    public void A_repaired_entry_leaves_no_trace() => Law.Holds(static world => AssertNoTrace(
        world, new RepairFiled("gone"), new RepairDecided("gone", Granted: true, "")));

    [Fact]
    public void A_revoked_entry_leaves_no_trace() => Law.Holds(static world => AssertNoTrace(
        world,
        new ObjectionFiled("gone", ""),
        new ObjectionAccepted("gone"),
        new ObjectionDecided("gone", ObjectionOutcome.UpheldRevoked, null)));

    [Fact]
    public void An_entry_that_was_only_proposed_and_notified_leaves_no_trace() => Law.Holds(static world =>
    {
        var key = world.Subject.Key;
        var notified = world with
        {
            Subject = world.Subject.With(
            [
                Recorded.At(key, world.AsOf, new EntryProposed("coming", "B-COURT", "")),
                Recorded.At(key, world.AsOf, new EntryPreNotified("coming")),
            ]),
        };

        Assert.Equal(DecisionText.Of(world.Decide()), DecisionText.Of(notified.Decide()));
    });

    private static void AssertNoTrace(World world, params Fact[] moves)
    {
        var key = world.Subject.Key;
        var dice = world.Dice;
        var listing = new EntrySampler(dice, world.Today, key.IsPerson).Listing("gone", dice.Pick(PunitiveKinds), world.Today);
        var at = world.AsOf.AddDays(-dice.Between(0, 40));
        var traced = world with { Subject = world.Subject.With([.. moves.Prepend(listing).Select(fact => Recorded.At(key, at, fact))]) };

        Assert.Equal(DecisionText.Of(world.Decide()), DecisionText.Of(traced.Decide()));
    }

    /// <summary>Black and focus entries whose objection could be accepted now.</summary>
    private static IEnumerable<EntryHistory> Objectionable(World world) => world.Subject.EntriesBy(world.AsOf).Where(entry =>
        EntryMachine.Allows(entry.At(world.AsOf).State, new ObjectionAccepted(entry.Id), red: false)
        && world.Catalogue.FindKind(entry.At(world.AsOf).Listing!.ListKind)?.Colour != Colour.Red);

    private static World Accepted(World world, string entryId) => world with
    {
        Subject = world.Subject.With([Recorded.At(world.Subject.Key, world.AsOf, new ObjectionAccepted(entryId))]),
    };
}
