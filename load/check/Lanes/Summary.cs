namespace Verify.Load.Check.Lanes;

/// <summary>The median slice of a lane, figure by figure.</summary>
internal sealed class Summary(string lane, IReadOnlyList<Slice> slices)
{
    public string Lane => lane;

    public IReadOnlyList<Slice> Slices => slices;

    public double PerSecond => Median(static slice => slice.PerSecond);

    public double ServerMicrosPerCall => Median(static slice => slice.ServerMicrosPerCall);

    public Latencies Latency => new(
        Median(static slice => slice.Latency.P50), Median(static slice => slice.Latency.P90), Median(static slice => slice.Latency.P95),
        Median(static slice => slice.Latency.P99), Median(static slice => slice.Latency.P999), Median(static slice => slice.Latency.Max));

    public long Calls => slices.Sum(static slice => slice.Calls);

    public long Wrong => slices.Sum(static slice => slice.Tally?.Wrong ?? 0);

    public long Failed => slices.Sum(static slice => slice.Tally?.Failed ?? 0);

    public long InTime => slices.Sum(static slice => slice.Tally?.InTime ?? slice.Calls);

    public long Late => slices.Sum(static slice => slice.Tally?.Late ?? 0);

    private double Median(Func<Slice, double> value)
    {
        var sorted = slices.Select(value).Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
