using CsvHelper;
using Verify.Domain;

namespace Verify.Registry.Import;

/// <summary>
/// Reads a file into facts: (1) its encoding, (2) its kind by the heading row, (3) row by row, each with all the reasons against it,
/// (4) batch by batch to the sink, (5) what was rejected to the reject file, (6) the heartbeat of its source. Memory does not grow
/// with the file.
/// </summary>
/// <param name="catalogue">List kinds that there are.</param>
/// <param name="keyOf">The key under which a code is stored.</param>
/// <param name="clock">Tells today and measures.</param>
public sealed class Importer(Catalogue catalogue, Func<SubjectCode, SubjectKey> keyOf, TimeProvider clock)
{
    private const int LinesOfTitle = 5;

    /// <summary>Imports a file; rejected rows go to a file beside it, <c>court.csv</c> to <c>court.rejects.csv</c>.</summary>
    public async Task<ImportSummary> RunAsync(
        string path, ImportOptions options, ImportSink sink, IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        var rejectPath = Path.ChangeExtension(path, ".rejects.csv");
        await using var file = File.OpenRead(path);
        var summary = await RunAsync(file, options, sink, () => File.Create(rejectPath), progress, cancellation);
        return summary.Rejected > 0 ? summary with { RejectPath = rejectPath } : summary;
    }

    /// <summary>Imports a seekable stream; <paramref name="openRejects"/> is called when the first row is rejected.</summary>
    public async Task<ImportSummary> RunAsync(
        Stream file,
        ImportOptions options,
        ImportSink sink,
        Func<Stream> openRejects,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        var (encoding, fault) = await FileEncoding.DetectAsync(file, cancellation);                          // (1)
        if (encoding is null)
            return new ImportSummary { Fault = fault };
        if (options.Source is { } named && !catalogue.Rows.Sources.Any(source => source.Code == named))
            return new ImportSummary { Fault = ImportTexts.UnknownSource(named) };

        using var rows = new CsvRows(file, encoding);
        if (await rows.ReadAsync() is not { } heading)
            return new ImportSummary { Fault = ImportTexts.NoHeading };
        if (Layout.Recognise([.. heading.Cells], options.Kind, out fault) is not { } layout)                 // (2)
            return new ImportSummary { Fault = await FindHeadingBelowAsync() ?? fault, Kind = options.Kind };

        var now = clock.GetUtcNow();
        var context = new ImportContext(catalogue, options, keyOf, ChinaTime.DateOf(now));
        using var heartbeat = Heartbeat.SourceOf(context, layout.Kind) is { } source ? new Heartbeat(source, options.AsOf) : null;
        await using var rejects = new RejectFile(openRejects);
        await using var writer = new BatchWriter(layout, sink, rejects, Report);
        var unclosed = await ReadRowsAsync();
        await writer.CompleteAsync();

        // A source of which nothing could be taken has not been synchronised; an empty list has.
        var complete = unclosed is null && (writer.Rejected < writer.Rows || writer.Rows == 0);
        var synced = complete && heartbeat is not null && await writer.BeatAsync(heartbeat.Beat(now), cancellation);        // (6)
        return new ImportSummary
        {
            Kind = layout.Kind.Kind,
            Fault = unclosed,
            Rows = writer.Rows,
            Rejected = writer.Rejected,
            Recorded = writer.Recorded,
            AlreadyThere = writer.AlreadyThere,
            SyncedSource = synced ? heartbeat!.Source : null,
            Notes = layout.Ignored.Any() ? [ImportTexts.IgnoredColumns(layout.Ignored)] : [],
            Elapsed = clock.GetElapsedTime(started),
        };

        // A title above the heading is how people dress a table up.
        async Task<LocalText?> FindHeadingBelowAsync()
        {
            for (var i = 0; i < LinesOfTitle && await rows.ReadAsync() is { } row; i++)
            {
                if (Layout.Recognise([.. row.Cells], options.Kind, out _) is not null)
                    return ImportTexts.HeadingBelow(row.Line);
            }

            return null;
        }

        async Task<LocalText?> ReadRowsAsync()
        {
            var reader = new RowReader(layout, context);
            var batch = new ImportBatch();
            LocalText? unclosed = null;
            try
            {
                while (await rows.ReadAsync() is { } row)                                                    // (3)
                {
                    cancellation.ThrowIfCancellationRequested();
                    Take(reader, row, batch);
                    if (Math.Max(batch.Facts.Count, batch.Rows.Count) < options.BatchSize)
                        continue;
                    await writer.WriteAsync(batch, cancellation);                                            // (4) (5)
                    batch = new ImportBatch();
                }
            }
            catch (MaxFieldSizeException)
            {
                unclosed = ImportTexts.UnclosedQuote(rows.Line);
            }

            await writer.WriteAsync(batch, cancellation);
            return unclosed;
        }

        void Take(RowReader reader, CsvRow row, ImportBatch batch)
        {
            if (row.IsMalformed)
            {
                batch.Reject(row, [ImportTexts.BadQuotes]);
                return;
            }

            reader.Read(row.Line, row.Cells);
            if (reader.Reasons.Count > 0)
            {
                batch.Reject(row, [.. reader.Reasons]);
                return;
            }

            var facts = reader.Facts;
            foreach (var fact in facts)
                heartbeat?.Saw(fact);
            batch.Add(row, facts);
        }

        // The reader is at the most a batch and its buffers ahead of what is written.
        void Report(BatchWriter writer) => progress?.Report(new ImportProgress(
            writer.Rows, writer.Rejected, clock.GetElapsedTime(started), file.Length == 0 ? 1 : (double)file.Position / file.Length));
    }
}
