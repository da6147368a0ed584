using Verify.Domain;
using Verify.Hosting;
using Verify.Service.Tests.Catalogs;
using Verify.Tests.Stores;

namespace Verify.Service.Tests.Hosting;

/// <summary>What a newcomer finds, and what somebody with data of their own does not.</summary>
public sealed class DemonstrationTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_registry_gets_a_county_and_every_source_has_been_heard_from()
    {
        using var folder = new TemporaryFolder();
        await using var foundation = await OpenAsync(folder);
        using var output = new StringWriter();
        var samples = await Demonstration.LoadAsync(foundation, output, Stop);
        Assert.NotEmpty(samples);
        Assert.True(await foundation.Store.ReadRevisionAsync(Stop) > 200);
        Assert.Contains("; 0 rows rejected", output.ToString(), StringComparison.Ordinal);

        var sources = foundation.Catalogs.InForceNow().Catalogue.Rows.Sources;
        var heard = await foundation.Store.ReadLastSyncsAsync(
            [.. sources.Select(static source => SubjectKey.OfSource(source.Code))], long.MaxValue, foundation.Clock.GetUtcNow(), Stop);
        Assert.All(heard, static last => Assert.NotNull(last));
    }

    [Fact]
    public async Task A_second_start_adds_nothing_but_that_the_sources_were_heard_from()
    {
        using var folder = new TemporaryFolder();
        await using var foundation = await OpenAsync(folder);
        var first = await Demonstration.LoadAsync(foundation, TextWriter.Null, Stop);
        var before = await foundation.Store.ReadRevisionAsync(Stop);
        Assert.Equal(first, await Demonstration.LoadAsync(foundation, TextWriter.Null, Stop));
        Assert.Equal(foundation.Catalogs.InForceNow().Catalogue.Rows.Sources.Length, await foundation.Store.ReadRevisionAsync(Stop) - before);
    }

    [Fact]
    public async Task Whoever_brings_a_catalogue_gets_an_empty_registry()
    {
        using var folder = new TemporaryFolder();
        await using var foundation = await OpenAsync(folder, RepositoryCatalogs.WorkedExamplesFolder);
        Assert.Empty(await Demonstration.LoadAsync(foundation, TextWriter.Null, Stop));
        Assert.Equal(foundation.Catalogs.Publications.Length, await foundation.Store.ReadRevisionAsync(Stop));
    }

    // The shipped catalogue lies beside the program, which for a test is the folder of the tests.
    private static Task<Foundation> OpenAsync(TemporaryFolder folder, string catalog = "") => Foundation.OpenAsync(
        new VerifyOptions { Data = folder.Path, Catalog = catalog, Demo = { Organisations = 200 } }, Stop, new ManualClock());
}
