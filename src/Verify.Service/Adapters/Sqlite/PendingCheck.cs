using Verify.Audit;

namespace Verify.Adapters.Sqlite;

/// <summary>A record that waits for its group to be committed.</summary>
internal sealed class PendingCheck(CheckRecord record)
{
    // Not on the writer's thread: it has the next group to commit.
    private readonly TaskCompletionSource<bool> _committed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CheckRecord Record { get; } = record;

    /// <summary>Whether the record stands, once the group is committed; false if its request id was answered before.</summary>
    public Task<bool> Committed => _committed.Task;

    public void Complete(bool taken) => _committed.SetResult(taken);

    public void Fail(Exception exception) => _committed.SetException(exception);
}
