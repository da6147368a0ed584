using System.Collections.Concurrent;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Dossiers;

/// <summary>When each source was last heard from. There are few, every check asks for some, and each is asked for alike.</summary>
public sealed class SourceSyncs(IRegistryStore store, ChangeLog changes, FreshnessOptions options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<SubjectKey, Kept> _latest = new();
    private readonly Lock _lock = new();

    /// <summary>
    /// What is kept, or null where it does not tell: when a source was heard from before an instant or a revision only the store knows.
    /// </summary>
    public DateTimeOffset?[]? TryFind(IReadOnlyList<SubjectKey> sources, Watermark at, DateTimeOffset by)
    {
        var found = new DateTimeOffset?[sources.Count];
        for (var i = 0; i < found.Length; i++)
        {
            if (!_latest.TryGetValue(sources[i], out var kept) || kept.ReadAt > at.Revision || kept.Last > by)
                return null;
            found[i] = kept.Last;
        }

        return found;
    }

    /// <summary>Reads sources at a watermark; none was heard from after <paramref name="by"/> in the result.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be reached in time.</exception>
    public async Task<IReadOnlyList<DateTimeOffset?>> ReadAsync(
        IReadOnlyList<SubjectKey> sources, Watermark at, DateTimeOffset by, CancellationToken cancellation)
    {
        var latest = await AskAsync(DateTimeOffset.MaxValue);
        lock (_lock)
        {
            // Heard of again while it was read, what was read is no longer the last.
            for (var i = 0; i < sources.Count; i++)
            {
                if (changes.IsUnchanged(sources[i], at.Revision))
                    _latest[sources[i]] = new Kept(latest[i], at.Revision);
            }
        }

        return latest.Any(last => last > by) ? await AskAsync(by) : latest;

        async Task<IReadOnlyList<DateTimeOffset?>> AskAsync(DateTimeOffset until)
        {
            try
            {
                return await store.ReadLastSyncsAsync(sources, at.Revision, until, cancellation).WaitAsync(options.Attempt, clock, cancellation);
            }
            catch (TimeoutException)
            {
                // The failure becomes an unreachable store: a source that cannot be asked about is not one that was heard from.
                throw new StoreUnavailableException("When sources were last heard from could not be read in time.");
            }
        }
    }

    /// <summary>A source was heard from.</summary>
    internal void Apply(SubjectKey source, long revision)
    {
        lock (_lock)
        {
            changes.Add(source, revision);
            _latest.TryRemove(source, out _);
        }
    }

    /// <summary>Forgets everything.</summary>
    internal void Clear() => _latest.Clear();

    /// <param name="Last">When it was last heard from.</param>
    /// <param name="ReadAt">At which revision; an answer that rests on an earlier one must not know of it.</param>
    private sealed record Kept(DateTimeOffset? Last, long ReadAt);
}
