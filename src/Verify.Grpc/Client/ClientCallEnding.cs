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
    private RpcException? _end;
    private bool _endedHere;

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

    private RpcException Ended
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
        if (_deadline is not { } deadline) return;

        var left = deadline - _channel.Clock.GetUtcNow().UtcDateTime;
        if (left <= TimeSpan.Zero) Cancel(DeadlineStatus);
        else if (left.TotalMilliseconds < uint.MaxValue - 1) // the furthest a timer reaches: 49 days
            _deadlineTimer = _channel.Clock.CreateTimer(
                static state => ((ClientCall<TRequest, TResponse>)state!).Cancel(DeadlineStatus), this, left, Timeout.InfiniteTimeSpan);
    }

    private CancellationTokenRegistration CancelWith(CancellationToken token) =>
        token.UnsafeRegister(static state => ((ClientCall<TRequest, TResponse>)state!).Cancel(CancelledStatus), this);

    private void Cancel(Status status) => End(status, Metadata.Empty, here: true);

    /// <summary>Ends the call as its trailers say, or, where these say OK, as <paramref name="broken"/> says.</summary>
    private void EndWithTrailers(Status? broken)
    {
        var (status, trailers) = ResponseHead.Ending(_response!);
        var end = End(status.StatusCode == StatusCode.OK ? broken ?? status : status, trailers);
        _retry?.Ended(end.Status);
        if (end.StatusCode != StatusCode.OK) throw end;
    }

    /// <summary>Ends the call with a failure, and says what to throw.</summary>
    private Exception EndWith(Exception failure)
    {
        var end = failure as RpcException ?? new RpcException(TransportStatus.Of(failure, "Error reading the response."));
        end = End(end.Status, end.Trailers);
        return _endedHere && _channel.Options.ThrowOperationCanceledOnCancellation
            ? new OperationCanceledException(end.Message, end, _options.CancellationToken)
            : end;
    }

    /// <summary>Ends the call unless it has ended, and says how it did. A peer's CANCELLED after the deadline is the deadline's.</summary>
    private RpcException End(Status status, Metadata trailers, bool here = false)
    {
        lock (_lock)
        {
            if (_end is not null) return _end;
            if (status.StatusCode == StatusCode.Cancelled && _deadline <= _channel.Clock.GetUtcNow().UtcDateTime)
                (status, trailers, here) = (DeadlineStatus, Metadata.Empty, true);
            _endedHere = here;
            _end = new RpcException(status, trailers);
        }
        _callerCancels.Unregister();
        _parentCancels.Unregister();
        _deadlineTimer?.Dispose();
        _requests.Fail(status.StatusCode == StatusCode.OK
            ? new InvalidOperationException("Can't write the message because the call is complete.")
            : _end);
        // Last, since it runs what waits on the call: stops the attempt, the wait for the next one, and an unfinished request.
        _cancellation.Cancel();
        if (_response is not null) _response.Dispose();
        return _end;
    }

    private static DateTime? EarliestDeadline(CallOptions options)
    {
        var own = options.Deadline is { } deadline && deadline != DateTime.MaxValue ? deadline.ToUniversalTime() : (DateTime?)null;
        var parents = options.PropagationToken?.Deadline is { } parent && parent != DateTime.MaxValue ? parent : (DateTime?)null;
        return own < parents || parents is null ? own : parents;
    }
}
