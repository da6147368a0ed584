using System.Collections.Concurrent;
using Verify.Domain;
using Verify.Registry;
using Verify.Telemetry;

namespace Verify.Dossiers;

/// <summary>A dossier that was fetched.</summary>
/// <param name="Dossier">The dossier.</param>
/// <param name="ProvenTo">The revision at which it stands.</param>
public readonly record struct Landed(Dossier Dossier, long ProvenTo);

/// <summary>
/// One fetch per subject at a time, shared by everybody who misses it meanwhile. The fetch belongs to nobody: it has a limit of its
/// own, and whoever gives up waiting leaves it to the others with their deadlines.
/// </summary>
public sealed class DossierFlights
{
    private readonly ConcurrentDictionary<SubjectKey, TaskCompletionSource<Landed>> _flights = new();

    /// <summary>Subjects under way.</summary>
    public int Count => _flights.Count;

    /// <summary>Dossiers that came with somebody else's flight.</summary>
    public Tally Joined { get; } = new();

    /// <summary>Joins the flights that are under way and sets out for the other subjects, all of them in one fetch.</summary>
    /// <param name="keys">The subjects.</param>
    /// <param name="at">From which watermark to set out.</param>
    /// <param name="fetch">Fetches dossiers as they stand at the watermark, one per key in order.</param>
    /// <param name="cancellation">Cancels waiting, not the fetch.</param>
    /// <returns>One per key, in order; those of joined flights may stand at another revision.</returns>
    public async Task<IReadOnlyList<Landed>> JoinAsync(
        IReadOnlyList<SubjectKey> keys,
        Watermark at,
        Func<IReadOnlyList<SubjectKey>, Watermark, Task<IReadOnlyList<Dossier>>> fetch,
        CancellationToken cancellation)
    {
        var joined = new Task<Landed>[keys.Count];
        var mine = new Dictionary<SubjectKey, TaskCompletionSource<Landed>>();
        for (var i = 0; i < keys.Count; i++)
        {
            var flight = new TaskCompletionSource<Landed>(Signal.Apart);
            var under = _flights.GetOrAdd(keys[i], flight);
            if (under == flight)
                mine.Add(keys[i], flight);
            joined[i] = under.Task;
        }

        Joined.Add(keys.Count - mine.Count);

        // Whoever set out goes on with the thread that landed, or never left its own where nothing had to be waited for; only those who
        // joined are woken apart.
        if (mine.Count > 0)
            await FlyAsync(mine, at, fetch).WaitAsync(cancellation);
        return await Task.WhenAll(joined).WaitAsync(cancellation);
    }

    /// <summary>Never fails: what became of a flight is told to everybody on board.</summary>
    private async Task FlyAsync(
        Dictionary<SubjectKey, TaskCompletionSource<Landed>> mine,
        Watermark at,
        Func<IReadOnlyList<SubjectKey>, Watermark, Task<IReadOnlyList<Dossier>>> fetch)
    {
        SubjectKey[] keys = [.. mine.Keys];
        try
        {
            var dossiers = await fetch(keys, at);
            for (var i = 0; i < keys.Length; i++)
                Land(keys[i]).SetResult(new Landed(dossiers[i], at.Revision));
        }
#pragma warning disable CA1031 // Whatever it is reaches everybody on board; the next one to miss the subject sets out anew.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            foreach (var key in keys)
            {
                var flight = Land(key);
                flight.SetException(exception);
                _ = flight.Task.Exception;
            }
        }

        TaskCompletionSource<Landed> Land(SubjectKey key)
        {
            _flights.TryRemove(key, out _);
            return mine[key];
        }
    }
}
