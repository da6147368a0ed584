namespace Verify.Load.Check.Pace;

/// <summary>
/// Says when the next call is due. An open loop has a schedule that no slow answer delays: a call that cannot be sent when it is due
/// is sent when it can, and its latency counts from when it was due. A closed loop keeps so many calls in flight, and each is due
/// when it is sent.
/// </summary>
internal sealed class Pacer
{
    private readonly double _meanGap;
    private readonly Random? _poisson;
    private readonly int _inFlight;
    private double _due;

    private Pacer(double meanGap, Random? poisson, int inFlight) => (_meanGap, _poisson, _inFlight) = (meanGap, poisson, inFlight);

    /// <summary>Whether latency is measured from a schedule.</summary>
    public bool IsOpen => _meanGap > 0;

    /// <summary>Whether calls of a schedule that there was no room for are sent after its end; else nobody misses them.</summary>
    public bool MakesUp { get; private init; } = true;

    /// <summary>Calls come as from many callers who know nothing of each other: gaps are exponential.</summary>
    public static Pacer Poisson(double perSecond, int inFlightMax, int seed = 1, bool makesUp = true) =>
        new(1e9 / perSecond, new Random(seed), inFlightMax) { MakesUp = makesUp };

    /// <summary>Calls come at even gaps.</summary>
    public static Pacer Even(double perSecond, int inFlightMax) => new(1e9 / perSecond, null, inFlightMax);

    /// <summary>As many calls as the server can take, so many at once.</summary>
    public static Pacer Saturating(int inFlight) => new(0, null, inFlight);

    /// <summary>The schedule begins, at this instant in nanoseconds.</summary>
    public void Start(long now)
    {
        _due = now;
        Advance();
    }

    /// <summary>When the next call is due; a closed loop has none.</summary>
    public long NextDue => IsOpen ? (long)_due : long.MaxValue;

    /// <summary>Whether calls are still sent: from a schedule those that are due before the end, however late it is.</summary>
    public bool Sends(long now, long end) => IsOpen && MakesUp ? NextDue < end : now < end;

    /// <summary>Takes the next call, if it is due by now and there is room for it.</summary>
    public bool TryTake(long now, int inFlight, out long due)
    {
        due = IsOpen ? (long)_due : now;
        if (due > now || inFlight >= _inFlight)
            return false;
        Advance();
        return true;
    }

    /// <summary>What was due before an instant and was never taken; the schedule ends with it.</summary>
    public IEnumerable<long> Abandon(long end)
    {
        for (; MakesUp && NextDue < end; Advance())
            yield return NextDue;
    }

    private void Advance() => _due += _poisson is null ? _meanGap : -Math.Log(1 - _poisson.NextDouble()) * _meanGap;
}
