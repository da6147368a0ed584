using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Registry.Import;

/// <summary>
/// Takes batches to the sink, one at a time, while the next is being read: reading keeps one CPU busy and the sink another. It alone
/// writes the reject file and counts.
/// </summary>
internal sealed class BatchWriter(Layout layout, ImportSink sink, RejectFile rejects, Action<BatchWriter> written) : IAsyncDisposable
{
    private Task _writing = Task.CompletedTask;

    /// <summary>Rows taken.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows rejected.</summary>
    public long Rejected { get; private set; }

    /// <summary>Facts recorded now.</summary>
    public long Recorded { get; private set; }

    /// <summary>Facts on record already.</summary>
    public long AlreadyThere { get; private set; }

    /// <summary>Starts to write a batch, once the one before is written.</summary>
    public async Task WriteAsync(ImportBatch batch, CancellationToken cancellation)
    {
        await CompleteAsync();
        // A store may do all its work before it returns its task.
        _writing = Task.Run(() => TakeAsync(batch, cancellation), cancellation);
    }

    /// <summary>Waits for the batch that is being written. The counts are good from then on.</summary>
    public Task CompleteAsync() => _writing;

    /// <summary>Waits as well, where reading has failed and nobody asks any more what became of the batch.</summary>
    public async ValueTask DisposeAsync() => await _writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Hands a heartbeat to the sink; whether it was recorded now.</summary>
    public async Task<bool> BeatAsync(ImportRow heartbeat, CancellationToken cancellation)
    {
        var outcomes = await sink([heartbeat], cancellation);
        Count(outcomes[0]);
        return outcomes[0] is RowOutcome.Admitted { Repeated: false };
    }

    // A row of which any fact is refused is a rejected row.
    private async Task TakeAsync(ImportBatch batch, CancellationToken cancellation)
    {
        var outcomes = batch.Facts.Count > 0 ? await sink(batch.Facts, cancellation) : [];
        var next = 0;
        foreach (var (row, facts, given) in batch.Rows)
        {
            var reasons = given;
            for (var end = next + facts; next < end; next++)
                reasons = [.. reasons.Union(Count(outcomes[next]))];
            Rows++;
            if (reasons.IsEmpty)
                continue;
            Rejected++;
            await rejects.WriteAsync(layout, row.Line, row.Cells, reasons);
        }

        written(this);
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
}
