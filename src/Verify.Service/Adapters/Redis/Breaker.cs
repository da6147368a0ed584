namespace Verify.Adapters.Redis;

/// <summary>
/// Spares callers a Redis that does not answer. After several failures in a row it opens: nobody asks any more, but for one call each
/// time it has rested, until one of them is answered.
/// </summary>
internal sealed class Breaker(TimeSpan rest, TimeProvider clock)
{
    /// <summary>Failures in a row that open it.</summary>
    public const int FailuresMax = 5;

    private readonly Lock _lock = new();
    private volatile int _failures;
    private long _opened;
    private long _rested;

    /// <summary>Whether callers are spared.</summary>
    public bool IsOpen => _failures >= FailuresMax;

    /// <summary>How long it has been open; zero while it is closed.</summary>
    public TimeSpan OpenFor
    {
        get
        {
            lock (_lock)
                return IsOpen ? clock.GetElapsedTime(_opened) : TimeSpan.Zero;
        }
    }

    /// <summary>Whether a call may ask.</summary>
    public bool TryPass()
    {
        if (!IsOpen)
            return true;
        lock (_lock)
        {
            if (clock.GetElapsedTime(_rested) < rest)
                return false;

            // This call is the probe, and the next one waits for another rest: were this one forgotten, nothing would be stuck.
            _rested = clock.GetTimestamp();
            return true;
        }
    }

    /// <summary>A call was answered.</summary>
    public void Succeed()
    {
        if (_failures == 0)
            return;
        lock (_lock)
            _failures = 0;
    }

    /// <summary>A call was not answered.</summary>
    public void Fail()
    {
        lock (_lock)
        {
            if (++_failures == FailuresMax)
                _opened = _rested = clock.GetTimestamp();
        }
    }
}
