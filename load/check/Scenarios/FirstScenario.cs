using System.Net;
using Verify.Load.Check.Asks;
using Verify.Load.Check.Lanes;
using Verify.Load.Check.Servers;
using Verify.Load.Check.Subjects;

namespace Verify.Load.Check.Scenarios;

/// <summary>L7: the first check that a fresh process answers once it calls itself ready, against one of a warm process.</summary>
internal static class FirstScenario
{
    private static readonly TimeSpan OneCall = TimeSpan.FromMicroseconds(1);

    public static void Run(Bench bench)
    {
        var path = bench.Options.Paths[0];
        var data = bench.Seed.Copy(bench.Options.Subjects, "data");
        var sample = new Sample(bench.Options.Subjects);
        var firsts = new List<double>();
        for (var i = 0; i < bench.Options.Rounds; i++)
        {
            using var fresh = bench.Service(path, data);
            WaitUntilReady(fresh);
            using var lane = bench.CheckLane("first", fresh, new CheckAsk(sample, Picks.Uniform(sample, i)));
            firsts.Add(lane.Take(new Demand(0, 1, OneCall)).Latency.Max);
            bench.Print($"  first {Tables.Us(firsts[^1])}");
        }

        var service = bench.Service(path, data);
        var warm = bench.CheckLane("warm", service, new CheckAsk(sample, Picks.Uniform(sample)));
        bench.Warm(warm);
        var alone = bench.Measure([warm], _ => new Demand(0, 1, bench.Options.Slice))["warm"];
        var section = bench.Results.Begin($"first request after ready, {path} path");
        section.Notes.Add($"First, each of a process of its own: {string.Join(", ", firsts.Select(Tables.Us))}. Warm, one in flight:");
        section.Tables.Add(Tables.Latency([alone]));
        var first = firsts.Order().ElementAt(firsts.Count / 2);
        bench.Results.Add("L7", first / alone.Latency.P50, $"median {Tables.Us(first)} / {Tables.Us(alone.Latency.P50)}");
    }

    private static void WaitUntilReady(ServerProcess service)
    {
        using var client = new HttpClient();
        var page = new Uri($"http://{service["Connect, JSON"]}/healthz/ready");
        while (client.GetAsync(page).GetAwaiter().GetResult().StatusCode != HttpStatusCode.OK)
            Thread.Sleep(1);
    }
}
