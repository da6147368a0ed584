using System.Text.Json;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Adapters.Sqlite;

/// <summary>The registry in the embedded database.</summary>
public sealed class SqliteRegistryStore(SqliteDatabase database, TimeProvider time) : IRegistryStore
{
    /// <inheritdoc/>
    public Task<DossierSnapshot> ReadAsync(IReadOnlyList<SubjectKey> keys, Knowledge knowledge, CancellationToken cancellation) =>
        database.ReadAsync(session => Fold(keys, ReadFacts(session, keys, knowledge)), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DateTimeOffset?>> ReadLastSyncsAsync(
        IReadOnlyList<SubjectKey> sources, long revision, DateTimeOffset by, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<DateTimeOffset?>>(
            session =>
            [
                .. sources.Select(source =>
                    session.Find("read_last_sync", ("@source", source.Value), ("@by", by.UtcTicks), ("@revision", revision)) is long ticks
                        ? new DateTimeOffset(ticks, TimeSpan.Zero)
                        : (DateTimeOffset?)null),
            ],
            cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RecordedFact>> ReadFactsAsync(SubjectKey key, Knowledge knowledge, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<RecordedFact>>(
            session => [.. ReadFacts(session, [key], knowledge).Facts.OrderBy(static fact => fact.Revision)], cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RecordedFact>> ReadFactsAfterAsync(long revision, int count, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<RecordedFact>>(
            session => session.Query("read_facts_after", FactRow.Read, ("@revision", revision), ("@count", count)), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RecordedChange>> ReadChangesAfterAsync(long revision, int count, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<RecordedChange>>(
            session => session.Query(
                "read_changes_after",
                static row => new RecordedChange(row.GetInt64(0), new SubjectKey(row.GetString(1)), FactCodec.NameIn(row.GetBytes(2))),
                ("@revision", revision),
                ("@count", count)),
            cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RecordedFact>> ReadRetractionsAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<RecordedFact>>(static session => session.Query("read_retractions", FactRow.Read), cancellation);

    /// <inheritdoc/>
    public Task<SubjectKey?> FindEntryAsync(string entryId, CancellationToken cancellation) =>
        database.ReadAsync<SubjectKey?>(
            session => (string?)session.Find("find_owner", ("@kind", NamedThing.Entry), ("@id", entryId)) is { } key ? new SubjectKey(key) : null,
            cancellation);

    /// <inheritdoc/>
    public Task<SubjectKey?> ResolveAliasAsync(SubjectKey alias, Knowledge knowledge, CancellationToken cancellation) =>
        database.ReadAsync<SubjectKey?>(
            session => (string?)session.Find(
                "resolve_alias",
                ("@alias_key", alias.Value),
                ("@revision", knowledge.Revision),
                ("@instant", knowledge.Instant?.UtcTicks)) is { } key ? new SubjectKey(key) : null,
            cancellation);

    /// <inheritdoc/>
    public Task<Guid> ReadIdAsync(CancellationToken cancellation) =>
        database.ReadAsync(static session => Guid.Parse((string)session.Find("read_registry_id")!), cancellation);

    /// <inheritdoc/>
    public Task RenewIdAsync(CancellationToken cancellation) =>
        database.WriteAsync(static session => session.Execute("renew_registry_id", ("@guid", $"{Guid.NewGuid():N}")), cancellation);

    /// <inheritdoc/>
    public Task<long> ReadRevisionAsync(CancellationToken cancellation) =>
        database.ReadAsync(static session => (long?)session.Find("read_head") ?? 0, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AppendOutcome>> AppendAsync(
        IReadOnlyList<FactDraft> drafts,
        Func<Dossier, FactDraft, RecordRefusal?> admit,
        CancellationToken cancellation) =>
        database.WriteAsync(session => new SqliteAppend(session).Run(drafts, time.GetUtcNow(), admit), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OpenObligation>> ReadObligationsAsync(ObligationQuery query, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<OpenObligation>>(session => SqliteObligations.Read(session, query), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<SubjectKey, SubjectIdentity>> ReadIdentitiesAsync(
        IReadOnlyCollection<SubjectKey> keys, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyDictionary<SubjectKey, SubjectIdentity>>(
            session => session
                .Query("read_subjects", ReadIdentity, ("@keys", Json(keys)))
                .ToDictionary(static identity => identity.Key),
            cancellation);

    /// <summary>The facts about subjects, and the revision up to which they are all.</summary>
    internal static (long Revision, List<RecordedFact> Facts) ReadFacts(
        SqliteSession session, IReadOnlyList<SubjectKey> keys, Knowledge knowledge)
    {
        var revision = 0L;
        var rows = keys is [var only]
            ? Query("read_dossier", ("@key", only.Value))
            : Query("read_dossiers", ("@keys", Json(keys)));
        return (revision, [.. rows.OfType<RecordedFact>()]);

        List<RecordedFact?> Query(string operation, (string Name, object? Value) wanted) => session.Query(
            operation,
            row =>
            {
                if (!row.IsDBNull(1))
                    return FactRow.Read(row);
                revision = row.GetInt64(0);
                return null;
            },
            ("@revision", knowledge.Revision),
            ("@instant", knowledge.Instant?.UtcTicks),
            wanted);
    }

    private static SubjectIdentity ReadIdentity(SqliteRow row)
    {
        var key = new SubjectKey(row.GetString(0));
        if (row.IsDBNull(1) && key.Organisation is { } code)
            return new SubjectIdentity(key, code.Type, code.Value, null);
        return new SubjectIdentity(
            key,
            CodeTypeNames.TypeOf(row.GetString(1)) ?? throw new StoreUnavailableException($"{key} has an unknown code type."),
            row.IsDBNull(2) ? null : row.GetString(2),
            row.IsDBNull(3) ? null : row.GetBytes(3).ToArray());
    }

    private static DossierSnapshot Fold(IReadOnlyList<SubjectKey> keys, (long Revision, List<RecordedFact> Facts) read)
    {
        if (keys is [var only])
            return new DossierSnapshot(read.Revision, [Dossier.Fold(only, read.Revision, read.Facts)]);
        var facts = read.Facts.ToLookup(static fact => fact.Subject);
        var dossiers = new Dictionary<SubjectKey, Dossier>(keys.Count);
        foreach (var key in keys)
            dossiers.TryAdd(key, Dossier.Fold(key, read.Revision, facts[key]));
        return new DossierSnapshot(read.Revision, [.. keys.Select(key => dossiers[key])]);
    }

    // A key asked for twice is read once.
    private static string Json(IReadOnlyCollection<SubjectKey> keys) =>
        JsonSerializer.Serialize(keys.Select(static key => key.Value).Distinct(StringComparer.Ordinal));
}
