using Verify.Audit;
using Verify.Audit.Chain;
using Verify.Registry;

namespace Verify.Adapters.SqlServer;

/// <summary>The register of queries in SQL Server, group by group.</summary>
public sealed class SqlServerQueryRegister : IRegisterStore, IAsyncDisposable
{
    private readonly SqlServerDatabase _database;
    private readonly GroupCommit _groups;

    /// <summary>Starts to take records.</summary>
    public SqlServerQueryRegister(SqlServerDatabase database)
    {
        _database = database;
        _groups = new GroupCommit(CommitAsync);
    }

    /// <inheritdoc/>
    public ValueTask AppendAsync(CheckRecord record, CancellationToken cancellation) => _groups.AppendAsync(record, cancellation);

    /// <inheritdoc/>
    public async ValueTask<StoredAnswer?> FindAsync(string caller, string requestId, CancellationToken cancellation)
    {
        try
        {
            var found = await _database.ReadAsync(
                session => session.QueryAsync<AnswerRow>("find_answer", new { caller, request_id = requestId }), cancellation);
            return found is [var row] ? new StoredAnswer(row.RequestDigest, row.Answer) : null;
        }
        catch (StoreUnavailableException exception)
        {
            throw new RegisterUnavailableException("The register cannot be read.", exception);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<bool>> CommitAsync(IReadOnlyList<CheckRecord> group)
    {
        try
        {
            // Before the lock: a digest needs nothing but its record.
            byte[][] digests = [.. group.Select(ChainFormat.DigestOf)];
            return await _database.WriteAsync(session => CheckRows.AppendAsync(session, group, digests), CancellationToken.None);
        }
        catch (StoreUnavailableException exception)
        {
            throw new RegisterUnavailableException("The register cannot be written.", exception);
        }
    }

    /// <summary>Commits what waits, then takes no more. The database is to be closed after it.</summary>
    public ValueTask DisposeAsync() => _groups.DisposeAsync();

    private sealed record AnswerRow(byte[] RequestDigest, byte[] Answer);
}
