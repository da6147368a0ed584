using Verify.Domain;

namespace Verify.Registry;

/// <summary>
/// Facts after a revision, for those who follow the registry: what has just been committed is read from the store once for all of
/// them.
/// </summary>
public sealed class RecentFacts(IRegistryStore store) : IDisposable
{
    /// <summary>Facts that are kept; whoever is further behind reads from the store.</summary>
    public const int KeptMax = 4096;

    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile RecordedFact[] _kept = [];

    /// <summary>Reads facts after a revision, at the most <paramref name="count"/> of them; at least one if there is one.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be reached.</exception>
    public async Task<IReadOnlyList<RecordedFact>> ReadAfterAsync(long revision, int count, CancellationToken cancellation)
    {
        if (Find(revision, count) is { } found)
            return found;
        if (_kept is [var first, ..] && revision + 1 < first.Revision)
            return await store.ReadFactsAfterAsync(revision, count, cancellation);

        // Everybody who has come to the end of what is kept waits for the first of them, who reads on.
        await _reading.WaitAsync(cancellation);
        try
        {
            if (Find(revision, count) is { } read)
                return read;
            var facts = await store.ReadFactsAfterAsync(revision, count, cancellation);
            if (facts is [var next, ..])
                _kept = _kept is [.., var before] && before.Revision + 1 == next.Revision ? [.. _kept.Concat(facts).TakeLast(KeptMax)] : [.. facts];
            return facts;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    // Revisions have no gaps, so the place of a fact follows from its revision.
    private ArraySegment<RecordedFact>? Find(long revision, int count)
    {
        var kept = _kept;
        if (kept.Length == 0 || revision + 1 < kept[0].Revision || revision >= kept[^1].Revision)
            return null;
        var start = (int)(revision + 1 - kept[0].Revision);
        return new ArraySegment<RecordedFact>(kept, start, Math.Min(count, kept.Length - start));
    }
}
