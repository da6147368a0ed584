using System.Diagnostics.CodeAnalysis;
using Verify.Domain;
using Verify.Registry;
using Verify.Telemetry;

namespace Verify.Dossiers;

/// <summary>
/// From keys to dossiers, all as they stand at one watermark.
/// <code>
///  memory -> the flight that is under way for the subject -> the shared tier -> the store -> filled back
/// </code>
/// A dossier that was read at another revision stands at the watermark's if none of its facts is later and nothing about its subject
/// was recorded since (<see cref="ChangeLog"/>), whoever kept it and whatever became of them.
/// </summary>
public sealed class DossierLookup(
    DossierCache memory, ChangeLog changes, ISharedDossiers? shared, DossierFlights flights, StoreReads store)
{
    private static readonly List<int> Nothing = [];

    /// <summary>Dossiers found in memory.</summary>
    public Tally FromMemory { get; } = new();

    /// <summary>Dossiers found in the shared tier.</summary>
    public Tally FromShared { get; } = new();

    /// <summary>The dossier of one subject at a watermark, if it is in memory.</summary>
    public bool TryFind(SubjectKey key, Watermark at, [NotNullWhen(true)] out Dossier? dossier)
    {
        dossier = memory.TryGet(key, out var value) && DossierCodec.TryDecode(value.Span, key, out var kept, out _) && kept.LastChange <= at.Revision
            ? kept
            : null;
        if (dossier is null)
            return false;
        FromMemory.Add();
        return true;
    }

    /// <summary>Dossiers at a watermark, in the order of their keys; what is not kept is read from the store.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be reached in time.</exception>
    public async ValueTask<IReadOnlyList<Dossier>> FindAsync(IReadOnlyList<SubjectKey> keys, Watermark at, CancellationToken cancellation)
    {
        var found = new Dossier[keys.Count];
        var missing = FindInMemory(keys, at, found);
        if (missing.Count == 0)
            return found;
        TierTrail.Reach(Tier.Flight);
        var read = await flights.JoinAsync(Of(missing, keys), at, FetchAsync, cancellation);
        var outdated = new List<int>();
        for (var i = 0; i < missing.Count; i++)
        {
            found[missing[i]] = read[i].Dossier;
            if (!StandsAt(read[i].Dossier, read[i].ProvenTo, at))
                outdated.Add(missing[i]);
        }

        // The flight had set out from another watermark, and its subject was written about in between.
        if (outdated.Count > 0)
            Put(found, outdated, await store.ReadAsync(Of(outdated, keys), at.Revision, cancellation));
        return found;
    }

    /// <summary>Dossiers at a watermark, read from the store whatever is kept.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be reached in time.</exception>
    public ValueTask<IReadOnlyList<Dossier>> ReadAsync(IReadOnlyList<SubjectKey> keys, Watermark at, CancellationToken cancellation) =>
        store.ReadAsync(keys, at.Revision, cancellation);

    /// <summary>Dossiers at a watermark without the store, or null where one of them is not kept.</summary>
    public async ValueTask<IReadOnlyList<Dossier>?> FindKeptAsync(IReadOnlyList<SubjectKey> keys, Watermark at, CancellationToken cancellation)
    {
        var found = new Dossier[keys.Count];
        var missing = FindInMemory(keys, at, found);
        if (missing.Count > 0)
            missing = await FindSharedAsync(keys, missing, at, found, cancellation);
        return missing.Count == 0 ? found : null;
    }

    private List<int> FindInMemory(IReadOnlyList<SubjectKey> keys, Watermark at, Dossier[] found)
    {
        List<int>? missing = null;
        for (var i = 0; i < keys.Count; i++)
        {
            if (TryFind(keys[i], at, out var kept))
                found[i] = kept;
            else
                (missing ??= []).Add(i);
        }

        return missing ?? Nothing;
    }

    /// <summary>What a flight does: the shared tier, then the store, and everything filled back.</summary>
    private async Task<IReadOnlyList<Dossier>> FetchAsync(IReadOnlyList<SubjectKey> keys, Watermark at)
    {
        // Whoever missed a subject just before an earlier flight landed finds it in memory by now.
        var found = new Dossier[keys.Count];
        var missing = FindInMemory(keys, at, found);
        if (missing.Count > 0)
            missing = await FindSharedAsync(keys, missing, at, found, CancellationToken.None);
        if (missing.Count == 0)
            return found;
        Put(found, missing, await store.ReadAsync(Of(missing, keys), at.Revision, CancellationToken.None));
        if (!memory.Keeps && shared is null)
            return found;
        foreach (var i in missing)
        {
            var value = DossierCodec.Encode(found[i]);
            memory.Put(keys[i], value, found[i].Revision);
            shared?.Offer(keys[i], value, found[i].Revision);
        }

        return found;
    }

    /// <returns>Those that are not there.</returns>
    private async ValueTask<List<int>> FindSharedAsync(
        IReadOnlyList<SubjectKey> keys, List<int> wanted, Watermark at, Dossier[] found, CancellationToken cancellation)
    {
        if (shared is null)
            return wanted;
        var values = await shared.ReadAsync(Of(wanted, keys), cancellation);
        var missing = new List<int>();
        for (var i = 0; i < wanted.Count; i++)
        {
            var key = keys[wanted[i]];
            if (!values[i].Value.IsEmpty
                && DossierCodec.TryDecode(values[i].Value.Span, key, out var dossier, out _)
                && StandsAt(dossier, Math.Max(dossier.Revision, values[i].ProvenTo), at))
            {
                found[wanted[i]] = dossier;
                memory.Put(key, values[i].Value.Span, at.Revision);
            }
            else
            {
                missing.Add(wanted[i]);
            }
        }

        FromShared.Add(wanted.Count - missing.Count);
        if (missing.Count < wanted.Count)
            TierTrail.Reach(Tier.Redis);
        return missing;
    }

    /// <summary>Whether a dossier that is true up to a revision is true at the watermark.</summary>
    private bool StandsAt(Dossier dossier, long provenTo, Watermark at) =>
        dossier.LastChange <= at.Revision && (provenTo >= at.Revision || changes.IsUnchanged(dossier.Subject, provenTo));

    private static SubjectKey[] Of(List<int> places, IReadOnlyList<SubjectKey> keys) => [.. places.Select(place => keys[place])];

    private static void Put(Dossier[] found, List<int> places, IReadOnlyList<Dossier> read)
    {
        for (var i = 0; i < places.Count; i++)
            found[places[i]] = read[i];
    }
}
