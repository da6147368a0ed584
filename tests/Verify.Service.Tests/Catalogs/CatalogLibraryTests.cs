using System.Collections.Immutable;
using Verify.Catalogs;

namespace Verify.Service.Tests.Catalogs;

public sealed class CatalogLibraryTests
{
    private static readonly DateTimeOffset Monday = new(2026, 6, 15, 10, 0, 0, TimeSpan.FromHours(8));
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly MemoryCatalogStore _store = new();
    private readonly SettableClock _clock = new() { Now = Monday };

    [Fact]
    public async Task An_empty_store_gets_the_folder_s_catalogue_for_every_past_instant()
    {
        using var library = await OpenAsync();

        var outcome = await library.SeedAsync(RepositoryCatalogs.WorkedExamples, None);

        Assert.NotNull(outcome.Publication);
        Assert.Same(outcome.Publication, library.InForce(Monday.AddYears(-10), Monday));
        Assert.Same(outcome.Publication, library.InForce(Monday.AddYears(-10), Monday.AddYears(-10)));
        Assert.Same(outcome.Publication, library.InForce(DateTimeOffset.MinValue, DateTimeOffset.MinValue));
    }

    [Fact]
    public async Task A_restart_with_the_same_folder_publishes_nothing()
    {
        await SeedAsync(RepositoryCatalogs.WorkedExamples);
        await SeedAsync(RepositoryCatalogs.WorkedExamples.SetItem("sources.csv", "\uFEFF" + RepositoryCatalogs.WorkedExamples["sources.csv"]));

        Assert.Single(_store.Catalogs);
    }

    [Fact]
    public async Task A_restart_with_an_edited_folder_publishes_it_from_now_on()
    {
        var first = await SeedAsync(RepositoryCatalogs.WorkedExamples);
        _clock.Now = Monday.AddDays(1);
        var second = await SeedAsync(WithMaxAge(48));

        using var library = await OpenAsync();
        Assert.Equal(first, library.InForce(Monday, Monday.AddDays(2)).Stored.Version);
        Assert.Equal(second, library.InForce(Monday.AddDays(1), Monday.AddDays(2)).Stored.Version);
    }

    [Fact]
    public async Task An_edit_published_by_an_official_survives_a_restart_with_the_same_folder()
    {
        await SeedAsync(RepositoryCatalogs.WorkedExamples);
        using (var library = await OpenAsync())
            await library.PublishAsync(Sources(48), null, "official", None);

        await SeedAsync(RepositoryCatalogs.WorkedExamples);

        Assert.Equal(["catalog folder", "official"], _store.Catalogs.Select(static catalog => catalog.PublishedBy));
    }

    [Fact]
    public async Task A_folder_with_an_error_is_not_published()
    {
        using var library = await OpenAsync();

        var outcome = await library.SeedAsync(RepositoryCatalogs.WorkedExamples.Remove("laws.csv"), None);

        Assert.Null(outcome.Publication);
        Assert.Empty(_store.Catalogs);
        Assert.Throws<InvalidOperationException>(() => library.InForceNow());
    }

    // Published: 0 at Monday for ever, 1 at day 1 from day 10, 2 at day 2 from day 5, 3 at day 3 from day 10.
    [Theory]
    [InlineData(0, 9, 0)]
    [InlineData(4, 9, 0)]
    [InlineData(5, 1, 0)] // 2 was not known yet
    [InlineData(5, 2, 2)]
    [InlineData(9, 9, 2)]
    [InlineData(10, 1, 1)]
    [InlineData(10, 2, 1)] // from day 10 beats from day 5, though published earlier
    [InlineData(10, 3, 3)] // both from day 10: the one published later
    [InlineData(99, 0, 0)]
    [InlineData(99, -1, 0)] // before anything was known: the earliest
    public async Task In_force_is_what_took_effect_last_of_what_was_known(int asOfDay, int knownDay, int expected)
    {
        foreach (var (published, effective) in new[] { (0, -10_000), (1, 10), (2, 5), (3, 10) })
            await _store.AppendAsync(Stored(published, Monday.AddDays(effective)), None);
        using var library = await OpenAsync();

        var inForce = library.InForce(Monday.AddDays(asOfDay), Monday.AddDays(knownDay));

        Assert.Equal(_store.Catalogs[expected].Version, inForce.Stored.Version);
    }

    [Fact]
    public async Task A_draft_of_one_file_takes_the_others_from_the_catalogue_in_force()
    {
        await SeedAsync(RepositoryCatalogs.WorkedExamples);
        using var library = await OpenAsync();

        var outcome = await library.PublishAsync(Sources(48), Monday.AddDays(7), "official", None);

        Assert.Equal(Monday.AddDays(7), outcome.Publication!.Stored.EffectiveFrom);
        Assert.Equal(TimeSpan.FromHours(48), outcome.Publication.Catalogue.Rows.Sources[0].MaxAge);
        Assert.Equal(14, outcome.Publication.Catalogue.Rows.Measures.Length);
        Assert.Equal(TimeSpan.FromHours(24), library.InForceNow().Catalogue.Rows.Sources[0].MaxAge);
        Assert.Same(outcome.Publication, library.InForce(Monday.AddDays(7), Monday));
        Assert.Same(outcome.Publication, library.FindVersion(outcome.Reading.Version));
    }

