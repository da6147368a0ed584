using StackExchange.Redis;

namespace Verify.Adapters.Redis;

/// <summary>One connection, and how many commands have gone into it without an answer: its queue has no bound of its own.</summary>
internal sealed class RedisLink(ConnectionMultiplexer multiplexer) : IAsyncDisposable
{
    private int _outstanding;

    /// <summary>Whether a server is connected, as far as the client knows: one that fell silent still is.</summary>
    public bool IsConnected => multiplexer.IsConnected;

    /// <summary>Whether one command more may go in; it is to be followed by <see cref="SendAsync"/>.</summary>
    public bool TryBegin(int outstandingMax)
    {
        if (Interlocked.Increment(ref _outstanding) <= outstandingMax)
            return true;
        Interlocked.Decrement(ref _outstanding);
        return false;
    }

    /// <summary>Sends a command, which is outstanding until it ends, whether or not anybody still waits for it.</summary>
    public async Task<T> SendAsync<T>(Func<IDatabase, Task<T>> command)
    {
        try
        {
            return await command(multiplexer.GetDatabase());
        }
        finally
        {
            Interlocked.Decrement(ref _outstanding);
        }
    }

    /// <summary>Closes it and waits for nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        await multiplexer.CloseAsync(allowCommandsToComplete: false);
        multiplexer.Dispose();
    }
}
