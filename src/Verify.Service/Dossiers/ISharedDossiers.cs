using Verify.Domain;

namespace Verify.Dossiers;

/// <summary>A dossier as another instance left it.</summary>
/// <param name="Value">What the codec of dossiers wrote; empty where there is none.</param>
/// <param name="ProvenTo">
/// The revision up to which the tier vouches that nothing about the subject was recorded after the value; 0 where it vouches for
/// nothing. The value itself says at which revision it was read, and is true of that one whatever has become of the tier.
/// </param>
public readonly record struct SharedDossier(ReadOnlyMemory<byte> Value, long ProvenTo);

/// <summary>
/// A cache of dossiers that instances share. It MAY forget, lag behind, restart from an old snapshot or be away; it MUST NOT vouch
/// for a value (<see cref="SharedDossier.ProvenTo"/>) beyond a change that it has not been told of. Its trouble is its own: no
/// member throws because of it or takes longer than the tier's time limit, what cannot be had is a miss and what cannot be left is
/// dropped.
/// </summary>
public interface ISharedDossiers
{
    /// <summary>Looks subjects up in one round trip.</summary>
    /// <returns>One per key, in order.</returns>
    ValueTask<IReadOnlyList<SharedDossier>> ReadAsync(IReadOnlyList<SubjectKey> keys, CancellationToken cancellation);

    /// <summary>
    /// Leaves a value for others and does not wait. It is refused where the tier has been told of changes beyond the revision at
    /// which the value was read: one of them could be about this subject.
    /// </summary>
    /// <param name="key">Whose.</param>
    /// <param name="value">What the codec of dossiers wrote.</param>
    /// <param name="revision">The revision at which it was read.</param>
    void Offer(SubjectKey key, ReadOnlyMemory<byte> value, long revision);

    /// <summary>
    /// Tells the tier what has changed after <paramref name="from"/> up to and including <paramref name="to"/>. A tier that has not
    /// been told of everything up to <paramref name="from"/> vouches for nothing that it holds by then.
    /// </summary>
    /// <param name="from">Changes up to here are known to the tier, or it starts anew.</param>
    /// <param name="to">The revision up to which it may vouch afterwards.</param>
    /// <param name="changed">Whom the changes are about.</param>
    /// <param name="cancellation">Cancels waiting.</param>
    ValueTask AdvanceAsync(long from, long to, IReadOnlyCollection<SubjectKey> changed, CancellationToken cancellation);

    /// <summary>Tells the other instances that the registry has moved, and does not wait. A hint: it may be lost.</summary>
    void Announce(long revision);

    /// <summary>Raised when another instance has announced a move.</summary>
    event Action? Announced;
}
