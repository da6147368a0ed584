using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Verify.Transport;

/// <summary>
/// Lets a caller that asked for more than there is for it (RESOURCE_EXHAUSTED) wait a moment for its refusal. Told at once it would ask
/// again at once, and to refuse costs most of what it costs to answer; waiting costs a timer, and a connection has only so many streams.
/// </summary>
/// <param name="length">How long; zero for not at all.</param>
/// <param name="clock">By which.</param>
public sealed class RefusalPause(TimeSpan length, TimeProvider clock) : Interceptor
{
    // What waits is held in memory; beyond this it is told at once.
    private const int WaitingMax = 4_096;

    private int _waiting;

    /// <inheritdoc/>
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var replying = continuation(request, context);
        return replying.IsFaulted && replying.Exception.InnerException is RpcException { StatusCode: StatusCode.ResourceExhausted }
            ? PauseAsync(replying, context.CancellationToken)
            : replying;
    }

    private async Task<TResponse> PauseAsync<TResponse>(Task<TResponse> refusing, CancellationToken cancellation)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) <= WaitingMax && length > TimeSpan.Zero)
                await Task.Delay(length, clock, cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        return await refusing;
    }
}
