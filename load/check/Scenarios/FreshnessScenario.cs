using Google.Protobuf.WellKnownTypes;
using Verify.Load.Check.Asks;
using Verify.Load.Check.Report;
using Verify.Load.Check.Subjects;
using Verify.V1;

namespace Verify.Load.Check.Scenarios;

/// <summary>L5: what it costs that an answer is proven fresh, against one that may be ten seconds old.</summary>
internal static class FreshnessScenario
{
    private static readonly Consistency TenSeconds = new() { MaxStaleness = new MaxStaleness { Duration = new Duration { Seconds = 10 } } };

    public static void Run(Bench bench)
    {
        var path = bench.Options.Paths[0];
        var sample = new Sample(bench.Options.Subjects);
        var service = bench.Service(path, bench.Seed.Copy(bench.Options.Subjects, "data"));
        var firm = bench.CheckLane("firm", service, new CheckAsk(sample, Picks.Uniform(sample)));
        var relaxed = bench.CheckLane("relaxed", service, new CheckAsk(sample, Picks.Uniform(sample), consistency: TenSeconds));
        bench.Warm(firm, relaxed);
        var full = bench.Saturate(firm, relaxed);
        var paced = bench.Pace([firm, relaxed], _ => full["firm"].PerSecond / 2);
        var section = bench.Results.Begin($"firm against relaxed, {path} path");
        section.Tables.Add(Tables.Throughput(full.Values));
        section.Tables.Add(Tables.Latency(paced.Values));
        section.Charts.Add(Charts.Percentiles("Latency by percentile at half of the saturation", paced.Values));
        var (f, r) = (paced["firm"].Latency, paced["relaxed"].Latency);
        bench.Results.Add("L5.95", f.P95 / r.P95, $"{Tables.Us(f.P95)} / {Tables.Us(r.P95)}");
        bench.Results.Add("L5.99", f.P99 / r.P99, $"{Tables.Us(f.P99)} / {Tables.Us(r.P99)}");
    }
}
