using Verify.Audit;
using Verify.Audit.Chain;
using Verify.Registry;

namespace Verify.Adapters.Sqlite;

/// <summary>The register of queries in the embedded database, group by group: one sync of the disk serves a whole group.</summary>
public sealed class SqliteQueryRegister : IRegisterStore, IAsyncDisposable
{
    private readonly SqliteDatabase _database;
    private readonly GroupCommit _groups;

    /// <summary>Starts to take records.</summary>
    public SqliteQueryRegister(SqliteDatabase database)
    {
        _database = database;
        _groups = new GroupCommit(group => CommitAsync(group, givesWay: false));
    }

    /// <inheritdoc/>
    public ValueTask AppendAsync(CheckRecord record, CancellationToken cancellation) => _groups.AppendAsync(record, cancellation);

    /// <inheritdoc/>
    public async ValueTask<StoredAnswer?> FindAsync(string caller, string requestId, CancellationToken cancellation)
    {
        try
        {
            var found = await _database.ReadAsync(
                session => session.Query(
                    "find_answer",
                    static row => new StoredAnswer(row.GetBytes(0).ToArray(), row.GetBytes(1).ToArray()),
                    ("@caller", caller),
                    ("@request_id", requestId)),
                cancellation);
            return found is [var answer] ? answer : null;
        }
        catch (StoreUnavailableException exception)
        {
            throw new RegisterUnavailableException("The register cannot be read.", exception);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<bool>> CommitAsync(IReadOnlyList<CheckRecord> group) => CommitAsync(group, givesWay: true);

    /// <summary>Commits what waits, then takes no more. The database is to be closed after it.</summary>
    public ValueTask DisposeAsync() => _groups.DisposeAsync();

    private async Task<IReadOnlyList<bool>> CommitAsync(IReadOnlyList<CheckRecord> group, bool givesWay)
    {
        try
        {
            // Before the lock: a digest needs nothing but its record.
            byte[][] digests = [.. group.Select(ChainFormat.DigestOf)];
            return await _database.WriteAsync(session => CheckChain.Append(session, group, digests), CancellationToken.None, givesWay);
        }
        catch (StoreUnavailableException exception)
        {
            throw new RegisterUnavailableException("The register cannot be written.", exception);
        }
    }
}
