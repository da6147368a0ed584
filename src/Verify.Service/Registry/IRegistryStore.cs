using Verify.Domain;

namespace Verify.Registry;

/// <summary>What the registry knew: up to a revision, up to an instant, or now; where both are given, up to the earlier.</summary>
/// <param name="Revision">Up to and including this revision, where given; one that is yet to come stands for the last.</param>
/// <param name="Instant">Everything recorded at or before this instant, where given.</param>
public readonly record struct Knowledge(long? Revision, DateTimeOffset? Instant)
{
    /// <summary>Everything recorded.</summary>
    public static Knowledge Now => default;
}

/// <summary>Dossiers of one snapshot of the registry.</summary>
/// <param name="Revision">Revision of the snapshot: the head, or the last one known at the instant or revision asked for.</param>
/// <param name="Dossiers">One per key asked for, in that order; a subject about whom nothing is known has an empty one.</param>
public sealed record DossierSnapshot(long Revision, IReadOnlyList<Dossier> Dossiers);

/// <summary>
/// The truth: an append-only record of facts with gap-free revisions in commit order. Implementations pass one acceptance suite.
/// Every method throws <see cref="StoreUnavailableException"/> where the store cannot be reached, and nothing else for a failure
/// of the store.
/// </summary>
public interface IRegistryStore
{
    /// <summary>Reads dossiers, all at one revision.</summary>
    Task<DossierSnapshot> ReadAsync(IReadOnlyList<SubjectKey> keys, Knowledge knowledge, CancellationToken cancellation);

    /// <summary>
    /// When each source was last synchronised, as known at a revision and by an instant; null where it never was. A source is heard
    /// from for ever, so its facts are not read as a dossier.
    /// </summary>
    Task<IReadOnlyList<DateTimeOffset?>> ReadLastSyncsAsync(
        IReadOnlyList<SubjectKey> sources, long revision, DateTimeOffset by, CancellationToken cancellation);

    /// <summary>Reads every fact about one subject, by revision.</summary>
    Task<IReadOnlyList<RecordedFact>> ReadFactsAsync(SubjectKey key, Knowledge knowledge, CancellationToken cancellation);

    /// <summary>Reads facts about anybody that were recorded after a revision, by revision: what watchers follow.</summary>
    /// <param name="revision">After which; 0 for all.</param>
    /// <param name="count">At the most so many; fewer mean that there are no more.</param>
    /// <param name="cancellation">Cancels waiting.</param>
    Task<IReadOnlyList<RecordedFact>> ReadFactsAfterAsync(long revision, int count, CancellationToken cancellation);

    /// <summary>Reads about whom something was recorded after a revision, by revision, without reading what: what caches follow.</summary>
    /// <param name="revision">After which; 0 for all.</param>
    /// <param name="count">At the most so many; fewer mean that there are no more.</param>
    /// <param name="cancellation">Cancels waiting.</param>
    Task<IReadOnlyList<RecordedChange>> ReadChangesAfterAsync(long revision, int count, CancellationToken cancellation);

    /// <summary>Reads every fact by which an entry turned out wrong (<see cref="Retraction"/>), by revision. They are rare.</summary>
    Task<IReadOnlyList<RecordedFact>> ReadRetractionsAsync(CancellationToken cancellation);

    /// <summary>The subject that an entry is about, or null where no entry has this id.</summary>
    Task<SubjectKey?> FindEntryAsync(string entryId, CancellationToken cancellation);

    /// <summary>
    /// The subject that an organisation's old code (<c>O:</c>, <c>R:</c>) belongs to, or null. An organisation code that is part of
    /// a registered USCC resolves without having been given as an alias.
    /// </summary>
    Task<SubjectKey?> ResolveAliasAsync(SubjectKey alias, Knowledge knowledge, CancellationToken cancellation);

    /// <summary>
    /// The registry's own id, drawn when it was created: what is kept of it elsewhere is kept under this name, so that two
    /// registries never meet in one cache.
    /// </summary>
    Task<Guid> ReadIdAsync(CancellationToken cancellation);

    /// <summary>
    /// Draws another id, where an older copy of the database has taken this one's place: nothing that is kept anywhere of the revisions
    /// that are lost then counts for those that come.
    /// </summary>
    Task RenewIdAsync(CancellationToken cancellation);

    /// <summary>The last revision; 0 for an empty registry.</summary>
    Task<long> ReadRevisionAsync(CancellationToken cancellation);

    /// <summary>
    /// Appends facts in one transaction, each judged by <paramref name="admit"/> against the dossier as it stands inside that
    /// transaction, the facts before it included, and by whether its identifiers are free in the whole registry. A refused draft leaves no trace; the others are recorded. When the call returns,
    /// what it calls recorded MUST survive the death of process and machine.
    /// </summary>
    /// <param name="drafts">The facts.</param>
    /// <param name="admit">Pure; called once per draft that is no repetition; null admits.</param>
    /// <param name="cancellation">Cancels waiting; a transaction that has begun to commit runs to its end.</param>
    /// <returns>One outcome per draft, in order.</returns>
    Task<IReadOnlyList<AppendOutcome>> AppendAsync(
        IReadOnlyList<FactDraft> drafts,
        Func<Dossier, FactDraft, RecordRefusal?> admit,
        CancellationToken cancellation);

    /// <summary>
    /// What is open, by the day on which it is due, what was due first before everything else. The list follows from
    /// <see cref="FactDraft.Obligation"/> and is written in the transaction of the fact.
    /// </summary>
    Task<IReadOnlyList<OpenObligation>> ReadObligationsAsync(ObligationQuery query, CancellationToken cancellation);

    /// <summary>The codes behind keys, persons' still sealed; a key that was never recorded is missing from the result.</summary>
    Task<IReadOnlyDictionary<SubjectKey, SubjectIdentity>> ReadIdentitiesAsync(IReadOnlyCollection<SubjectKey> keys, CancellationToken cancellation);
}

/// <summary>The store cannot be reached. Its message is for the log; no caller sees it.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The store is there and must not be used: it is newer than this program, or belongs to another key ring. Ends a start.</summary>
public sealed class StoreRefusedException(string message) : Exception(message);
