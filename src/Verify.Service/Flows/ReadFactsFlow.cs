using System.Runtime.CompilerServices;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Flows;

/// <summary>Facts that follow one another.</summary>
/// <param name="Facts">By revision; none for a heartbeat.</param>
/// <param name="Revision">Everything up to here has been given with these.</param>
/// <param name="At">An instant by which nothing later had been committed; null while more is known to follow.</param>
public sealed record FactPage(IReadOnlyList<RecordedFact> Facts, long Revision, DateTimeOffset? At);

/// <summary>
/// The story of a reader of facts: page by page as it reads, up to the last one, and then, if it stays, whenever the registry has
/// gone on.
/// </summary>
public sealed class ReadFactsFlow(RecentFacts recent, RevisionSource revisions)
{
    private const int PageSize = 128;

    /// <summary>Why nothing can be read from a revision on; null where it can.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be reached.</exception>
    public async Task<Failure?> FaultOfAsync(long after, CancellationToken cancellation) =>
        (await revisions.ReadAsync(cancellation)).Revision < after ? FlowFailures.RevisionNotReached(after) : null;

    /// <summary>Reads facts.</summary>
    /// <param name="after">After which revision.</param>
    /// <param name="heartbeat">How long a reader that stays hears nothing at most; null for one that does not stay.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be reached; whoever goes on after the last revision misses nothing.</exception>
    public async IAsyncEnumerable<FactPage> ReadAsync(
        long after, TimeSpan? heartbeat, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var known = await revisions.ReadAsync(cancellation);
        while (true)
        {
            if (after >= known.Revision)
                yield return new FactPage([], after, known.At);
            while (after < known.Revision)
            {
                var facts = await recent.ReadAfterAsync(after, (int)Math.Min(known.Revision - after, PageSize), cancellation);
                after = facts[^1].Revision;
                yield return new FactPage(facts, after, after == known.Revision ? known.At : null);
            }

            if (heartbeat is not { } silence)
                yield break;
            known = await revisions.WaitAsync(after, known.At + silence, cancellation);
        }
    }
}
