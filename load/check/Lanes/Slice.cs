using Verify.Load.Check.Pace;

namespace Verify.Load.Check.Lanes;

/// <summary>What a slice of load on one lane showed. Times are in seconds, latencies in microseconds.</summary>
internal sealed record Slice(string Lane, double Seconds, long Calls, Latencies Latency)
{
    /// <summary>What became of the calls; null for a lane without a wire.</summary>
    public Tally? Tally { get; init; }

    /// <summary>CPU of the servers.</summary>
    public double ServerCpu { get; init; }

    /// <summary>CPU of the generator and of what the lane needs beside its server.</summary>
    public double OwnCpu { get; init; }

    /// <summary>CPU of everybody else.</summary>
    public double OthersCpu { get; init; }

    /// <summary>Right answers; what is wrong or fails is no throughput.</summary>
    public double PerSecond => (Tally?.Right ?? Calls) / Seconds;

    public double ServerMicrosPerCall => ServerCpu / Calls * 1e6;

    public double OthersShare => OthersCpu / Seconds;

    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Lane,-12} {PerSecond,9:N0}/s  server {ServerMicrosPerCall,7:N2} us ({ServerCpu / Seconds,4:P0})  load {OwnCpu / Seconds,4:P0}  others {OthersShare,4:P0}  {Latency}{Troubles}");

    private string Troubles => Tally is not { } tally || tally.Right == tally.Calls
        ? ""
        : $"  {tally.Wrong} wrong, {tally.Failed} failed: {string.Join("; ", tally.Examples)}";
}

/// <summary>Percentiles in microseconds.</summary>
internal readonly record struct Latencies(double P50, double P90, double P95, double P99, double P999, double Max)
{
    private const double NsPerMicro = 1_000;

    public static Latencies Of(Histogram histogram) => new(
        histogram.At(0.5) / NsPerMicro, histogram.At(0.9) / NsPerMicro, histogram.At(0.95) / NsPerMicro,
        histogram.At(0.99) / NsPerMicro, histogram.At(0.999) / NsPerMicro, histogram.Max / NsPerMicro);

    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"p50 {P50:N0}  p99 {P99:N0}  p99.9 {P999:N0}  max {Max:N0} us");
}
