using Verify.Load.Check.Answers;
using Verify.Load.Check.Asks;
using Verify.Load.Check.Lanes;
using Verify.Load.Check.Pace;
using Verify.Load.Check.Report;
using Verify.Load.Check.Servers;
using Verify.Load.Check.Subjects;

namespace Verify.Load.Check.Scenarios;

/// <summary>
/// A5: a caller within its share, alone and while another asks ten times its own. What the neighbour asks beyond its share is to be
/// refused; that alone comes to what the whole service can do.
/// </summary>
internal static class NeighbourScenario
{
    private const double VictimsShare = 0.5;
    private const double NeighboursShare = 0.1;
    private const double TimesItsShare = 10;
    private static readonly TimeSpan OneCall = TimeSpan.FromMicroseconds(1);

    public static void Run(Bench bench)
    {
        var (options, path) = (bench.Options, bench.Options.Paths[0]);
        var data = bench.Seed.Copy(options.Subjects, "data");
        var sample = new Sample(options.Subjects);
        var anybody = AskOf(sample, CallerKeys.Add(data, "anybody", callsPerSecond: 0));
        var service = bench.Service(path, data);
        var lane = bench.CheckLane("anybody", service, anybody);
        bench.Warm(lane);
        var capacity = lane.Take(new Demand(0, options.InFlight, options.Slice)).PerSecond;
        var (share, rate) = ((int)(capacity * NeighboursShare), capacity * VictimsShare / 2);
        var victim = AskOf(sample, CallerKeys.Add(data, "victim", (int)(capacity * VictimsShare)));
        var neighbour = AskOf(sample, CallerKeys.Add(data, "neighbour", share));
        WaitUntilKnown(bench, service, victim);
        WaitUntilKnown(bench, service, neighbour);

        using var generator = new Generator([service["gRPC (HTTP/2)"]], 2 * WireLane.Connections) { Spins = !bench.UsesRedis(service) };
        var alone = new BesideLane("alone", service.Id, generator, victim, neighbour, 0);
        var beside = new BesideLane("beside", service.Id, generator, victim, neighbour, share * TimesItsShare);
        bench.Print($"{Tables.N(rate)} a second, beside a neighbour at {Tables.N(share * TimesItsShare)} with a share of {Tables.N(share)}");
        var paced = bench.Measure([alone, beside], _ => new Demand(rate, Bench.InFlightMax, options.Slice));

        var section = bench.Results.Begin($"neighbour: {Tables.N(rate)} checks a second beside one that asks {TimesItsShare} times its share, {path} path");
        section.Tables.Add(Tables.Latency(paced.Values));
        section.Charts.Add(Charts.Percentiles("Latency by percentile of the caller within its share", paced.Values));
        Tell(bench, section, beside.Beside);
        bench.Results.Add("A5", paced["beside"].Latency.P99 / paced["alone"].Latency.P99, $"{Tables.Us(paced["beside"].Latency.P99)} / {Tables.Us(paced["alone"].Latency.P99)}");
    }

    private static void Tell(Bench bench, Section section, Tally neighbours)
    {
        var refused = neighbours.Statuses.Where(static pair => pair.Status == Verdict.ResourceExhausted).Sum(static pair => pair.Count);
        section.Notes.Add($"The neighbour asked {neighbours.Calls:N0} times and was refused {refused:N0} times.");
        bench.Print($"  {section.Notes[^1]}");
        if (neighbours.Wrong > 0 || neighbours.Failed > refused || refused == 0)
            bench.Results.Fault($"neighbour: {neighbours.Wrong} wrong, {neighbours.Failed} failed, {refused} of them refused, of {neighbours.Calls}: {string.Join("; ", neighbours.Examples)}");
    }

    private static CheckAsk AskOf(Sample sample, string apiKey) => new(sample, Picks.Uniform(sample)) { ApiKey = apiKey };

    /// <summary>The service learns of callers from its store, a moment after they were added.</summary>
    private static void WaitUntilKnown(Bench bench, ServerProcess service, CheckAsk ask)
    {
        using var lane = bench.CheckLane("known", service, ask);
        while (lane.Take(new Demand(0, 1, OneCall)).Tally!.Right == 0)
            Thread.Sleep(10);
    }
}
