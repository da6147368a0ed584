using Verify.Load.Check.Asks;
using Verify.Load.Check.Lanes;
using Verify.Load.Check.Report;
using Verify.Load.Check.Subjects;

namespace Verify.Load.Check.Scenarios;

/// <summary>
/// T3: what it costs that no answer leaves unregistered: the register as shipped, journal and shipping, against one that keeps nothing.
/// Latency is taken of both at half of what the registering twin can do.
/// </summary>
internal static class RegisterScenario
{
    public static void Run(Bench bench)
    {
        var path = bench.Options.Paths[0];
        var (on, off) = (LaneOf(bench, path, "on", registers: true), LaneOf(bench, path, "off", registers: false));
        bench.Warm(on, off);
        var full = bench.Saturate(on, off);
        var paced = bench.Pace([on, off], _ => full["on"].PerSecond / 2);
        var section = bench.Results.Begin($"register on and off, {path} path");
        section.Notes.Add("What the checks of a slice owe to the store when it ends is shipped after it, and weighs the less the longer slices are.");
        section.Tables.Add(Tables.Throughput(full.Values));
        section.Tables.Add(Tables.Latency(paced.Values));
        section.Charts.Add(Charts.Percentiles("Latency by percentile at half of the saturation with the register on", paced.Values));
        bench.Results.Add("T3.rps", full["on"].PerSecond / full["off"].PerSecond, $"{Tables.N(full["on"].PerSecond)} / {Tables.N(full["off"].PerSecond)} a second");
        bench.Results.Add("T3.p99", paced["on"].Latency.P99 / paced["off"].Latency.P99, $"{Tables.Us(paced["on"].Latency.P99)} / {Tables.Us(paced["off"].Latency.P99)}");
    }

    private static WireLane LaneOf(Bench bench, string path, string name, bool registers)
    {
        var sample = new Sample(bench.Options.Subjects);
        var service = bench.TwinService(path, bench.Seed.Copy(bench.Options.Subjects, $"data-{name}"), registers);
        return bench.CheckLane(name, service, new CheckAsk(sample, Picks.Uniform(sample)));
    }
}
