using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Verify.Transport;

/// <summary>
/// Lets a caller that asked for more than there is for it (RESOURCE_EXHAUSTED) wait a moment for its refusal. Told at once it would ask
/// again at once, and a connection has only so many streams. Those refused soon after one another are told together: a reply by itself
/// wakes threads, which costs more than the refusal does.
/// </summary>
/// <param name="length">The longest wait, and three quarters of it the shortest; zero for none.</param>
/// <param name="clock">By which.</param>
public sealed class RefusalPause(TimeSpan length, TimeProvider clock) : Interceptor
{
    // What waits is held in memory; beyond this it is told at once.
    private const int WaitingMax = 4_096;

    private readonly Lock _gate = new();
    private int _waiting;
    private (long Began, Task Ends) _joint = (0, Task.CompletedTask);

    /// <inheritdoc/>
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var replying = Ask(request, context, continuation);
        return length > TimeSpan.Zero && replying is { IsFaulted: true, Exception.InnerException: RpcException { StatusCode: StatusCode.ResourceExhausted } }
            ? Pause(replying)
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
    private Task<TResponse> Pause<TResponse>(Task<TResponse> refusal)
    {
        if (Interlocked.Increment(ref _waiting) <= WaitingMax)
            return JointPause().ContinueWith(_ => End(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Unwrap();
        return End();

        Task<TResponse> End()
        {
            Interlocked.Decrement(ref _waiting);
            return refusal;
        }
    }

    /// <summary>The pause that began less than a quarter of its length ago, or a new one.</summary>
    private Task JointPause()
    {
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            if (_joint.Ends.IsCompleted || clock.GetElapsedTime(_joint.Began, now) >= length / 4)
                _joint = (now, Task.Delay(length, clock));
            return _joint.Ends;
        }
    }
}
