namespace Grpc.Server;

/// <summary>
/// Ends a call when its deadline passes, whatever its handler does. Made only for calls that have one.
/// Timer, handler and writer race here; the lock decides who ends the call, and that nobody ends it under a write.
/// </summary>
internal sealed class ServerDeadline : IDisposable
{
    /// <summary>How long a peer that does not read may hold up what it was sent last, and the status behind it.</summary>
    public static readonly TimeSpan LastWordsMax = TimeSpan.FromSeconds(1);

    private readonly ServerCall _call;
    private readonly ITimer _timer;
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _expiryDone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenSource? _cancellation;
    private CancellationTokenRegistration _aborted;
    private bool _writing;
    private bool _ended;
    private bool _expired;

    public ServerDeadline(ServerCall call, TimeSpan timeout, TimeProvider clock)
    {
        _call = call;
        Timeout = timeout;
        var now = clock.GetUtcNow();
        // The furthest that a timer reaches is about 49 days; a call that lives longer has no deadline worth the name.
        var due = timeout.TotalMilliseconds > uint.MaxValue - 1 ? System.Threading.Timeout.InfiniteTimeSpan : timeout;
        When = timeout > DateTimeOffset.MaxValue - now ? DateTime.MaxValue : (now + timeout).UtcDateTime;
        _timer = clock.CreateTimer(static state => ((ServerDeadline)state!).Expire(), this, due, System.Threading.Timeout.InfiniteTimeSpan);
    }

    public DateTime When { get; }

    public TimeSpan Timeout { get; }

    public bool IsExpired
    {
        get
        {
            lock (_lock) return _expired;
        }
    }

    /// <summary>Done when the expired call has been answered and its token cancelled.</summary>
    public Task ExpiryDone => _expiryDone.Task;

    /// <summary>Cancelled when the caller goes away or the deadline passes; made when first asked for.</summary>
    public CancellationToken Token
    {
        get
        {
            lock (_lock)
            {
                if (_cancellation is null)
                {
                    _cancellation = new CancellationTokenSource();
                    if (_expired) _cancellation.Cancel();
                    else
                        _aborted = _call.Http.RequestAborted.UnsafeRegister(
                            static state => ((CancellationTokenSource)state!).Cancel(), _cancellation);
                }
                return _cancellation.Token;
            }
        }
    }

    /// <summary>True when the handler may end the call; false when the deadline ends it.</summary>
    public bool TryEnd()
    {
        lock (_lock)
        {
            if (_expired) return false;
            _ended = true;
            return true;
        }
    }

    /// <summary>True when a message may be written; <see cref="EndWrite"/> must follow.</summary>
    public bool TryBeginWrite()
    {
        lock (_lock)
        {
            if (_expired || _ended) return false;
            _writing = true;
            return true;
        }
    }

    public void EndWrite()
    {
        bool answer;
        lock (_lock)
        {
            _writing = false;
            answer = _expired;
        }
        if (answer) _ = AnswerAsync();
    }

    public void Dispose()
    {
        _timer.Dispose();
        _aborted.Dispose();
        _cancellation?.Dispose();
    }

    private void Expire()
    {
        bool writing, again;
        lock (_lock)
        {
            if (_ended) return;
            (writing, again, _expired) = (_writing, _expired, true);
            // Broken off, a write resets the stream with INTERNAL_ERROR. What is being written goes out first, and EndWrite answers.
            if (writing && !again) _timer.Change(LastWordsMax, System.Threading.Timeout.InfiniteTimeSpan);
        }
        if (!writing && !again) _ = AnswerAsync();
        else if (writing && again) BreakOff();
    }

    /// <summary>The peer does not read, and can be told by a reset only.</summary>
    private void BreakOff()
    {
        _call.ResetByDeadline();
        CancelToken();
    }

    private async Task AnswerAsync()
    {
        try
        {
            await _call.AnswerDeadlineExceededAsync();
        }
        catch (Exception e)
        {
            LogFailure(e);
        }
        CancelToken();
        _expiryDone.TrySetResult();
    }

    /// <summary>Runs on the timer's thread, where what the handler's callbacks throw must not escape.</summary>
    private void CancelToken()
    {
        try
        {
            _cancellation?.Cancel();
        }
        catch (Exception e)
        {
            LogFailure(e);
        }
    }

    private void LogFailure(Exception e) => GrpcServerLog.DeadlineFailed(_call.Settings.Logger, e, _call.Settings.Method.FullName);
}
