namespace Verify.Tests.Stores;

/// <summary>A clock that stands still until it is moved, in either direction; timers fire on the thread that moves it.</summary>
public sealed class ManualClock : TimeProvider
{
    private static readonly TimeSpan PatienceOfTests = TimeSpan.FromMinutes(2);

    private readonly Lock _lock = new();
    private readonly List<Timer> _timers = [];
    private TaskCompletionSource _timersChanged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _now = new DateTimeOffset(2026, 6, 15, 10, 0, 0, TimeSpan.FromHours(8)).ToUniversalTime();

    public DateTimeOffset Now
    {
        get
        {
            lock (_lock)
                return _now;
        }

        set
        {
            Timer[] due;
            lock (_lock)
            {
                _now = value.ToUniversalTime();
                due = [.. _timers.Where(timer => timer.Due <= _now)];
                foreach (var timer in due)
                    timer.SetNext();
            }

            foreach (var timer in due)
                timer.Fire();
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Waits until the instants for which timers are set are as they should be: then somebody waits for the clock.</summary>
    public async Task WhenTimersAsync(Func<IReadOnlyList<DateTimeOffset>, bool> areAsTheyShouldBe)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (areAsTheyShouldBe([.. _timers.Select(static timer => timer.Due)]))
                    return;
                changed = _timersChanged.Task;
            }

            await changed.WaitAsync(PatienceOfTests, TestContext.Current.CancellationToken);
        }
    }

    private sealed class Timer(ManualClock clock, Action fire) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset Due { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                _period = period;
                Set(dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + dueTime);
            }

            return true;
        }

        /// <summary>After it has fallen due.</summary>
        public void SetNext() => Set(_period > TimeSpan.Zero ? clock._now + _period : null);

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Set(DateTimeOffset? due)
        {
            clock._timers.Remove(this);
            if (due is { } instant)
            {
                Due = instant;
                clock._timers.Add(this);
            }

            var changed = clock._timersChanged;
            clock._timersChanged = new(TaskCreationOptions.RunContinuationsAsynchronously);
            changed.SetResult();
        }
    }
}
