using System.Collections.Concurrent;
using Grpc.Core;

namespace Verify.Grpc.Tests.Runtime;

/// <summary>Lets a test wait for what happens inside a handler.</summary>
internal sealed class EchoProbe
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when a handler has begun.</summary>
    public Task AnyStarted => _started.Task;

    /// <summary>Done when a waiting handler has seen its cancellation.</summary>
    public Task AnyCancelled => _cancelled.Task;

    /// <summary>The request headers of every call, in order of arrival.</summary>
    public ConcurrentQueue<Metadata> Calls { get; } = new();

    public void Started(ServerCallContext context)
    {
        Calls.Enqueue(context.RequestHeaders);
        _started.TrySetResult();
    }

    public void Cancelled(ServerCallContext context)
    {
        _ = context;
        _cancelled.TrySetResult();
    }
}
