using System.Text;
using System.Text.Json;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Adapters.SqlServer;

/// <summary>The registry in SQL Server.</summary>
public sealed class SqlServerRegistryStore(SqlServerDatabase database, TimeProvider time) : IRegistryStore
{
    /// <inheritdoc/>
    public async Task<DossierSnapshot> ReadAsync(IReadOnlyList<SubjectKey> keys, Knowledge knowledge, CancellationToken cancellation)
    {
        var (revision, facts) = await ReadFactsAsync(keys, knowledge, cancellation);
        var bySubject = facts.ToLookup(static fact => fact.Subject);
        var dossiers = keys.Distinct().ToDictionary(static key => key, key => Dossier.Fold(key, revision, bySubject[key]));
        return new DossierSnapshot(revision, [.. keys.Select(key => dossiers[key])]);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DateTimeOffset?>> ReadLastSyncsAsync(
        IReadOnlyList<SubjectKey> sources, long revision, DateTimeOffset by, CancellationToken cancellation)
    {
        var values = new { sources = Json(sources), revision, by = by.UtcTicks };
        var rows = await database.ReadAsync(session => session.QueryAsync<SyncRow>("read_last_syncs", values), cancellation);
        var last = rows.ToDictionary(static row => row.SubjectKey, static row => FactRow.Instant(row.OccurredAt), StringComparer.Ordinal);
        return [.. sources.Select(source => last.TryGetValue(source.Value, out var occurredAt) ? occurredAt : (DateTimeOffset?)null)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RecordedFact>> ReadFactsAsync(SubjectKey key, Knowledge knowledge, CancellationToken cancellation) =>
        [.. (await ReadFactsAsync([key], knowledge, cancellation)).Facts.OrderBy(static fact => fact.Revision)];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RecordedFact>> ReadFactsAfterAsync(long revision, int count, CancellationToken cancellation)
    {
        var rows = await database.ReadAsync(
            session => session.QueryAsync<FactRow>("read_facts_after", new { revision, count }), cancellation);
        return rows.ConvertAll(static row => row.ToFact());
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RecordedChange>> ReadChangesAfterAsync(long revision, int count, CancellationToken cancellation)
    {
        var rows = await database.ReadAsync(
            session => session.QueryAsync<ChangeRow>("read_changes_after", new { revision, count }), cancellation);
        return rows.ConvertAll(static row => row.ToChange());
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RecordedFact>> ReadRetractionsAsync(CancellationToken cancellation) =>
        (await database.ReadAsync(static session => session.QueryAsync<FactRow>("read_retractions"), cancellation))
            .ConvertAll(static row => row.ToFact());

    /// <inheritdoc/>
    public Task<SubjectKey?> FindEntryAsync(string entryId, CancellationToken cancellation) =>
        database.ReadAsync<SubjectKey?>(
            async session => await session.FindAsync<string>("find_owner", new { kind = NamedThing.Entry, id = entryId }) is { } key
                ? new SubjectKey(key)
                : null,
            cancellation);

    /// <inheritdoc/>
    public Task<SubjectKey?> ResolveAliasAsync(SubjectKey alias, Knowledge knowledge, CancellationToken cancellation)
    {
        var values = new { alias_key = alias.Value, revision = knowledge.Revision, instant = knowledge.Instant?.UtcTicks };
        return database.ReadAsync<SubjectKey?>(
            async session => await session.FindAsync<string>("resolve_alias", values) is { } key ? new SubjectKey(key) : null, cancellation);
    }

    /// <inheritdoc/>
    public Task<Guid> ReadIdAsync(CancellationToken cancellation) =>
        database.ReadAsync(static session => session.FindAsync<Guid>("read_registry_id"), cancellation);

    /// <inheritdoc/>
    public Task RenewIdAsync(CancellationToken cancellation) =>
        database.ExecuteAsync("renew_registry_id", new { guid = Guid.NewGuid() }, cancellation);

    /// <inheritdoc/>
    public Task<long> ReadRevisionAsync(CancellationToken cancellation) =>
        database.ReadAsync(static session => session.FindAsync<long>("read_head"), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AppendOutcome>> AppendAsync(
        IReadOnlyList<FactDraft> drafts,
        Func<Dossier, FactDraft, RecordRefusal?> admit,
        CancellationToken cancellation) =>
        database.WriteAsync(session => SqlServerAppend.RunAsync(session, drafts, time.GetUtcNow(), admit), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OpenObligation>> ReadObligationsAsync(ObligationQuery query, CancellationToken cancellation) =>
        database.ReadAsync(session => SqlServerObligations.ReadAsync(session, query), cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<SubjectKey, SubjectIdentity>> ReadIdentitiesAsync(
        IReadOnlyCollection<SubjectKey> keys, CancellationToken cancellation)
    {
        var rows = await database.ReadAsync(
            session => session.QueryAsync<SubjectRow>("read_subjects", new { keys = Json(keys) }), cancellation);
        return rows.Select(static row => row.ToIdentity()).ToDictionary(static identity => identity.Key);
    }

    /// <summary>The facts about subjects, and the revision up to which they are all.</summary>
    private Task<(long Revision, IReadOnlyList<RecordedFact> Facts)> ReadFactsAsync(
        IReadOnlyList<SubjectKey> keys, Knowledge knowledge, CancellationToken cancellation)
    {
        var values = new { keys = Json(keys), revision = knowledge.Revision, instant = knowledge.Instant?.UtcTicks };
        return database.ReadAsync<(long, IReadOnlyList<RecordedFact>)>(
            async session =>
            {
                await using var results = await session.QueryMultipleAsync("read_dossiers", values);
                var revision = await results.ReadSingleAsync<long>();
                return (revision, [.. (await results.ReadAsync<FactRow>()).Select(static row => row.ToFact())]);
            },
            cancellation);
    }

    // A key asked for twice is read once.
    private static string Json(IEnumerable<SubjectKey> keys) => JsonSerializer.Serialize(keys.Distinct().Select(static key => key.Value));

    private sealed record ChangeRow(long Revision, string SubjectKey, string Beginning)
    {
        public RecordedChange ToChange() => new(Revision, new SubjectKey(SubjectKey), FactCodec.NameIn(Encoding.UTF8.GetBytes(Beginning)));
    }

    private sealed record SyncRow(string SubjectKey, long OccurredAt);
}
