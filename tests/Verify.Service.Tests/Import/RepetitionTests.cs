using Verify.Domain;
using Verify.Registry.Import;

namespace Verify.Service.Tests.Import;

public sealed class RepetitionTests
{
    private readonly ImportRig _rig = new();

    [Theory]
    [InlineData("base-registry.csv")]
    [InlineData("lists.csv")]
    [InlineData("credit-china.csv")]
    [InlineData("penalties-2018.csv")]
    [InlineData("penalties-2014.csv")]
    [InlineData("court-debtors.csv")]
    public async Task Importing_a_file_again_changes_nothing(string name)
    {
        var first = await _rig.RunFixtureAsync(name);
        var facts = _rig.Sink.Facts.ToArray();

        var again = await _rig.RunFixtureAsync(name);

        Assert.Equal(
            first with { Recorded = 0, AlreadyThere = first.Recorded, SyncedSource = null, Notes = [], Elapsed = default },
            again with { Notes = [], Elapsed = default });
        Assert.Equal(facts, _rig.Sink.Facts);
    }

    [Fact]
    public async Task Fifty_thousand_rows_with_37_bad_ones_give_exactly_those_37_rejects()
    {
        var bad = Enumerable.Range(0, 37).Select(static i => 2 + i * 1_351).ToHashSet();
        var rows = Enumerable.Range(2, 50_000).Select(line =>
            $"91520523MA6HQ0013R,甲{line},{(bad.Contains(line) ? "2015-02-30" : "2015-01-01")},");

        var summary = await _rig.RunAsync($"{ImportRig.BaseHeading}\n{string.Join("\r\n", rows)}");

        Assert.Equal((50_000, 37, 49_963), (summary.Rows, summary.Rejected, summary.Recorded));
        Assert.Equal(bad.Order(), _rig.RejectLines[1..].Select(static line => int.Parse(line.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(ImportOptions.DefaultBatchSize, _rig.Sink.LargestBatch);
        Assert.Equal(49_963d / 50_000, summary.ComplianceRate, 9);
    }

    [Fact]
    public async Task The_facts_of_a_line_stay_in_one_batch()
    {
        const string Row = "甲,91520523MA6HQ0013R,因,,2026-01-01,F-FOOD,文书{0},,,,,,,,2026-05-20\n";
        var batches = new List<int[]>();
        var importer = new Importer(ImportRig.Catalogue, ImportRig.KeyOf, TimeProvider.System);
        var csv = ImportRig.ListHeading + ",修复日期\n" + string.Concat(Enumerable.Range(0, 10).Select(static i => Row.Replace("{0}", $"{i}", StringComparison.Ordinal)));

        await importer.RunAsync(
            new MemoryStream(System.Text.Encoding.UTF8.GetBytes(csv)), new ImportOptions { BatchSize = 4 },
            (rows, cancellation) =>
            {
                batches.Add([.. rows.Select(static row => row.Line)]);
                return _rig.Sink.TakeAsync(rows, cancellation);
            },
            static () => Stream.Null, progress: null, TestContext.Current.CancellationToken);

        Assert.Equal(30, batches.Sum(static batch => batch.Length));
        Assert.All(batches, static batch => Assert.All(batch.GroupBy(static line => line), static line => Assert.Equal(3, line.Count())));
    }

    [Fact]
    public async Task Progress_is_told_batch_by_batch()
    {
        var told = new List<ImportProgress>();
        var importer = new Importer(ImportRig.Catalogue, ImportRig.KeyOf, TimeProvider.System);
        var rows = Enumerable.Range(0, 2_500).Select(static i => $"91520523MA6HQ0013R,甲{i},2015-01-01,");

        await importer.RunAsync(
            new MemoryStream(System.Text.Encoding.UTF8.GetBytes($"{ImportRig.BaseHeading}\n{string.Join('\n', rows)}")), new ImportOptions(),
            _rig.Sink.TakeAsync, static () => Stream.Null, new Listener(told), TestContext.Current.CancellationToken);

        Assert.Equal([1_000, 2_000, 2_500], told.Select(static progress => progress.Rows));
    }

    private sealed class Listener(List<ImportProgress> told) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => told.Add(value);
    }
}
