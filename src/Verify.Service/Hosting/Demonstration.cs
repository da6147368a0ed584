using System.Globalization;
using Verify.Demo;
using Verify.Domain;
using Verify.Registry;
using Verify.Registry.Import;

namespace Verify.Hosting;

/// <summary>
/// The demonstration county: made and imported, through the same files as anybody's data, where the registry is empty. It speaks of
/// the list kinds of the shipped catalogue, so whoever brings a catalogue of their own gets an empty registry.
/// </summary>
internal static class Demonstration
{
    private static readonly Recorder Demonstrator = new("DEMO", "demonstration");

    /// <summary>Loads the county into an empty registry; into one that holds it already, news that its sources were heard from.</summary>
    /// <returns>What to try; nothing where the registry holds somebody's own data.</returns>
    public static async Task<IReadOnlyList<DemoSample>> LoadAsync(Foundation foundation, TextWriter output, CancellationToken cancellation)
    {
        var options = foundation.Options;
        if (!options.Demo.Enabled || options.Catalog.Length > 0)
            return [];
        var folder = Path.Combine(options.Data, "demo");
        // A new registry holds its catalogue and nothing else.
        if (await foundation.Store.ReadRevisionAsync(cancellation) == foundation.Catalogs.Publications.Length)
            return await FillAsync(foundation, folder, output, cancellation);
        if (!Directory.Exists(folder))
            return [];
        await HearFromSourcesAsync(foundation, cancellation);
        return DemoCast.Samples;
    }

    private static async Task<IReadOnlyList<DemoSample>> FillAsync(
        Foundation foundation, string folder, TextWriter output, CancellationToken cancellation)
    {
        var options = foundation.Options.Demo;
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"The registry is empty: loading a demonstration county of {options.Organisations:N0} organisations …"));
        var started = foundation.Clock.GetTimestamp();
        var county = DemoCounty.Write(folder, ChinaTime.DateOf(foundation.Clock.GetUtcNow()), (ulong)options.Seed, options.Organisations);
        long facts = 0, rejected = 0;
        foreach (var file in county.Files)
        {
            var summary = await foundation.Importing.ImportAsync(
                file.Path,
                new ImportOptions { Source = file.Source },
                foundation.Catalogs.InForceNow().Catalogue,
                Demonstrator,
                progress: null,
                cancellation);
            if (summary.Fault is { } fault)
                throw new InvalidDataException($"{Path.GetFileName(file.Path)}: {fault.English}");
            facts += summary.Recorded;
            rejected += summary.Rejected;
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"Loaded {facts:N0} facts in {foundation.Clock.GetElapsedTime(started).TotalSeconds:F1} s; {rejected:N0} rows rejected. The files are in {folder}."));
        return county.Samples;
    }

    /// <summary>
    /// A county that nobody feeds would be stale the next day, and rightly UNDETERMINED. Its sources do not exist, so the
    /// demonstration says at each start that they were heard from.
    /// </summary>
    private static async Task HearFromSourcesAsync(Foundation foundation, CancellationToken cancellation)
    {
        var now = foundation.Clock.GetUtcNow();
        var catalogue = foundation.Catalogs.InForceNow().Catalogue;
        var drafts = catalogue.Rows.Sources.Select(source => new FactDraft(
            $"demo-heard-{source.Code}-{now.UtcTicks}",
            [],
            SubjectKey.OfSource(source.Code),
            now,
            Demonstrator,
            DocumentNumber: "",
            new SourceSynced(source.Code),
            Identities: []));
        await foundation.Recording.RecordAsync([.. drafts], catalogue, cancellation);
    }
}
