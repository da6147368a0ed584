namespace Verify.Simulation;

/// <summary>
/// Everything that happens, one after the other on one thread, in the order of a simulated time. Whatever is ready at once comes in
/// an order that chance decides, since each piece of work waits a little of its own.
/// </summary>
internal sealed class Timeline(Chance chance, Trace trace)
{
    public const long Millisecond = TimeSpan.TicksPerMillisecond;

    // Of two pieces of work at one instant the first comes first; no run has so many.
    private const int OrderBits = 28;

    private readonly PriorityQueue<Work, long> _work = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private long _order;
    private volatile string? _escape;
    private Exception? _failure;

    /// <summary>The real time, which no machine knows, in ticks of 100 ns.</summary>
    public long Now { get; private set; }

    public long Steps { get; private set; }

    public Chance Chance => chance;

    public Trace Trace => trace;

    /// <summary>The world does something.</summary>
    public void In(long delay, Action act) => Add(Now + delay, null, static act => ((Action)act!)(), act);

    /// <summary>A process does something, unless it is dead by then; a machine that stands still does it later.</summary>
    public void In(long delay, Process process, SendOrPostCallback callback, object? state) => Add(Now + delay, process, callback, state);

    /// <summary>Something is ready in a process: it comes to it when a thread has time.</summary>
    public void Post(Process process, SendOrPostCallback callback, object? state) =>
        In(chance.OneIn(64) ? chance.Between(1, process.World.Pace.Lease / 8) : chance.Between(1, 200), process, callback, state);

    /// <summary>Lets time pass until an instant.</summary>
    public void RunTo(long until)
    {
        while (_work.TryPeek(out var work, out var when) && when >> OrderBits <= until)
        {
            _work.Dequeue();
            Now = Math.Max(Now, when >> OrderBits);
            Steps++;
            trace.Mix(Now);
            Do(work);
            if (_escape is not null)
                throw new BrokenPromiseException($"something ran on another thread:\n{_escape}");
            if (_failure is not null)
                throw new BrokenPromiseException(_failure is BrokenPromiseException ? _failure.Message : _failure.ToString());
        }

        Now = Math.Max(Now, until);
    }

    /// <summary>The run ends with this.</summary>
    public void Fail(Exception failure) => _failure ??= failure;

    /// <summary>Holds that whoever calls is on the one thread.</summary>
    public bool IsHere()
    {
        if (Environment.CurrentManagedThreadId == _thread)
            return true;
        _escape = Environment.StackTrace;
        return false;
    }

    private void Add(long at, Process? process, SendOrPostCallback callback, object? state)
    {
        if (IsHere())
            _work.Enqueue(new Work(process, callback, state), (at << OrderBits) | _order++);
    }

    private static void Do(Work work)
    {
        if (work.Process is not { } process)
            work.Callback(work.State);
        else if (!process.IsDead)
            process.Machine.Do(work);
    }
}

/// <summary>A piece of work, of a process or of the world.</summary>
internal readonly record struct Work(Process? Process, SendOrPostCallback Callback, object? State);

/// <summary>The service did what it never may, or did not do what it must.</summary>
internal sealed class BrokenPromiseException(string message) : Exception(message);
