using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Registry.Import;

/// <summary>How an import went.</summary>
public sealed record ImportSummary
{
    /// <summary>Kind of file; null where it was not recognised.</summary>
    public ImportKind? Kind { get; init; }
    /// <summary>Why reading stopped before the end, if it did; rows before that point are in.</summary>
    public LocalText? Fault { get; init; }
    /// <summary>Rows read, blank lines not counted.</summary>
    public long Rows { get; init; }
    /// <summary>Rows rejected, whether by the reader or by the sink.</summary>
    public long Rejected { get; init; }
    /// <summary>Facts recorded now.</summary>
    public long Recorded { get; init; }
    /// <summary>Facts on record already.</summary>
    public long AlreadyThere { get; init; }
    /// <summary>Source whose synchronisation was recorded now, if one was.</summary>
    public string? SyncedSource { get; init; }
    /// <summary>What a reader should know, ignored columns for example.</summary>
    public ImmutableArray<LocalText> Notes { get; init; } = [];
    /// <summary>Where rejected rows were written; null where there are none.</summary>
    public string? RejectPath { get; init; }
    /// <summary>Wall time.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Rows accepted of rows read, 1 for an empty file: 数据合规率 (JS-13).</summary>
    public double ComplianceRate => Rows == 0 ? 1 : (double)(Rows - Rejected) / Rows;
}

/// <summary>How far an import has come.</summary>
/// <param name="Rows">Rows read.</param>
/// <param name="Rejected">Of them rejected.</param>
/// <param name="Elapsed">Since the start.</param>
/// <param name="Share">Part of the file's bytes read, 0 to 1.</param>
public readonly record struct ImportProgress(long Rows, long Rejected, TimeSpan Elapsed, double Share)
{
    /// <summary>Mean rate since the start.</summary>
    public double RowsPerSecond => Elapsed > TimeSpan.Zero ? Rows / Elapsed.TotalSeconds : 0;

    /// <summary>Time that the rest takes if it goes on as it has gone.</summary>
    public TimeSpan Remaining => Share > 0 ? Elapsed * ((1 - Share) / Share) : TimeSpan.Zero;
}