    [Fact]
    public async Task A_draft_for_later_keeps_what_is_already_published_for_then()
    {
        await SeedAsync(RepositoryCatalogs.WorkedExamples);
        using var library = await OpenAsync();
        await library.PublishAsync(Sources(48), Monday.AddDays(7), "official", None);
        var matters = new Draft().Set("matters.csv", 2, "promised_days", "9").Files["matters.csv"];

        var outcome = await library.PublishAsync(new Dictionary<string, string> { ["matters.csv"] = matters }, Monday.AddDays(8), "official", None);

        Assert.Equal(9, outcome.Publication!.Catalogue.FindMatter("LIC")!.Matter.PromisedDays);
        Assert.Equal(TimeSpan.FromHours(48), outcome.Publication.Catalogue.Rows.Sources[0].MaxAge);
    }

    [Fact]
    public async Task A_draft_with_one_bad_row_is_refused_whole()
    {
        await SeedAsync(RepositoryCatalogs.WorkedExamples);
        using var library = await OpenAsync();
        var draft = new Draft().Set("measures.csv", 3, "condition", "limit when personal score < 600");

        var outcome = await library.PublishAsync(draft.Files, null, "official", None);

        Assert.Null(outcome.Publication);
        Assert.Single(outcome.Reading.Findings, static finding => finding.Code == "SCORE_ON_PERSON");
        Assert.Single(_store.Catalogs);
    }

    [Fact]
    public async Task Validating_changes_nothing()
    {
        await SeedAsync(RepositoryCatalogs.WorkedExamples);
        using var library = await OpenAsync();

        Assert.True(library.Validate(Sources(48)).IsValid);

        Assert.Single(_store.Catalogs);
    }

    [Fact]
    public async Task Publishing_the_same_draft_again_changes_nothing()
    {
        await SeedAsync(RepositoryCatalogs.WorkedExamples);
        using var library = await OpenAsync();
        var first = await library.PublishAsync(Sources(48), null, "official", None);
        _clock.Now = Monday.AddMinutes(1);

        var second = await library.PublishAsync(Sources(48), null, "official", None);

        Assert.Same(first.Publication, second.Publication);
        Assert.Equal(2, _store.Catalogs.Count);
    }

    [Fact]
    public async Task A_version_published_twice_is_compiled_once()
    {
        await SeedAsync(RepositoryCatalogs.WorkedExamples);
        using var library = await OpenAsync();
        await library.PublishAsync(Sources(48), null, "official", None);
        _clock.Now = Monday.AddDays(1);

        var back = await library.PublishAsync(Sources(24), null, "official", None);

        Assert.Equal(3, library.Publications.Length);
        Assert.Same(library.Publications[0].Catalogue, library.Publications[2].Catalogue);
        Assert.Equal(Monday.AddDays(1), back.Publication!.Stored.EffectiveFrom);
    }

    [Fact]
    public async Task What_another_instance_published_is_taken_in_by_a_refresh_and_by_the_next_publication()
    {
        await SeedAsync(RepositoryCatalogs.WorkedExamples);
        using var here = await OpenAsync();
        using var there = await OpenAsync();
        var published = await there.PublishAsync(Sources(48), null, "official", None);

        Assert.NotEqual(published.Reading.Version, here.InForceNow().Stored.Version);
        await here.RefreshAsync(None);
        Assert.Equal(published.Reading.Version, here.InForceNow().Stored.Version);
    }

    [Fact]
    public async Task A_version_that_today_s_rules_would_refuse_stays_readable()
    {
        var draft = new Draft().Set("measures.csv", 5, "legal_basis", "MOF-125");
        Assert.False(draft.Read().IsValid);
        await _store.AppendAsync(new("old", draft.Files, Monday, Monday, "official"), None);

        using var library = await OpenAsync();

        Assert.Equal("m4", library.FindVersion("old")!.Catalogue.Rows.Measures[3].Code);
    }

    private static ImmutableSortedDictionary<string, string> WithMaxAge(int hours) =>
        new Draft().Set("sources.csv", 2, "max_age_hours", $"{hours}").Files;

    private static Dictionary<string, string> Sources(int hours) => new()
    {
        ["sources.csv"] = hours == 24 ? RepositoryCatalogs.WorkedExamples["sources.csv"] : WithMaxAge(hours)["sources.csv"],
    };

    private static StoredCatalog Stored(int published, DateTimeOffset effectiveFrom)
    {
        var files = WithMaxAge(100 + published);
        return new(CatalogFiles.VersionOf(files), files, effectiveFrom, Monday.AddDays(published), "official");
    }

    private Task<CatalogLibrary> OpenAsync() => CatalogLibrary.OpenAsync(_store, _clock, None);

    private async Task<string> SeedAsync(ImmutableSortedDictionary<string, string> files)
    {
        using var library = await OpenAsync();
        return (await library.SeedAsync(files, None)).Reading.Version;
    }

    private sealed class MemoryCatalogStore : ICatalogStore
    {
        public List<StoredCatalog> Catalogs { get; } = [];

        public Task<IReadOnlyList<StoredCatalog>> ReadAllAsync(CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<StoredCatalog>>([.. Catalogs]);

        public Task<StoredCatalog> AppendAsync(StoredCatalog catalog, CancellationToken cancellation)
        {
            Catalogs.Add(catalog with { Revision = Catalogs.Count + 1 });
            return Task.FromResult(Catalogs[^1]);
        }
    }

    private sealed class SettableClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
