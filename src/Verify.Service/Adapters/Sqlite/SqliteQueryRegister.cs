using System.Threading.Channels;
using Verify.Audit;
using Verify.Registry;

namespace Verify.Adapters.Sqlite;

/// <summary>
/// The register of queries in the embedded database. Records that arrive while a group is being committed form the next group, so
/// that one sync of the disk serves everybody who waited for it.
/// </summary>
public sealed class SqliteQueryRegister : IQueryRegister, IAsyncDisposable
{
    /// <summary>The most records that wait; beyond it the register refuses rather than let answers wait without end.</summary>
    public const int QueueMax = 8_192;

    /// <summary>The most records in one group, which bounds how long it holds the write lock.</summary>
    public const int GroupMax = 512;

    private readonly Channel<PendingCheck> _queue = Channel.CreateBounded<PendingCheck>(
        new BoundedChannelOptions(QueueMax) { SingleReader = true });

    private readonly SqliteDatabase _database;
    private readonly Task _writer;

    /// <summary>Starts to take records.</summary>
    public SqliteQueryRegister(SqliteDatabase database)
    {
        _database = database;
        _writer = Task.Run(CommitGroupsAsync);
    }

    /// <inheritdoc/>
    public async ValueTask AppendAsync(CheckRecord record, CancellationToken cancellation)
    {
        var pending = new PendingCheck(record);
        if (!_queue.Writer.TryWrite(pending))
            throw new RegisterUnavailableException($"The register is closed, or {QueueMax} records wait for it.");
        if (!await pending.Committed.WaitAsync(cancellation))
            throw new RequestAnsweredException();
    }

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

    /// <summary>Commits what waits, then takes no more. The database is to be closed after it.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writer;
    }

    private async Task CommitGroupsAsync()
    {
        var group = new List<PendingCheck>(GroupMax);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (group.Count < GroupMax && _queue.Reader.TryRead(out var pending))
                group.Add(pending);
            await CommitAsync(group);
            group.Clear();
        }
    }

    private async Task CommitAsync(List<PendingCheck> group)
    {
        try
        {
            var taken = await _database.WriteAsync(
                session => group.ConvertAll(pending => CheckRow.TryAppend(session, pending.Record)), CancellationToken.None);
            for (var i = 0; i < group.Count; i++)
                group[i].Complete(taken[i]);
        }
        catch (StoreUnavailableException exception)
        {
            Fail(new RegisterUnavailableException("The register cannot be written.", exception));
        }
#pragma warning disable CA1031 // A mistake of ours reaches every caller of the group, and the writer lives on for the next.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(exception);
        }

        void Fail(Exception exception) => group.ForEach(pending => pending.Fail(exception));
    }
}
