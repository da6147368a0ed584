using System.Diagnostics;
using Verify.Load.Check.Asks;
using Verify.Load.Check.Lanes;
using Verify.Load.Check.Report;
using Verify.Load.Check.Servers;
using Verify.Load.Check.Subjects;

namespace Verify.Load.Check.Scenarios;

/// <summary>
/// S1: checks on a store with many subjects against one with few, asked about uniformly. Where a path keeps what it has read, everybody
/// was asked about once before, so that both lanes find what they ask for on that path.
/// </summary>
internal static class ScaleScenario
{
    private const int PerCall = 50;

    // More batches of one caller than these would not be let wait (Verify:Limits:BatchesWaitingMax).
    private const int CallsInFlight = 16;

    public static void Run(Bench bench)
    {
        foreach (var path in bench.Options.Paths)
            Run(bench, path, LaneOf(bench, path, "few", bench.Options.Subjects), LaneOf(bench, path, "many", bench.Options.SubjectsMany));
    }

    private static WireLane LaneOf(Bench bench, string path, string name, int subjects)
    {
        var sample = new Sample(subjects);
        var service = bench.Service(path, bench.Seed.Copy(subjects, $"data-{name}"));
        if (path != "store")
            Fill(bench, service, sample);
        return bench.CheckLane(name, service, new CheckAsk(sample, Picks.Uniform(sample)));
    }

    private static void Fill(Bench bench, ServerProcess service, Sample sample)
    {
        var started = Stopwatch.GetTimestamp();
        var lane = bench.CheckLane("filling", service, new CheckAsk(sample, Picks.Cold(sample), PerCall), CallsInFlight);
        long calls, all = 0;
        while ((calls = lane.Take(new Demand(0, bench.Options.InFlight, bench.Options.Slice)).Calls) > 0)
            all += calls;
        bench.Print($"  asked about {Tables.N(all * PerCall)} subjects in {Stopwatch.GetElapsedTime(started).TotalSeconds:N0} s");
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
