using Verify.Domain;
using Verify.Flows;
using Verify.Registry;
using Verify.Registry.Import;
using Verify.Tests.Stores;

namespace Verify.Service.Tests.Import;

/// <summary>Base registry files that follow one another: what has changed took effect when the file says, and what stands is no news.</summary>
public sealed class ChangedRegistrationTests : IAsyncLifetime
{
    private const string A = "91520523MA6HQ0013R";
    private const string First = "520599198001010014";
    private const string Second = "520599197512310014";
    private static readonly SubjectKey KeyOfA = SubjectKey.OfOrganisation(new SubjectCode(CodeType.UnifiedSocialCreditCode, A));

    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();
    private StoresUnderTest? _stores;

    public ValueTask InitializeAsync()
    {
        _stores = SqliteStores.Open(":memory:", _clock);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _stores!.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Another_legal_representative_ends_the_one_before_the_day_before()
    {
        await ImportAsync("甲", First);
        _clock.Now += TimeSpan.FromDays(1);
        var changed = await ImportAsync("甲", Second);

        Assert.Equal((0, 1), (changed.Rejected, changed.AlreadyThere));
        Assert.Equal(
            [(Key(First), null, new DateOnly(2026, 6, 15)), (Key(Second), new DateOnly(2026, 6, 16), null)],
            (await DossierAsync()).RelationsAt(_clock.Now).Select(static held => (held.Related, held.From, held.To)));
        Assert.Equal([(Key(First), (DateOnly?)null)], (await DossierAsync()).RelationsAt(_clock.Now.AddDays(-1)).Select(static held => (held.Related, held.To)));
    }

    [Fact]
    public async Task A_change_is_dated_as_of_the_day_that_the_file_is_complete()
    {
        await ImportAsync("甲", First);
        await ImportAsync("乙", Second, new DateOnly(2026, 6, 1));

        var dossier = await DossierAsync();
        Assert.Equal(["甲", "乙"], dossier.Registrations.Select(static fact => ((SubjectRegistered)fact.Fact).Name));
        Assert.Equal([new DateOnly(2015, 1, 1), new DateOnly(2026, 6, 1)], dossier.Registrations.Select(static fact => ChinaTime.DateOf(fact.OccurredAt)));
        Assert.Equal(new DateOnly(2026, 5, 31), dossier.RelationsAt(_clock.Now).First().To);
    }

    [Fact]
    public async Task An_old_file_imported_again_undoes_nothing()
    {
        await ImportAsync("甲", First);
        await ImportAsync("乙", Second);
        var revision = await _stores!.Registry.ReadRevisionAsync(TestContext.Current.CancellationToken);

        var old = await ImportAsync("甲", First);
        var current = await ImportAsync("乙", Second);

        Assert.Equal((0, 2, 0), (old.Recorded, old.AlreadyThere, old.Rejected));
        Assert.Equal((0, 2, 0), (current.Recorded, current.AlreadyThere, current.Rejected));
        Assert.Equal(revision, await _stores.Registry.ReadRevisionAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_row_that_returns_to_an_earlier_content_is_recorded_anew_where_the_file_names_its_day()
    {
        await ImportAsync("甲", First, new DateOnly(2026, 4, 1));
        await ImportAsync("乙", Second, new DateOnly(2026, 5, 1));
        var returned = await ImportAsync("甲", First, new DateOnly(2026, 6, 1));
        var again = await ImportAsync("甲", First, new DateOnly(2026, 6, 1));

        Assert.Equal((2, 0), (returned.Recorded, returned.Rejected));
        Assert.Equal((0, 2, 0), (again.Recorded, again.AlreadyThere, again.Rejected));
        var dossier = await DossierAsync();
        Assert.Equal("甲", ((SubjectRegistered)dossier.Registrations[^1].Fact).Name);
        Assert.Equal(
            [
                (Key(First), null, new DateOnly(2026, 4, 30)), (Key(Second), new DateOnly(2026, 5, 1), new DateOnly(2026, 5, 31)),
                (Key(First), new DateOnly(2026, 6, 1), null),
            ],
            dossier.RelationsAt(_clock.Now).Select(static held => (held.Related, held.From, held.To)));
    }

    [Fact]
    public async Task A_file_of_an_earlier_day_does_not_take_back_a_later_legal_representative()
    {
        await ImportAsync("甲", First, new DateOnly(2026, 4, 1));
        await ImportAsync("乙", Second, new DateOnly(2026, 6, 1));
        var late = await ImportAsync("丙", "520599201203010017", new DateOnly(2026, 5, 1));

        Assert.Equal(1, late.Rejected);
        Assert.Contains("法定代表人", await File.ReadAllTextAsync(late.RejectPath!, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(["甲", "丙", "乙"], (await DossierAsync()).Registrations.Select(static fact => ((SubjectRegistered)fact.Fact).Name));
        Assert.Equal(2, (await DossierAsync()).RelationsAt(_clock.Now).Count());
    }

    [Fact]
    public async Task Two_changes_on_one_day_leave_the_first_that_day()
    {
        await ImportAsync("甲", First, new DateOnly(2026, 4, 1));
        await ImportAsync("甲", Second, new DateOnly(2026, 6, 1));
        await ImportAsync("甲", First, new DateOnly(2026, 6, 1));

        Assert.Equal(
            [(Key(First), null, new DateOnly(2026, 5, 31)), (Key(Second), new DateOnly(2026, 6, 1), new DateOnly(2026, 6, 1)), (Key(First), new DateOnly(2026, 6, 1), (DateOnly?)null)],
            (await DossierAsync()).RelationsAt(_clock.Now).Select(static held => (held.Related, held.From, held.To)));
    }

    private async Task<ImportSummary> ImportAsync(string name, string representative, DateOnly? asOf = null)
    {
        var path = _folder.File("base.csv");
        await File.WriteAllTextAsync(path, $"{ImportRig.BaseHeading}\n{A},{name},2015-01-01,{representative}\n", TestContext.Current.CancellationToken);
        var registry = _stores!.Registry;
        var flow = new ImportFlow(Recordings.To(registry, _clock), registry, TestKeys.Subjects, _clock);
        return await flow.ImportAsync(
            path, new ImportOptions { AsOf = asOf }, ImportRig.Catalogue, new Recorder("TEST", "officer"), progress: null, TestContext.Current.CancellationToken);
    }

    private async Task<Dossier> DossierAsync() =>
        (await _stores!.Registry.ReadAsync([KeyOfA], Knowledge.Now, TestContext.Current.CancellationToken)).Dossiers[0];

    private static SubjectKey Key(string person) => TestKeys.Subjects.KeyOf(new SubjectCode(CodeType.ResidentId, person));
}
