namespace Verify.Telemetry;

/// <summary>A number that only grows, counted where it happens and read when somebody looks: nobody pays for a metric that nobody reads.</summary>
public sealed class Tally
{
    private long _value;

    /// <summary>How many so far.</summary>
    public long Value => Interlocked.Read(ref _value);

    /// <summary>One more, or several.</summary>
    public void Add(int more = 1) => Interlocked.Add(ref _value, more);
}
