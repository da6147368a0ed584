using Verify.Load.Check.Asks;
using Verify.Load.Check.Lanes;
using Verify.Load.Check.Report;
using Verify.Load.Check.Servers;
using Verify.Load.Check.Subjects;

namespace Verify.Load.Check.Scenarios;

/// <summary>
/// A check by each path beside the floors: throughput of all at saturation, then latency in an open loop, with each path at half of
/// its own saturation and the floors at the same rate.
/// </summary>
internal static class PathScenario
{
    private const double Half = 0.5;

    public static void Run(Bench bench, string name, Func<Sample, Pick> pick)
    {
        var options = bench.Options;
        var sample = new Sample(options.Subjects);
        var data = bench.Seed.Copy(options.Subjects, "data");
        var paths = new List<WireLane>();
        CheckAsk? asked = null;
        foreach (var path in options.Paths)
        {
            var ask = asked = new CheckAsk(sample, pick(sample));
            paths.Add(bench.CheckLane(path, bench.Service(path, data), ask));
        }

        bench.Warm([.. paths]);
        var (empty, bare) = bench.Floors(asked!.RequestBytes, (int)(asked.ReplyBytes / asked.Judged));
        var handwritten = bench.Keep(ServerProcess.Start(Cpu.OfServers, Places.Handwritten, [Path.Combine(data, Handwritten.File)], [], isLogged: false, "json"));
        var json = bench.Lane("J", handwritten, "json", new JsonAsk(sample, pick(sample)), []);
        bench.Warm(empty, bare, json);

        var section = bench.Results.Begin($"{name}: {Tables.N(options.Subjects)} subjects");
        section.Notes.Add($"A request of {asked.RequestBytes} bytes and replies of {asked.ReplyBytes / asked.Judged} on average; {options.InFlight} in flight on {WireLane.Connections} connections at saturation. E is an empty unary call and bare a plain HTTP/2 request of the same sizes, J the handwritten endpoint.");
        bench.Print("saturation");
        var full = bench.Saturate([bare, empty, json, .. paths]);
        section.Tables.Add(Tables.Throughput(full.Values));
        section.Charts.Add(Charts.Bars("Throughput at saturation, calls a second on one core", [.. full.Values.Select(static lane => (lane.Lane, lane.PerSecond))]));
        foreach (var (path, goal) in new[] { ("memory", "T1"), ("redis", "T2") })
        {
            if (full.TryGetValue(path, out var lane))
                bench.Results.Add(goal, lane.PerSecond / full["E"].PerSecond, $"{name}: {Tables.N(lane.PerSecond)} / {Tables.N(full["E"].PerSecond)} a second");
        }

        foreach (var path in paths)
            Pace(bench, section, name, path, full, empty, data);
    }

    private static void Pace(Bench bench, Section section, string name, WireLane path, Dictionary<string, Summary> full, WireLane empty, string data)
    {
        // L1 asks for half of what E can do. Nobody has a latency beyond what he can do himself.
        var rate = Half * Math.Min(full["E"].PerSecond, full[path.Name].PerSecond);
        bench.Print($"{path.Name} at {Tables.N(rate)} a second");
        ILane[] floors = path.Name switch
        {
            "redis" => [empty, bench.Warmed(BareLane.Redis(bench.Redis))],
            "store" => [empty, bench.Warmed(BareLane.Store(data, bench.Options.Subjects))],
            _ => [empty],
        };
        var paced = bench.Pace([path, .. floors], _ => rate);
        section.Notes.Add($"{path.Name}, open loop, Poisson arrivals at {Tables.N(rate)} a second:");
        section.Tables.Add(Tables.Latency(paced.Values));
        section.Charts.Add(Charts.Percentiles($"{name}, {path.Name}: latency by percentile at {Tables.N(rate)} a second", paced.Values));
        var (check, floor) = (paced[path.Name].Latency, floors.Sum(lane => paced[lane.Name].Latency.P99));
        var (goal, from) = path.Name switch { "memory" => ("L1", "p99(E)"), "redis" => ("L2", "p99(E) + p99(R)"), _ => ("L3", "p99(E) + p99(Q)") };
        bench.Results.Add(goal, check.P99 / floor, $"{name}: {Tables.Us(check.P99)} / {from} = {Tables.Us(floor)} at {Tables.N(rate)} a second");
        bench.Results.Add("L4", check.P99 / check.P50, $"{name}, {path.Name}: {Tables.Us(check.P99)} / {Tables.Us(check.P50)}");
        bench.Results.Add("L4.999", check.P999 / check.P50, $"{name}, {path.Name}: {Tables.Us(check.P999)} / {Tables.Us(check.P50)}");
    }
}
