namespace Verify.Simulation;

/// <summary>What a process sees of its machine's clocks.</summary>
internal sealed class MachineClock(Process process) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => process.Machine.Timeline.IsHere() ? process.Machine.Wall : default;

    public override long GetTimestamp() => process.Machine.Timeline.IsHere() ? process.Machine.Mono : 0;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(process, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(Process process, TimerCallback callback, object? state) : ITimer
    {
        private long _due;
        private long _period;
        private int _setting;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _setting++;
            _period = period.Ticks;
            if (dueTime != Timeout.InfiniteTimeSpan)
                Set(process.Machine.Mono + dueTime.Ticks);
            return true;
        }

        public void Dispose() => _setting++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Set(long due)
        {
            _due = due;
            var lateness = process.Machine.Timeline.Chance.Delay(0, Timeline.Millisecond);
            process.Machine.Timeline.In(process.Machine.RealUntil(due) + lateness, process, Fire, _setting);
        }

        private void Fire(object? setting)
        {
            if ((int)setting! != _setting)
                return;
            if (process.Machine.Mono < _due)
            {
                // The machine stood still meanwhile, and its clock with it.
                Set(_due);
                return;
            }

            if (_period > 0)
                Set(process.Machine.Mono + _period);
            callback(state);
        }
    }
}
