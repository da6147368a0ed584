using Verify.Callers;

namespace Verify.Adapters.SqlServer;

/// <summary>Callers in SQL Server.</summary>
public sealed class SqlServerCallerStore(SqlServerDatabase database) : ICallerStore
{
    /// <inheritdoc/>
    public Task<StoredCallers?> ReadAsync(long known, CancellationToken cancellation) => database.ReadAsync(
        async session =>
        {
            // The version first: callers that are newer than it are read once more, none is missed.
            var version = await session.FindAsync<long>("read_caller_version");
            return version == known
                ? null
                : new StoredCallers(version, (await session.QueryAsync<CallerRow>("read_callers")).ConvertAll(static row => row.ToCaller()));
        },
        cancellation);

    /// <inheritdoc/>
    public Task<bool> AddAsync(StoredCaller caller, CancellationToken cancellation) => ChangeAsync(
        "add_caller",
        new
        {
            id = caller.Id,
            department = caller.DepartmentCode,
            credential_kind = (int)caller.Credential.Kind,
            credential_name = caller.Credential.Name,
            credential_hash = caller.Credential.Hash,
            scopes = WordList.Write(caller.Scopes),
            matters = WordList.Write(caller.Matters),
            regions = WordList.Write(caller.Regions),
            organisations = caller.Organisations,
            persons = caller.Persons,
            calls_per_second = caller.Share.CallsPerSecond,
            outstanding_calls = caller.Share.OutstandingCalls,
            created_at = caller.CreatedAt.UtcTicks,
        },
        cancellation);

    /// <inheritdoc/>
    public Task<bool> RevokeAsync(string id, DateTimeOffset at, CancellationToken cancellation) =>
        ChangeAsync("revoke_caller", new { id, revoked_at = at.UtcTicks }, cancellation);

    // The version's row goes first: its lock puts changes in line.
    private Task<bool> ChangeAsync(string operation, object values, CancellationToken cancellation) => database.WriteAsync(
        async session =>
        {
            await session.ExecuteAsync("advance_caller_version");
            return await session.ExecuteAsync(operation, values) == 1;
        },
        cancellation);

    private sealed record CallerRow(
        string Id,
        string? Department,
        int CredentialKind,
        string CredentialName,
        byte[] CredentialHash,
        string Scopes,
        string? Matters,
        string? Regions,
        bool Organisations,
        bool Persons,
        int CallsPerSecond,
        int OutstandingCalls,
        long CreatedAt,
        long? RevokedAt)
    {
        public StoredCaller ToCaller() => new()
        {
            Id = Id,
            DepartmentCode = Department,
            Credential = new Credential((CredentialKind)CredentialKind, CredentialName, CredentialHash),
            Scopes = WordList.Read(Scopes)!,
            Matters = WordList.Read(Matters),
            Regions = WordList.Read(Regions),
            Organisations = Organisations,
            Persons = Persons,
            Share = new Share(CallsPerSecond, OutstandingCalls),
            CreatedAt = FactRow.Instant(CreatedAt),
            RevokedAt = RevokedAt is { } revoked ? FactRow.Instant(revoked) : null,
        };
    }
}
