using Verify.Callers;

namespace Verify.Adapters.Sqlite;

/// <summary>Callers in the embedded database.</summary>
public sealed class SqliteCallerStore(SqliteDatabase database) : ICallerStore
{
    /// <inheritdoc/>
    public Task<StoredCallers?> ReadAsync(long known, CancellationToken cancellation) => database.ReadAsync(
        session =>
        {
            // The version first: callers that are newer than it are read once more, none is missed.
            var version = (long)session.Find("read_caller_version")!;
            return version == known ? null : new StoredCallers(version, session.Query("read_callers", Read));
        },
        cancellation);

    /// <inheritdoc/>
    public Task<bool> AddAsync(StoredCaller caller, CancellationToken cancellation) => ChangeAsync(
        "add_caller",
        cancellation,
        ("@id", caller.Id),
        ("@department", caller.DepartmentCode),
        ("@credential_kind", (long)caller.Credential.Kind),
        ("@credential_name", caller.Credential.Name),
        ("@credential_hash", caller.Credential.Hash),
        ("@scopes", WordList.Write(caller.Scopes)),
        ("@matters", WordList.Write(caller.Matters)),
        ("@regions", WordList.Write(caller.Regions)),
        ("@organisations", caller.Organisations ? 1L : 0L),
        ("@persons", caller.Persons ? 1L : 0L),
        ("@calls_per_second", (long)caller.Share.CallsPerSecond),
        ("@outstanding_calls", (long)caller.Share.OutstandingCalls),
        ("@created_at", caller.CreatedAt.UtcTicks));

    /// <inheritdoc/>
    public Task<bool> RevokeAsync(string id, DateTimeOffset at, CancellationToken cancellation) =>
        ChangeAsync("revoke_caller", cancellation, ("@id", id), ("@revoked_at", at.UtcTicks));

    private Task<bool> ChangeAsync(string operation, CancellationToken cancellation, params (string Name, object? Value)[] values) =>
        database.WriteAsync(session => session.Execute(operation, values) == 1 && session.Execute("advance_caller_version") == 1, cancellation);

    private static StoredCaller Read(SqliteRow row) => new()
    {
        Id = row.GetString(0),
        DepartmentCode = row.IsDBNull(1) ? null : row.GetString(1),
        Credential = new Credential((CredentialKind)row.GetInt64(2), row.GetString(3), row.GetBytes(4).ToArray()),
        Scopes = WordList.Read(row.GetString(5))!,
        Matters = WordList.Read(row.IsDBNull(6) ? null : row.GetString(6)),
        Regions = WordList.Read(row.IsDBNull(7) ? null : row.GetString(7)),
        Organisations = row.GetBoolean(8),
        Persons = row.GetBoolean(9),
        Share = new Share(row.GetInt32(10), row.GetInt32(11)),
        CreatedAt = FactRow.Instant(row.GetInt64(12)),
        RevokedAt = row.IsDBNull(13) ? null : FactRow.Instant(row.GetInt64(13)),
    };
}
