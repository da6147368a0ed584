using System.Collections.Immutable;
using Verify.Catalogs;
using Verify.Domain;

namespace Verify.Tests.Stores;

public abstract partial class StoreAcceptance
{
    [Fact]
    public async Task Catalogues_are_read_whole_and_in_the_order_of_their_publication()
    {
        var first = Catalog("v2", Clock.Now, ("matters.csv", "编码,名称\nLIC,许可\n"), ("a.json", "{}"));
        var second = Catalog("v1", Clock.Now.AddTicks(1));
        var stored = await Catalogs.AppendAsync(first, Cancellation);
        await Catalogs.AppendAsync(second, Cancellation);

        var read = await Catalogs.ReadAllAsync(Cancellation);

        Assert.Equal(["v2", "v1"], read.Select(static catalog => catalog.Version));
        Assert.Equal(first.Files, read[0].Files);
        Assert.Equal(first with { Files = read[0].Files, Revision = 1 }, read[0]);
        Assert.Equal(stored with { Files = read[0].Files }, read[0]);
        Assert.Empty(read[1].Files);
    }

    [Fact]
    public async Task A_version_may_be_published_again_for_another_instant_and_the_same_publication_changes_nothing()
    {
        await Catalogs.AppendAsync(Catalog("v1", Clock.Now), Cancellation);
        await Catalogs.AppendAsync(Catalog("v1", Clock.Now) with { PublishedBy = "another" }, Cancellation);
        await Catalogs.AppendAsync(Catalog("v1", Clock.Now.AddDays(1)), Cancellation);

        Assert.Equal(
            [(Clock.Now, "op-1"), (Clock.Now.AddDays(1), "op-1")],
            (await Catalogs.ReadAllAsync(Cancellation)).Select(static catalog => (catalog.EffectiveFrom, catalog.PublishedBy)));
    }

    [Fact]
    public async Task A_publication_has_its_place_among_the_facts()
    {
        await RecordAsync(Drafts.Of(Drafts.A, Drafts.Grade()));
        var published = await Catalogs.AppendAsync(Catalog("v1", Clock.Now), Cancellation);
        var last = await RecordAsync(Drafts.Of(Drafts.B, Drafts.Grade()));

        Assert.Equal((2, 3), (published.Revision, last.Revision));
        var fact = (await ReadAllAsync())[1];
        Assert.Equal((2, SubjectKey.Catalogue), (fact.Revision, fact.Subject));
        Assert.Equal(new CatalogPublished("v1", Clock.Now), fact.Fact);
    }

    [Fact]
    public async Task A_publication_is_not_dated_before_the_fact_that_precedes_it()
    {
        var fact = await RecordAsync(Drafts.Of(Drafts.A, Drafts.Grade()));

        var published = await Catalogs.AppendAsync(Catalog("v1", Clock.Now) with { PublishedAt = Clock.Now.AddHours(-1) }, Cancellation);

        Assert.Equal(fact.RecordedAt, published.PublishedAt);
        Assert.Equal(fact.RecordedAt, Assert.Single(await Catalogs.ReadAllAsync(Cancellation)).PublishedAt);
    }

    private static StoredCatalog Catalog(string version, DateTimeOffset effectiveFrom, params (string Name, string Text)[] files) => new(
        version,
        ImmutableSortedDictionary.CreateRange(
            StringComparer.Ordinal, files.Select(static file => KeyValuePair.Create(file.Name, file.Text))),
        effectiveFrom,
        Drafts.OccurredAt,
        "op-1");
}
