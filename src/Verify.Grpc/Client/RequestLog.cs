namespace Grpc.Client;

/// <summary>
/// The framed request messages of one call, in order. Every attempt sends them from the first on, and the HTTP handler may
/// send one attempt again on a new connection, where the server refused the first without touching it. So they are kept until
/// response headers commit the call to an attempt, or they outgrow the retry buffer.
/// </summary>
internal sealed class RequestLog(long keepAtMostBytes)
{
    private readonly Lock _lock = new();
    private readonly List<ReadOnlyMemory<byte>> _frames = [];
    private TaskCompletionSource _grown = NewSignal();
    private TaskCompletionSource? _lastSent;
    private int _dropped;
    private long _bytes;
    private bool _completed;
    private bool _committed;
    private Func<Exception>? _failure;

    /// <summary>False once messages may have been let go: then no further attempt can be made.</summary>
    public bool IsWhole
    {
        get
        {
            lock (_lock) return !_committed;
        }
    }

    /// <summary>Appends a message; done when an attempt has handed it to the transport.</summary>
    public Task AppendAsync(ReadOnlyMemory<byte> frame)
    {
        lock (_lock)
        {
            if (_failure is not null) return Task.FromException(_failure());
            if (_completed) throw new InvalidOperationException("Request stream has already been completed.");
            if (_lastSent is { Task.IsCompleted: false })
                throw new InvalidOperationException("Can't write the message because the previous write is in progress.");

            _frames.Add(frame);
            _bytes += frame.Length;
            if (_bytes > keepAtMostBytes) _committed = true;
            _lastSent = NewSignal();
            SignalGrowth();
            return _lastSent.Task;
        }
    }

    /// <summary>Says that no message follows.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            _completed = true;
            SignalGrowth();
        }
    }

    /// <summary>Ties the call to the attempt under way: what it has sent need not be kept.</summary>
    public void Commit()
    {
        lock (_lock) _committed = true;
    }

    /// <summary>The call is over: waiting and later writes fail with <paramref name="failure"/>.</summary>
    public void Fail(Func<Exception> failure)
    {
        lock (_lock)
        {
            _failure ??= failure;
            if (_lastSent is { Task.IsCompleted: false } && _lastSent.TrySetException(_failure()))
                _ = _lastSent.Task.Exception; // observed: nobody need await it
            SignalGrowth();
        }
    }

    /// <summary>Sends every message, the present and the coming, until the log is complete.</summary>
    public async Task SendAsync(Stream target, CancellationToken cancellation)
    {
        for (int next = 0; ; next++)
        {
            while (Peek(next) is { } grown) await grown.WaitAsync(cancellation);
            if (!TryTake(next, out var frame)) return;
            await target.WriteAsync(frame, cancellation);
            await target.FlushAsync(cancellation);
            Sent(next);
        }
    }

    /// <summary>Null when there is something to do about message <paramref name="next"/>, otherwise what to wait for.</summary>
    private Task? Peek(int next)
    {
        lock (_lock) return next < _dropped + _frames.Count || _completed || _failure is not null ? null : _grown.Task;
    }

    private bool TryTake(int next, out ReadOnlyMemory<byte> frame)
    {
        lock (_lock)
        {
            int at = next - _dropped;
            if (at < 0) throw new IOException("The request cannot be sent again: its first messages were let go.");
            bool there = _failure is null && at < _frames.Count;
            frame = there ? _frames[at] : default;
            return there;
        }
    }

    private void Sent(int index)
    {
        lock (_lock)
        {
            if (index == _dropped + _frames.Count - 1) _lastSent?.TrySetResult();
            int done = index - _dropped + 1;
            if (!_committed || done <= 0) return;
            _frames.RemoveRange(0, done);
            _dropped += done;
        }
    }

    private void SignalGrowth()
    {
        _grown.TrySetResult();
        _grown = NewSignal();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
