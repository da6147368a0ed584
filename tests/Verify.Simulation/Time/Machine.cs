namespace Verify.Simulation;

/// <summary>
/// A machine with its two clocks. Paused, its processes stand still and its clocks go on; suspended, its monotonic clock stands still
/// too, and what the wall clock shows goes on.
/// </summary>
internal sealed class Machine(int number, Timeline timeline)
{
    /// <summary>Where all wall clocks begin, half an hour before midnight in China.</summary>
    public static readonly DateTimeOffset Beginning = new(2026, 6, 14, 15, 30, 0, TimeSpan.Zero);

    private const long Million = 1_000_000;

    private readonly long _rate = timeline.Chance.Between(-200, 200);
    private readonly List<Work> _held = [];
    private readonly List<Action> _releases = [];
    private readonly List<(long Mono, long Real)> _suspensions = [(timeline.Chance.Between(1, 1_000_000_000_000), timeline.Now)];
    private long _offset;
    private int _standing;
    private bool _suspended;

    public int Number => number;

    public Timeline Timeline => timeline;

    public bool IsStanding => _standing > 0;

    /// <summary>Whether its wall clock steps; then it is not suspended as well, against which nothing could be done.</summary>
    public bool Steps { get; } = timeline.Chance.OneIn(2);

    public DateTimeOffset Wall => Beginning.AddTicks(timeline.Now + _offset);

    public long Mono
    {
        get
        {
            var (mono, real) = _suspensions[^1];
            return _suspended ? mono : mono + Scale(timeline.Now - real, Million + _rate);
        }
    }

    /// <summary>After how much real time its monotonic clock will show something.</summary>
    public long RealUntil(long mono) => Math.Max(0, ((mono - Mono) * Million / (Million + _rate)) + 1);

    /// <summary>When its monotonic clock showed something; of an instant at which it stood still, the beginning.</summary>
    public long RealOf(long mono)
    {
        var at = _suspensions.Count - 1;
        while (at > 0 && _suspensions[at].Mono >= mono)
            at--;
        return _suspensions[at].Real + ((mono - _suspensions[at].Mono) * Million / (Million + _rate));
    }

    public void Step(long ticks) => _offset += ticks;

    /// <summary>Its processes stand still for a time.</summary>
    public void Pause(long ticks)
    {
        _standing++;
        Release(ticks, Resume);
    }

    /// <summary>Whatever keeps it is over.</summary>
    public void Wake()
    {
        foreach (var release in _releases.ToArray())
            release();
    }

    /// <summary>All of it stands still for a time, but for what the wall clock shows afterwards.</summary>
    public void Suspend(long ticks)
    {
        if (IsStanding)
            return;
        _suspensions.Add((Mono, timeline.Now));
        _suspended = true;
        _standing++;
        Release(ticks, () =>
        {
            _suspended = false;
            _suspensions.Add((_suspensions[^1].Mono, timeline.Now));
            Resume();
        });
    }

    public void Do(Work work)
    {
        if (IsStanding)
            _held.Add(work);
        else
            work.Process!.Do(work);
    }

    private void Release(long ticks, Action release)
    {
        _releases.Add(Once);
        timeline.In(ticks, Once);

        void Once()
        {
            if (_releases.Remove(Once))
                release();
        }
    }

    private void Resume()
    {
        if (--_standing > 0)
            return;
        foreach (var work in _held)
            timeline.Post(work.Process!, work.Callback, work.State);
        _held.Clear();
    }

    private static long Scale(long ticks, long rate) => (long)((Int128)ticks * rate / Million);
}
