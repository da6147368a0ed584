using Verify.Load.Check.Asks;
using Verify.Load.Check.Report;
using Verify.Load.Check.Subjects;

namespace Verify.Load.Check.Scenarios;

/// <summary>Who is asked about: one subject by everybody, anybody, somebody new each time.</summary>
internal static class PickScenarios
{
    /// <summary>T4: everybody asks about the same subject, against anybody.</summary>
    public static void Hot(Bench bench)
    {
        var path = bench.Options.Paths[0];
        var sample = new Sample(bench.Options.Subjects);
        var service = bench.Service(path, bench.Seed.Copy(bench.Options.Subjects, "data"));
        var uniform = bench.CheckLane("uniform", service, new CheckAsk(sample, Picks.Uniform(sample)));
        var hot = bench.CheckLane("hot", service, new CheckAsk(sample, Picks.Hot(sample)));
        bench.Warm(uniform, hot);
        var full = bench.Saturate(uniform, hot);
        var section = bench.Results.Begin($"hot: one subject, {path} path");
        section.Tables.Add(Tables.Throughput(full.Values));
        section.Tables.Add(Tables.Latency(full.Values));
        bench.Results.Add("T4", full["hot"].PerSecond / full["uniform"].PerSecond, $"{Tables.N(full["hot"].PerSecond)} / {Tables.N(full["uniform"].PerSecond)} a second");
    }

    /// <summary>Everybody is asked about for the first time; no goal, but the price of a miss.</summary>
    public static void Cold(Bench bench)
    {
        var (options, path) = (bench.Options, bench.Options.Paths[0]);
        var sample = new Sample(options.SubjectsMany);
        var service = bench.Service(path, bench.Seed.Copy(options.SubjectsMany, "data-many"));
        var few = new Sample(options.SubjectsMany / 100, seed: 2);
        var warm = bench.CheckLane("warm", service, new CheckAsk(few, Picks.Uniform(few)));
        var cold = bench.CheckLane("cold", service, new CheckAsk(sample, Picks.Cold(sample)));
        bench.Warm(warm);
        var rate = sample.Count / (options.Rounds * 2 * options.Slice.TotalSeconds);
        var paced = bench.Pace([warm, cold], _ => rate);
        var section = bench.Results.Begin($"cold: subjects never asked about before, {path} path, {Tables.N(rate)} a second");
        section.Tables.Add(Tables.Throughput(paced.Values));
        section.Tables.Add(Tables.Latency(paced.Values));
        section.Charts.Add(Charts.Percentiles("Latency by percentile", paced.Values));
    }
}
