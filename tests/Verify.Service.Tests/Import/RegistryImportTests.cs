using System.Text;
using Verify.Catalogs;
using Verify.Demo;
using Verify.Domain;
using Verify.Flows;
using Verify.Registry;
using Verify.Registry.Import;
using Verify.Service.Tests.Catalogs;
using Verify.Tests.Stores;

namespace Verify.Service.Tests.Import;

/// <summary>Imports into a registry on disk.</summary>
public sealed class RegistryImportTests : IDisposable
{
    private static readonly Recorder Officer = new("TEST", "officer");

    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Fifty_thousand_rows_with_37_bad_ones_are_in_once_however_often_they_are_imported()
    {
        var rows = Enumerable.Range(0, 50_000).Select(static i =>
            $"{ImportRig.Uscc(i)},甲{i},{(i % 1_351 == 0 && i / 1_351 < 37 ? "2015-02-30" : "2015-01-01")},");
        await using var stores = SqliteStores.Open(_folder.File("verify.db"), _clock);

        var first = await ImportAsync(stores.Registry, $"{ImportRig.BaseHeading}\n{string.Join("\r\n", rows)}");
        var again = await ImportAsync(stores.Registry, $"{ImportRig.BaseHeading}\n{string.Join("\r\n", rows)}");

        Assert.Equal((37, 49_963, 0), (first.Rejected, first.Recorded, first.AlreadyThere));
        Assert.Equal((37, 0, 49_963), (again.Rejected, again.Recorded, again.AlreadyThere));
        Assert.Equal(49_963, await stores.Registry.ReadRevisionAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_debtor_is_in_the_dossier_and_a_persons_number_nowhere_on_disk()
    {
        var file = await File.ReadAllTextAsync(ImportRig.Fixture("court-debtors.csv"), TestContext.Current.CancellationToken);
        await using (var stores = SqliteStores.Open(_folder.File("verify.db"), _clock))
        {
            await ImportAsync(stores.Registry, file);
            var person = TestKeys.Subjects.KeyOf(new SubjectCode(CodeType.ResidentId, "520599198001010014"));
            var snapshot = await stores.Registry.ReadAsync([person], Knowledge.Now, TestContext.Current.CancellationToken);
            Assert.Equal("B-COURT", Assert.Single(snapshot.Dossiers[0].Entries).At(ImportRig.Now).Listing!.ListKind);
        }

        Assert.All(Directory.GetFiles(_folder.Path, "verify.db*"), static path =>
            Assert.DoesNotContain("520599198001010014", Encoding.Latin1.GetString(File.ReadAllBytes(path)), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_repaired_entry_is_repaired_in_the_dossier()
    {
        await using var stores = SqliteStores.Open(":memory:", _clock);
        await ImportAsync(stores.Registry, $"{ImportRig.ListHeading},修复日期\n甲,91520523MA6HQ0013R,因,,2026-01-01,F-FOOD,文书1,,,,,,,,2026-05-20\n");

        var key = SubjectKey.OfOrganisation(new SubjectCode(CodeType.UnifiedSocialCreditCode, "91520523MA6HQ0013R"));
        var snapshot = await stores.Registry.ReadAsync([key], Knowledge.Now, TestContext.Current.CancellationToken);

        var entry = Assert.Single(snapshot.Dossiers[0].Entries);
        Assert.Equal(EntryState.Repaired, entry.At(ImportRig.Now).State);
        Assert.Equal(EntryState.Listed, entry.At(ChinaTime.StartOf(new DateOnly(2026, 5, 19))).State);
    }

    [Fact]
    public async Task The_demonstration_county_is_taken_whole_under_the_default_catalogue_and_proves_every_source()
    {
        var catalogue = CatalogFolder.Load(RepositoryCatalogs.DefaultFolder).Catalogue!;
        var county = DemoCounty.Write(_folder.File("demo"), ChinaTime.DateOf(ImportRig.Now), organisations: 4_000);
        await using var stores = SqliteStores.Open(":memory:", _clock);
        var flow = new ImportFlow(RecordingTo(stores.Registry), stores.Registry, TestKeys.Subjects, _clock);
        var summaries = new List<ImportSummary>();
        foreach (var file in county.Files)
        {
            summaries.Add(await flow.ImportAsync(
                file.Path, new ImportOptions { Source = file.Source }, catalogue, Officer, progress: null, TestContext.Current.CancellationToken));
        }

        Assert.All(summaries, static summary => Assert.Equal("", summary.RejectPath is { } rejects ? File.ReadAllText(rejects) : ""));
        Assert.All(summaries, static summary => Assert.Equal((null, 0), (summary.Fault, summary.Notes.Length)));
        Assert.Equal(
            catalogue.Rows.Sources.Select(static source => source.Code).Order(StringComparer.Ordinal),
            summaries.Select(static summary => summary.SyncedSource).OfType<string>().Order(StringComparer.Ordinal));
    }

    private RecordFlow RecordingTo(IRegistryStore store) => Recordings.To(store, _clock);

    private async Task<ImportSummary> ImportAsync(IRegistryStore store, string csv)
    {
        var path = _folder.File("import.csv");
        await File.WriteAllTextAsync(path, csv, TestContext.Current.CancellationToken);
        var flow = new ImportFlow(RecordingTo(store), store, TestKeys.Subjects, _clock);
        return await flow.ImportAsync(
            path, new ImportOptions(), ImportRig.Catalogue, Officer, progress: null, TestContext.Current.CancellationToken);
    }
}
