namespace Verify.Load.Check.Pace;

/// <summary>A histogram for each stretch of time, by when calls were due, so that a stall stands where it happened.</summary>
internal sealed class Timeline(long start, TimeSpan step)
{
    private readonly List<Stretch> _stretches = [];

    public TimeSpan Step { get; } = step;

    public IReadOnlyList<Stretch> Stretches => _stretches;

    public void Record(long due, long latency, bool inTime)
    {
        var index = (int)Math.Max(0, (due - start) / (long)Step.TotalNanoseconds);
        while (_stretches.Count <= index)
            _stretches.Add(new Stretch());
        _stretches[index].Record(latency, inTime);
    }

    /// <summary>Everything between two instants since the start, in one.</summary>
    public Stretch Between(TimeSpan from, TimeSpan to)
    {
        var all = new Stretch();
        foreach (var stretch in _stretches.Take((int)(to / Step)).Skip((int)(from / Step)))
            all.Add(stretch);
        return all;
    }
}

/// <summary>What became of the calls that were due in a stretch of time.</summary>
internal sealed class Stretch
{
    public Histogram Latency { get; } = new();

    /// <summary>Wrong answers, late ones, and calls without one.</summary>
    public long Missed { get; private set; }

    public void Record(long latency, bool inTime)
    {
        Latency.Record(latency);
        Missed += inTime ? 0 : 1;
    }

    public void Add(Stretch other)
    {
        Latency.Add(other.Latency);
        Missed += other.Missed;
    }
}
