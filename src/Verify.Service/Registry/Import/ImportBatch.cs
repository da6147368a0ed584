using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Registry.Import;

/// <summary>Rows on their way: those to hand to the sink with their facts, and among them, in their order, those rejected already.</summary>
internal sealed class ImportBatch
{
    private readonly List<ImportRow> _facts = [];
    private readonly List<BatchRow> _rows = [];

    /// <summary>The facts.</summary>
    public IReadOnlyList<ImportRow> Facts => _facts;

    /// <summary>The rows.</summary>
    public IReadOnlyList<BatchRow> Rows => _rows;

    /// <summary>Takes a row that the reader has found fit.</summary>
    public void Add(CsvRow row, ImmutableArray<ImportRow> facts)
    {
        _facts.AddRange(facts);
        _rows.Add(new BatchRow(row, facts.Length, []));
    }

    /// <summary>Takes a row that the reader has rejected.</summary>
    public void Reject(CsvRow row, ImmutableArray<LocalText> reasons) => _rows.Add(new BatchRow(row, Facts: 0, reasons));
}

/// <summary>A row of a batch.</summary>
/// <param name="Row">The row.</param>
/// <param name="Facts">How many of the batch's facts are its.</param>
/// <param name="Reasons">Why the reader rejected it; empty where it did not.</param>
internal readonly record struct BatchRow(CsvRow Row, int Facts, ImmutableArray<LocalText> Reasons);
