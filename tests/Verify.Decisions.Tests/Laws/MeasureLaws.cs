using Verify.Decisions;
using Verify.Domain;
using Verify.Tests.Worlds;

namespace Verify.Tests.Laws;

/// <summary>QTX-17, QTX-18: each measure names a fact and an article, belongs to the matter, and says no more than a row does.</summary>
public class MeasureLaws
{
    [Fact]
    public void Each_measure_rests_on_an_article_in_force_and_a_bar_or_limit_on_law() => HoldsForEach(static (world, measure) =>
    {
        Assert.NotEmpty(measure.LegalBasis);
        Assert.All(measure.LegalBasis, article => Assert.True(article.InForce(world.Today)));
        Assert.True(measure.Effect == MeasureEffect.Notice || measure.LegalBasis.Any(static article => article.MayPunish));
    });

    [Fact]
    public void Each_measure_follows_from_live_entries_of_kinds_that_a_row_of_it_reaches() => HoldsForEach(static (world, measure) =>
    {
        Assert.NotEmpty(measure.SourceEntryIds);
        Assert.Distinct(measure.SourceEntryIds);
        foreach (var source in measure.SourceEntryIds)
        {
            var (holder, entry) = Everybody(world)
                .SelectMany(static party => party.Dossier.Entries.Select(entry => (party, entry)))
                .Single(pair => pair.entry.Id == source);
            var listing = entry.At(world.AsOf).Listing!;
            var kind = world.Catalogue.FindKind(listing.ListKind)!;
            var scope = listing.Scope.Length > 0 ? listing.Scope : kind.Scope;

            Assert.InRange(world.Today, listing.StartOn, listing.EndOn ?? DateOnly.MaxValue);
            Assert.StartsWith(scope, world.RegionCode, StringComparison.Ordinal);
            Assert.True(entry.At(world.AsOf).State
                is EntryState.Listed or EntryState.Corrected or EntryState.RepairPending or EntryState.UnderObjection);
            Assert.Contains(RowsOf(world, measure), rule => rule.Reaches(kind) && (holder == world.Subject || !rule.ViaRoles.IsEmpty));
        }
    });

    [Fact]
    public void Each_measure_is_of_the_matter_the_region_and_the_department() => HoldsForEach(static (world, measure) => Assert.Contains(
        RowsOf(world, measure),
        rule => world.RegionCode.StartsWith(rule.Scope, StringComparison.Ordinal)
            && (rule.Matters.Contains(world.MatterCode) || rule.Matters.Contains(world.Case.Matter.Matter.Class))
            && (world.DepartmentCode is null || rule.Implementers.IsEmpty || rule.Implementers.Contains(world.DepartmentCode))));

    [Fact]
    public void No_measure_is_stronger_than_a_row_of_it() => HoldsForEach(static (world, measure) => Assert.Contains(
        RowsOf(world, measure),
        rule => rule.Effect >= measure.Effect && rule.Strength >= measure.Strength));

    [Fact]
    public void A_code_appears_once() => Law.Holds(static world => Assert.Distinct(Codes(world.Decide())));

    [Fact]
    public void A_focus_entry_alone_never_bars() => Law.Holds(static world =>
    {
        var watched = world with
        {
            Kin = [],
            Subject = world.Subject with
            {
                Histories = [.. world.Subject.Histories.Where(history => history is not [{ Fact: EntryFact }, ..])
                    .Append(Compare.NewEntry(world, "watched", "F-FOOD", "F-CULTURE", "F-LOCAL"))],
            },
        };

        Assert.DoesNotContain(watched.Decide().Measures, static measure => measure.Effect == MeasureEffect.Bar);
    });

    [Fact]
    public void What_one_department_is_told_is_part_of_what_a_reader_of_all_is_told() => Law.Holds(static world =>
    {
        var all = (world with { DepartmentCode = null }).Decide();

        Assert.Empty(Codes(world.Decide()).Except(Codes(all)));
        Assert.True(ConsortiumRules.Rank(all.Disposition) <= ConsortiumRules.Rank(world.Decide().Disposition));
    });

    [Fact]
    public void The_order_of_rows_in_the_catalogue_does_not_matter() => Law.Holds(static world =>
    {
        var reversed = world with { Catalogue = WorldCatalogue.With(world.Catalogue.Rows.Measures.Reverse()) };

        Assert.Equal(Texts(world.Decide()), Texts(reversed.Decide()));

        static IEnumerable<string> Texts(Decision decision) => decision.Measures
            .Select(static measure => $"{measure.Code} {measure.Effect} {measure.Strength} {measure.EndOn}"
                + $" {string.Join(',', measure.SourceEntryIds.Order())}"
                + $" {string.Join(',', measure.LegalBasis.Select(static article => article.Code).Order())}")
            .Order(StringComparer.Ordinal);
    });

    private static void HoldsForEach(Action<World, AppliedMeasure> law) => Law.Holds(world =>
    {
        foreach (var measure in world.Decide().Measures)
            law(world, measure);
    });

    private static IEnumerable<string> Codes(Decision decision) => decision.Measures.Select(static measure => measure.Code);

    private static IEnumerable<Party> Everybody(World world) => world.Kin.Select(static kin => kin.Party).Prepend(world.Subject);

    private static IEnumerable<MeasureRule> RowsOf(World world, AppliedMeasure measure) =>
        world.Catalogue.Rows.Measures.Where(rule => rule.Code == measure.Code);
}
