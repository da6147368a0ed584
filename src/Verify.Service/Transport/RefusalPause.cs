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
        var replying = Ask(request, context, continuation);
        return length > TimeSpan.Zero && replying is { IsFaulted: true, Exception.InnerException: RpcException { StatusCode: StatusCode.ResourceExhausted } }
            ? Pause(replying, context.CancellationToken)
            : replying;
    }

    private static Task<TResponse> Ask<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        where TRequest : class
        where TResponse : class
    {
        try
        {
            return continuation(request, context);
        }
        catch (RpcException refusal)
        {
            // Methods that wait for nothing refuse at once.
            return Task.FromException<TResponse>(refusal);
        }
    }

    /// <summary>Hands the refusal on when its time has come; awaited, it would be thrown.</summary>
    private Task<TResponse> Pause<TResponse>(Task<TResponse> refusal, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _waiting) <= WaitingMax)
            return Task.Delay(length, clock, cancellation).ContinueWith(_ => End(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Unwrap();
        return End();

        Task<TResponse> End()
        {
            Interlocked.Decrement(ref _waiting);
            return refusal;
        }
    }
}
