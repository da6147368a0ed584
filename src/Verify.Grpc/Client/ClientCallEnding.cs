using Grpc.Core;

namespace Grpc.Client;

/// <summary>How a call ends. Whoever comes first decides; every later reason is dropped.</summary>
internal sealed partial class ClientCall<TRequest, TResponse> : IDisposable
{
    private static readonly Status DeadlineStatus = new(StatusCode.DeadlineExceeded, "");
    private static readonly Status CancelledStatus = new(StatusCode.Cancelled, "Call canceled by the client.");

    private readonly CancellationTokenSource _cancellation = new();
    private readonly DateTime? _deadline;
    private readonly Lock _lock = new();
    private CancellationTokenRegistration _callerCancels;
    private CancellationTokenRegistration _parentCancels;
    private ITimer? _deadlineTimer;
    private CallEnd? _end;

    /// <summary>The status, once the call has ended.</summary>
    /// <exception cref="InvalidOperationException">The call has not ended.</exception>
    public Status Status => Ended.Status;

    /// <summary>The trailers, once the call has ended.</summary>
    /// <exception cref="InvalidOperationException">The call has not ended.</exception>
    public Metadata Trailers => Ended.Trailers;

    private bool IsEnded
    {
        get
        {
            lock (_lock) return _end is not null;
        }
    }

    private CallEnd Ended
    {
        get
        {
            lock (_lock) return _end ?? throw new InvalidOperationException("The call has not ended.");
        }
    }

    /// <summary>Cancels a call under way. After the end it changes nothing.</summary>
    public void Dispose() => Cancel(new Status(StatusCode.Cancelled, "gRPC call disposed."));

    private void WatchForEnd()
    {
        _callerCancels = CancelWith(_options.CancellationToken);
        _parentCancels = CancelWith(_options.PropagationToken?.CancellationToken ?? default);
        if (_deadline is { } deadline) WatchDeadline(deadline - _channel.Clock.GetUtcNow().UtcDateTime);
        if (IsEnded) StopWatching(); // ended already, when there was not yet all of this to stop
    }

    private void WatchDeadline(TimeSpan left)
    {
        if (left <= TimeSpan.Zero) Cancel(DeadlineStatus);
        else if (left.TotalMilliseconds < uint.MaxValue - 1) // the furthest a timer reaches: 49 days
            _deadlineTimer = _channel.Clock.CreateTimer(
                static state => ((ClientCall<TRequest, TResponse>)state!).Cancel(DeadlineStatus), this, left, Timeout.InfiniteTimeSpan);
    }

    private void StopWatching()
    {
        _callerCancels.Unregister();
        _parentCancels.Unregister();
        _deadlineTimer?.Dispose();
    }

    private CancellationTokenRegistration CancelWith(CancellationToken token) =>
        token.UnsafeRegister(static state => ((ClientCall<TRequest, TResponse>)state!).Cancel(CancelledStatus), this);

    private void Cancel(Status status) => End(new CallEnd(status, Metadata.Empty, Here: true));

    /// <summary>Ends the call as its trailers say, or, where these say OK, as <paramref name="broken"/> says.</summary>
    private void EndWithTrailers(Status? broken)
    {
        var (status, trailers) = ResponseHead.Ending(_response!);
        var end = End(new CallEnd(status.StatusCode == StatusCode.OK ? broken ?? status : status, trailers));
        _retry?.Ended(end.Status);
        if (end.Status.StatusCode != StatusCode.OK) throw end.ToException();
    }

    /// <summary>Ends the call with a failure, and says what to throw.</summary>
    private Exception EndWith(Exception failure)
    {
        var end = End(failure is RpcException rpc
            ? new CallEnd(rpc.Status, rpc.Trailers)
            : new CallEnd(TransportStatus.Of(failure, "Error reading the response."), Metadata.Empty));
        var exception = end.ToException();
        return end.Here && _channel.Options.ThrowOperationCanceledOnCancellation
            ? new OperationCanceledException(exception.Message, exception, _options.CancellationToken)
            : exception;
    }

    /// <summary>Ends the call unless it has ended, and says how it did. A peer's CANCELLED after the deadline is the deadline's.</summary>
    private CallEnd End(CallEnd end)
    {
        lock (_lock)
        {
            if (_end is not null) return _end;
            bool late = end.Status.StatusCode == StatusCode.Cancelled && _deadline <= _channel.Clock.GetUtcNow().UtcDateTime;
            _end = end = late ? new CallEnd(DeadlineStatus, Metadata.Empty, Here: true) : end;
        }
        StopWatching();
        _requests.Fail(() => end.Status.StatusCode == StatusCode.OK
            ? new InvalidOperationException("Can't write the message because the call is complete.")
            : end.ToException());
        // Last, since it runs what waits on the call: stops the attempt, the wait for the next one, and an unfinished request.
        _cancellation.Cancel();
        _response?.Dispose();
        return end;
    }

    private static DateTime? EarliestDeadline(CallOptions options)
    {
        var own = options.Deadline is { } deadline && deadline != DateTime.MaxValue ? deadline.ToUniversalTime() : (DateTime?)null;
        var parents = options.PropagationToken?.Deadline is { } parent && parent != DateTime.MaxValue ? parent : (DateTime?)null;
        return own < parents || parents is null ? own : parents;
    }
}

/// <summary>How a call ended; <paramref name="Here"/> says that this side ended it, by token, deadline or disposal.</summary>
internal sealed record CallEnd(Status Status, Metadata Trailers, bool Here = false)
{
    public RpcException ToException() => new(Status, Trailers);
}
