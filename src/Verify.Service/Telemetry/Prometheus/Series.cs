namespace Verify.Telemetry.Prometheus;

/// <summary>What was measured under one set of labels.</summary>
/// <param name="tags">The labels.</param>
/// <param name="bounds">Upper bounds of a histogram's buckets; null for what is no histogram.</param>
internal sealed class Series(KeyValuePair<string, object?>[] tags, IReadOnlyList<double>? bounds)
{
    private readonly double[]? _bounds = bounds?.ToArray();
    private readonly long[]? _buckets = bounds is null ? null : new long[bounds.Count + 1];
    private double _sum;

    public KeyValuePair<string, object?>[] Tags => tags;

    /// <summary>The sum of a counter or of a histogram's values, or the state of a gauge.</summary>
    public double Sum => Volatile.Read(ref _sum);

    /// <summary>The reading in which an observed value was last given.</summary>
    public int Reading { get; private set; }

    /// <summary>Whether labels are these, by their very objects; no is no answer.</summary>
    public bool HasSame(ReadOnlySpan<KeyValuePair<string, object?>> other)
    {
        if (other.Length != tags.Length)
            return false;
        for (var i = 0; i < tags.Length; i++)
        {
            if (!ReferenceEquals(other[i].Value, tags[i].Value))
                return false;
        }

        return true;
    }

    /// <summary>Values at or below each bound, and last all of them: each bucket contains those before it.</summary>
    public IEnumerable<(double Bound, long Count)> Buckets()
    {
        var count = 0L;
        for (var i = 0; i < _buckets!.Length; i++)
        {
            count += Interlocked.Read(ref _buckets[i]);
            yield return (i < _bounds!.Length ? _bounds[i] : double.PositiveInfinity, count);
        }
    }

    public void Record(double value)
    {
        var bucket = 0;
        while (bucket < _bounds!.Length && value > _bounds[bucket])
            bucket++;
        Interlocked.Increment(ref _buckets![bucket]);
        Add(value);
    }

    public void Add(double value)
    {
        var before = Volatile.Read(ref _sum);
        while (Interlocked.CompareExchange(ref _sum, before + value, before) is var found && found != before)
            before = found;
    }

    public void Set(double value, int reading)
    {
        Volatile.Write(ref _sum, value);
        Reading = reading;
    }
}
