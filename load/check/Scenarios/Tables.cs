using System.Globalization;
using Verify.Load.Check.Lanes;
using Verify.Load.Check.Report;

namespace Verify.Load.Check.Scenarios;

/// <summary>Tables that more than one scenario shows.</summary>
internal static class Tables
{
    public static Table Throughput(IEnumerable<Summary> lanes) => new(
        ["lane", "calls/s", "server CPU per call", "kept slices", "calls"],
        [.. lanes.Select(static lane => (string[])[lane.Lane, N(lane.PerSecond), $"{lane.ServerMicrosPerCall.ToString("N2", CultureInfo.InvariantCulture)} us", N(lane.Slices.Count), N(lane.Calls)])]);

    public static Table Latency(IEnumerable<Summary> lanes) => new(
        ["lane", "calls/s", "p50", "p90", "p95", "p99", "p99.9", "max", "sent late"],
        [.. lanes.Select(static lane => (string[])
            [
                lane.Lane, N(lane.PerSecond), Us(lane.Latency.P50), Us(lane.Latency.P90), Us(lane.Latency.P95), Us(lane.Latency.P99), Us(lane.Latency.P999),
                Us(lane.Latency.Max), (lane.Late / (double)Math.Max(1, lane.Calls)).ToString("P2", CultureInfo.InvariantCulture),
            ])]);

    public static string N(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Us(double micros) => $"{N(micros)} us";
}
