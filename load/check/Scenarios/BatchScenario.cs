using Verify.Load.Check.Asks;
using Verify.Load.Check.Report;
using Verify.Load.Check.Subjects;

namespace Verify.Load.Check.Scenarios;

/// <summary>L8: batches of fifty against single checks, each at half of its own saturation.</summary>
internal static class BatchScenario
{
    private const int Items = 50;

    // Of one caller so many may wait for their turn (Verify:Limits:BatchesWaitingMax); all others are refused.
    private const int InFlightMax = 16;

    public static void Run(Bench bench)
    {
        var path = bench.Options.Paths[0];
        var sample = new Sample(bench.Options.Subjects);
        var service = bench.Service(path, bench.Seed.Copy(bench.Options.Subjects, "data"));
        var single = bench.CheckLane("single", service, new CheckAsk(sample, Picks.Uniform(sample)));
        var batch = bench.CheckLane("batch", service, new CheckAsk(sample, Picks.Uniform(sample), Items), InFlightMax);
        bench.Warm(single, batch);
        var full = bench.Saturate(single, batch);
        var paced = bench.Pace([single, batch], lane => full[lane.Name].PerSecond / 2);
        var section = bench.Results.Begin($"batch: {Items} subjects a call, {path} path");
        section.Tables.Add(Tables.Throughput(full.Values));
        section.Tables.Add(Tables.Latency(paced.Values));
        section.Charts.Add(Charts.Percentiles("Latency by percentile, each at half of its saturation", paced.Values));
        var (one, many) = (paced["single"], paced["batch"]);
        bench.Results.Add("L8.99", many.Latency.P99 / one.Latency.P99, $"{Tables.Us(many.Latency.P99)} / {Tables.Us(one.Latency.P99)}");
        bench.Results.Add("L8.cpu", full["batch"].ServerMicrosPerCall / Items / full["single"].ServerMicrosPerCall, $"{full["batch"].ServerMicrosPerCall / Items:F2} / {full["single"].ServerMicrosPerCall:F2} us");
    }
}
