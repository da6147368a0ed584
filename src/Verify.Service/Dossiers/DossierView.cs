using System.Diagnostics.CodeAnalysis;
using Verify.Domain;
using Verify.Registry;
using Verify.Telemetry;

namespace Verify.Dossiers;

/// <summary>The registry as one answer sees it: everything in it stands at one revision.</summary>
public abstract class DossierView
{
    /// <summary>The revision; of a past known by its instant, that of the last read.</summary>
    public abstract long Revision { get; }

    /// <summary>The watermark that it rests on; null for the past, which nothing can make stale.</summary>
    public virtual Watermark? Watermark => null;

    /// <summary>Whether what it shows is proven to be as it stands there.</summary>
    public virtual bool IsProven => true;

    /// <summary>A dossier, if it can be had without waiting.</summary>
    public virtual bool TryRead(SubjectKey key, [NotNullWhen(true)] out Dossier? dossier)
    {
        dossier = null;
        return false;
    }

    /// <summary>When each source was last heard from by an instant, if it can be had without waiting; else null.</summary>
    public virtual IReadOnlyList<DateTimeOffset?>? TryReadLastSyncs(IReadOnlyList<SubjectKey> sources, DateTimeOffset by) => null;

    /// <summary>Dossiers, in the order of their keys.</summary>
    /// <exception cref="StoreUnavailableException">They cannot be had.</exception>
    public abstract ValueTask<IReadOnlyList<Dossier>> ReadAsync(IReadOnlyList<SubjectKey> keys, CancellationToken cancellation);

    /// <summary>The subject that an organisation's old code belongs to, or null.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be had.</exception>
    public abstract ValueTask<SubjectKey?> ResolveAliasAsync(SubjectKey alias, CancellationToken cancellation);

    /// <summary>When each source was last heard from by an instant; null where it never was.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be had.</exception>
    public abstract ValueTask<IReadOnlyList<DateTimeOffset?>> ReadLastSyncsAsync(
        IReadOnlyList<SubjectKey> sources, DateTimeOffset by, CancellationToken cancellation);

    /// <summary>The codes behind keys, persons' still sealed.</summary>
    /// <exception cref="StoreUnavailableException">They cannot be had.</exception>
    public abstract ValueTask<IReadOnlyDictionary<SubjectKey, SubjectIdentity>> ReadIdentitiesAsync(
        IReadOnlyCollection<SubjectKey> keys, CancellationToken cancellation);
}

/// <summary>What the registry knew at a revision or an instant, read from the store.</summary>
internal sealed class PastView(IRegistryStore store, Knowledge knowledge) : DossierView
{
    private Knowledge _knowledge = knowledge;

    public override long Revision => _knowledge.Revision ?? 0;

    public override async ValueTask<IReadOnlyList<Dossier>> ReadAsync(IReadOnlyList<SubjectKey> keys, CancellationToken cancellation)
    {
        TierTrail.Reach(Tier.Store);
        var snapshot = await store.ReadAsync(keys, _knowledge, cancellation);
        _knowledge = _knowledge with { Revision = snapshot.Revision };
        return snapshot.Dossiers;
    }

    public override async ValueTask<SubjectKey?> ResolveAliasAsync(SubjectKey alias, CancellationToken cancellation) =>
        await store.ResolveAliasAsync(alias, _knowledge, cancellation);

    public override async ValueTask<IReadOnlyList<DateTimeOffset?>> ReadLastSyncsAsync(
        IReadOnlyList<SubjectKey> sources, DateTimeOffset by, CancellationToken cancellation) =>
        await store.ReadLastSyncsAsync(sources, Revision, by, cancellation);

    public override async ValueTask<IReadOnlyDictionary<SubjectKey, SubjectIdentity>> ReadIdentitiesAsync(
        IReadOnlyCollection<SubjectKey> keys, CancellationToken cancellation) =>
        await store.ReadIdentitiesAsync(keys, cancellation);
}

