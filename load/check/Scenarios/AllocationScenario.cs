using System.Globalization;
using Verify.Load.Check.Asks;
using Verify.Load.Check.Lanes;
using Verify.Load.Check.Report;
using Verify.Load.Check.Servers;
using Verify.Load.Check.Subjects;

namespace Verify.Load.Check.Scenarios;

/// <summary>
/// T7: what the whole process of the service allocates while it answers checks, from the socket to the register, background work
/// among it, by the runtime's own account.
/// </summary>
internal static class AllocationScenario
{
    private static readonly TimeSpan AnswerMax = TimeSpan.FromMinutes(1);

    public static void Run(Bench bench)
    {
        var section = bench.Results.Begin("bytes allocated per check");
        section.Tables.Add(new Table(["lane", "bytes per check", "checks"], [.. bench.Options.Paths.Select(path => Row(bench, path))]));
    }

    private static string[] Row(Bench bench, string path)
    {
        var sample = new Sample(bench.Options.Subjects);
        var service = bench.CountedService(path, bench.Seed.Copy(bench.Options.Subjects, "data"));
        var lane = bench.CheckLane(path, service, new CheckAsk(sample, Picks.Uniform(sample)));
        bench.Warm(lane);
        var (bytes, calls) = (new List<double>(), 0L);
        for (var round = 0; round < bench.Options.Rounds; round++)
        {
            var before = Allocated(service);
            var slice = lane.Take(new Demand(0, bench.Options.InFlight, bench.Options.Slice));
            bytes.Add((Allocated(service) - before) / (double)slice.Calls);
            calls += slice.Calls;
            bench.Print($"  {slice}  {Tables.N(bytes[^1])} bytes");
        }

        var median = bytes.Order().ElementAt(bytes.Count / 2);
        if (path == "memory")
            bench.Results.Add("T7", median, $"median of {bytes.Count} slices");
        return [path, Tables.N(median), Tables.N(calls)];
    }

    private static long Allocated(ServerProcess service) => long.Parse(service.Ask("", AnswerMax, CountedService.Says), CultureInfo.InvariantCulture);
}
