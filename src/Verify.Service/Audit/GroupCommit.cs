using System.Threading.Channels;

namespace Verify.Audit;

/// <summary>
/// Puts records into groups: those that arrive while a group is being committed form the next one, so that one commit serves
/// everybody who waited for it.
/// </summary>
public sealed class GroupCommit : IAsyncDisposable
{
    /// <summary>The most records that wait; beyond it the register refuses rather than let answers wait without end.</summary>
    public const int QueueMax = 8_192;

    /// <summary>The most records in one group, which bounds how long it holds its locks.</summary>
    public const int GroupMax = 1_024;

    private readonly Channel<Pending> _queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(QueueMax) { SingleReader = true });

    private readonly Func<IReadOnlyList<CheckRecord>, Task<IReadOnlyList<bool>>> _commit;
    private readonly Task _writer;

    /// <summary>Starts to take records.</summary>
    /// <param name="commit">
    /// Commits a group, whole or not at all; says of each record whether it stands, which it does not if its request id was answered
    /// before. What it throws reaches every caller of the group.
    /// </param>
    public GroupCommit(Func<IReadOnlyList<CheckRecord>, Task<IReadOnlyList<bool>>> commit)
    {
        _commit = commit;
        _writer = Task.Run(CommitGroupsAsync);
    }

    /// <summary>Takes a record and returns once its group is committed.</summary>
    /// <exception cref="RequestAnsweredException">Its request id was answered meanwhile.</exception>
    /// <exception cref="RegisterUnavailableException">Too many wait, or the register is closed.</exception>
    public async ValueTask AppendAsync(CheckRecord record, CancellationToken cancellation)
    {
        var pending = new Pending(record);
        if (!_queue.Writer.TryWrite(pending))
            throw new RegisterUnavailableException($"The register is closed, or {QueueMax} records wait for it.");
        if (!await pending.Stands.Task.WaitAsync(cancellation))
            throw new RequestAnsweredException();
    }

    /// <summary>Commits what waits, then takes no more.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writer;
    }

    private async Task CommitGroupsAsync()
    {
        var group = new List<Pending>(GroupMax);
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (group.Count < GroupMax && _queue.Reader.TryRead(out var pending))
                group.Add(pending);
            await CommitAsync(group);
            group.Clear();
        }
    }

    private async Task CommitAsync(List<Pending> group)
    {
        try
        {
            var stand = await _commit(group.ConvertAll(static pending => pending.Record));
            for (var i = 0; i < group.Count; i++)
                group[i].Stands.SetResult(stand[i]);
        }
#pragma warning disable CA1031 // Whatever it is reaches every caller of the group, and the writer lives on for the next.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            group.ForEach(pending => pending.Stands.SetException(exception));
        }
    }

    /// <summary>A record that waits for its group to be committed.</summary>
    private sealed class Pending(CheckRecord record)
    {
        public CheckRecord Record { get; } = record;

        // Not on the writer's thread: it has the next group to commit.
        public TaskCompletionSource<bool> Stands { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
