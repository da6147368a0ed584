using Verify.Load.Check.Asks;
using Verify.Load.Check.Lanes;
using Verify.Load.Check.Subjects;

namespace Verify.Load.Check.Scenarios;

/// <summary>A1: so many checks at a rate that does not let up, and how many of them were answered rightly within a second of being due.</summary>
internal static class SteadyScenario
{
    public static void Run(Bench bench)
    {
        var (options, path) = (bench.Options, bench.Options.Paths[0]);
        var sample = new Sample(options.Subjects);
        var lane = bench.CheckLane(path, bench.Service(path, bench.Seed.Copy(options.Subjects, "data")), new CheckAsk(sample, Picks.Zipf(sample)));
        bench.Warm(lane);
        var rate = options.Rate > 0 ? options.Rate : lane.Take(new Demand(0, options.InFlight, options.Slice)).PerSecond / 2;
        var slices = new List<Slice>();
        for (var calls = 0L; calls < options.Checks; calls += slices[^1].Calls)
        {
            slices.Add(lane.Take(new Demand(rate, Bench.InFlightMax, options.Slice)));
            bench.Print($"  {slices[^1]}");
        }

        var all = new Summary(path, slices);
        var section = bench.Results.Begin($"steady: {Tables.N(all.Calls)} checks at {Tables.N(rate)} a second, {path} path");
        section.Tables.Add(Tables.Latency([all]));
        if (all.Wrong > 0)
            bench.Results.Fault($"{all.Wrong} wrong answers of {all.Calls}");
        bench.Results.Add("A1", all.InTime / (double)all.Calls, $"{all.InTime:N0} of {all.Calls:N0}");
    }
}
