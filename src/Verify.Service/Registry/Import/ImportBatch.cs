using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Registry.Import;

/// <summary>The rows on their way to the sink, and the counts of everything that has gone.</summary>
internal sealed class ImportBatch(Layout layout, ImportSink sink, RejectFile rejects)
{
    private readonly List<ImportRow> _facts = [];
    private readonly List<(CsvRow Row, int Facts)> _rows = [];

    /// <summary>Rows read.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows rejected.</summary>
    public long Rejected { get; private set; }

    /// <summary>Facts recorded now.</summary>
    public long Recorded { get; private set; }

    /// <summary>Facts on record already.</summary>
    public long AlreadyThere { get; private set; }

    /// <summary>Facts waiting.</summary>
    public int Facts => _facts.Count;

    /// <summary>Takes a row that the reader has found fit.</summary>
    public void Add(CsvRow row, ImmutableArray<ImportRow> facts)
    {
        Rows++;
        _facts.AddRange(facts);
        _rows.Add((row, facts.Length));
    }

    /// <summary>Takes a row that the reader has rejected.</summary>
    public Task RejectAsync(CsvRow row, IReadOnlyList<LocalText> reasons)
    {
        Rows++;
        return WriteAsync(row, reasons);
    }

    /// <summary>Hands what waits to the sink. A row of which any fact is refused is a rejected row.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        if (_facts.Count == 0)
            return;
        var outcomes = await sink(_facts, cancellation);
        var next = 0;
        foreach (var (row, facts) in _rows)
        {
            var reasons = Enumerable.Range(next, facts).SelectMany(i => Count(outcomes[i])).Distinct().ToArray();
            next += facts;
            if (reasons.Length > 0)
                await WriteAsync(row, reasons);
        }

        _facts.Clear();
        _rows.Clear();
    }

    /// <summary>Hands a heartbeat to the sink; whether it was recorded now.</summary>
    public async Task<bool> BeatAsync(ImportRow heartbeat, CancellationToken cancellation)
    {
        var outcomes = await sink([heartbeat], cancellation);
        Count(outcomes[0]);
        return outcomes[0] is RowOutcome.Admitted { Repeated: false };
    }

    private ImmutableArray<LocalText> Count(RowOutcome outcome)
    {
        switch (outcome)
        {
            case RowOutcome.Refused refused:
                return refused.Reasons;
            case RowOutcome.Admitted { Repeated: true }:
                AlreadyThere++;
                return [];
            default:
                Recorded++;
                return [];
        }
    }

    private Task WriteAsync(CsvRow row, IReadOnlyList<LocalText> reasons)
    {
        Rejected++;
        return rejects.WriteAsync(layout, row.Line, row.Cells, reasons);
    }
}
