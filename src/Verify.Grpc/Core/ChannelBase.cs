namespace Grpc.Core;

/// <summary>A way to one service address.</summary>
public abstract class ChannelBase
{
    /// <summary>Creates a channel to <paramref name="target"/>.</summary>
    protected ChannelBase(string target)
    {
        ArgumentNullException.ThrowIfNull(target);
        Target = target;
    }

    /// <summary>The address, as host and port.</summary>
    public string Target { get; }

    /// <summary>Makes what calls over this channel.</summary>
    public abstract CallInvoker CreateCallInvoker();

    /// <summary>Ends the channel and the calls on it.</summary>
    public Task ShutdownAsync() => ShutdownAsyncCore();

    /// <summary>Implements <see cref="ShutdownAsync"/>.</summary>
    protected virtual Task ShutdownAsyncCore() => Task.CompletedTask;
}
