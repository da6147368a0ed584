using Verify.Load.Check.Asks;
using Verify.Load.Check.Lanes;
using Verify.Load.Check.Report;
using Verify.Load.Check.Subjects;

namespace Verify.Load.Check.Scenarios;

/// <summary>S1: checks on a store with many subjects against one with few, asked about uniformly.</summary>
internal static class ScaleScenario
{
    public static void Run(Bench bench)
    {
        foreach (var path in bench.Options.Paths)
            Run(bench, path, LaneOf(bench, path, "few", bench.Options.Subjects), LaneOf(bench, path, "many", bench.Options.SubjectsMany));
    }

    private static WireLane LaneOf(Bench bench, string path, string name, int subjects)
    {
        var sample = new Sample(subjects);
        return bench.CheckLane(name, bench.Service(path, bench.Seed.Copy(subjects, $"data-{name}")), new CheckAsk(sample, Picks.Uniform(sample)));
    }

    private static void Run(Bench bench, string path, WireLane few, WireLane many)
    {
        bench.Warm(few, many);
        var full = bench.Saturate(few, many);
        var paced = bench.Pace([few, many], _ => full["few"].PerSecond / 2);
        var section = bench.Results.Begin($"scale, {path} path: {Tables.N(bench.Options.Subjects)} and {Tables.N(bench.Options.SubjectsMany)} subjects");
        section.Tables.Add(Tables.Throughput(full.Values));
        section.Tables.Add(Tables.Latency(paced.Values));
        section.Charts.Add(Charts.Percentiles("Latency by percentile at half of the smaller store's saturation", paced.Values));
        bench.Results.Add("S1.rps", full["many"].PerSecond / full["few"].PerSecond, $"{path}: {Tables.N(full["many"].PerSecond)} / {Tables.N(full["few"].PerSecond)} a second");
        bench.Results.Add("S1.p99", paced["many"].Latency.P99 / paced["few"].Latency.P99, $"{path}: {Tables.Us(paced["many"].Latency.P99)} / {Tables.Us(paced["few"].Latency.P99)}");
    }
}