/// <summary>The registry at a watermark, through what is kept.</summary>
internal class LiveView(Watermark at, DossierLookup lookup, SourceSyncs syncs, IRegistryStore store) : DossierView
{
    public override long Revision => at.Revision;

    public override Watermark? Watermark => at;

    public override bool TryRead(SubjectKey key, [NotNullWhen(true)] out Dossier? dossier) => lookup.TryFind(key, at, out dossier);

    public override IReadOnlyList<DateTimeOffset?>? TryReadLastSyncs(IReadOnlyList<SubjectKey> sources, DateTimeOffset by) =>
        syncs.TryFind(sources, at, by);

    public override ValueTask<IReadOnlyList<Dossier>> ReadAsync(IReadOnlyList<SubjectKey> keys, CancellationToken cancellation) =>
        lookup.FindAsync(keys, at, cancellation);

    public override async ValueTask<SubjectKey?> ResolveAliasAsync(SubjectKey alias, CancellationToken cancellation) =>
        await store.ResolveAliasAsync(alias, new Knowledge(at.Revision, null), cancellation);

    public override ValueTask<IReadOnlyList<DateTimeOffset?>> ReadLastSyncsAsync(
        IReadOnlyList<SubjectKey> sources, DateTimeOffset by, CancellationToken cancellation) =>
        TryReadLastSyncs(sources, by) is { } kept ? ValueTask.FromResult(kept) : new(syncs.ReadAsync(sources, at, by, cancellation));

    public override async ValueTask<IReadOnlyDictionary<SubjectKey, SubjectIdentity>> ReadIdentitiesAsync(
        IReadOnlyCollection<SubjectKey> keys, CancellationToken cancellation) =>
        await store.ReadIdentitiesAsync(keys, cancellation);
}

/// <summary>The same, but dossiers come from the store whatever is kept (<c>latest</c>).</summary>
internal sealed class StoreView(Watermark at, DossierLookup lookup, SourceSyncs syncs, IRegistryStore store) : LiveView(at, lookup, syncs, store)
{
    private readonly DossierLookup _lookup = lookup;

    public override bool TryRead(SubjectKey key, [NotNullWhen(true)] out Dossier? dossier)
    {
        dossier = null;
        return false;
    }

    public override ValueTask<IReadOnlyList<Dossier>> ReadAsync(IReadOnlyList<SubjectKey> keys, CancellationToken cancellation) =>
        _lookup.ReadAsync(keys, Watermark!.Value, cancellation);
}

/// <summary>The registry at a watermark that may be old, through what is kept and nothing else.</summary>
internal sealed class KeptView(Watermark at, DossierLookup lookup, SourceSyncs syncs) : DossierView
{
    public override long Revision => at.Revision;

    public override Watermark? Watermark => at;

    public override bool IsProven => false;

    public override async ValueTask<IReadOnlyList<Dossier>> ReadAsync(IReadOnlyList<SubjectKey> keys, CancellationToken cancellation) =>
        await lookup.FindKeptAsync(keys, at, cancellation) ?? throw NotKept();

    public override ValueTask<SubjectKey?> ResolveAliasAsync(SubjectKey alias, CancellationToken cancellation) => throw NotKept();

    public override ValueTask<IReadOnlyList<DateTimeOffset?>> ReadLastSyncsAsync(
        IReadOnlyList<SubjectKey> sources, DateTimeOffset by, CancellationToken cancellation) =>
        syncs.TryFind(sources, at, by) is { } kept ? ValueTask.FromResult<IReadOnlyList<DateTimeOffset?>>(kept) : throw NotKept();

    public override ValueTask<IReadOnlyDictionary<SubjectKey, SubjectIdentity>> ReadIdentitiesAsync(
        IReadOnlyCollection<SubjectKey> keys, CancellationToken cancellation) => throw NotKept();

    private static StoreUnavailableException NotKept() => new("The store cannot be asked, and what the question needs is not kept.");
}
