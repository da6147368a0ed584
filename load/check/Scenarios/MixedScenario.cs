using Verify.Load.Check.Asks;
using Verify.Load.Check.Lanes;
using Verify.Load.Check.Pace;
using Verify.Load.Check.Race;
using Verify.Load.Check.Subjects;

namespace Verify.Load.Check.Scenarios;

/// <summary>
/// What facts being recorded cost the checks beside them: a quarter of the saturation in checks, without and with listings and lifts of
/// other subjects through the same instance. No goal of its own, but a wrong answer fails.
/// </summary>
internal static class MixedScenario
{
    private const int Racers = 500;
    private const double FactsPerSecond = 100;
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(1);

    public static void Run(Bench bench)
    {
        var (options, path) = (bench.Options, bench.Options.Paths[0]);
        var sample = new Sample(options.Subjects);
        var service = bench.Service(path, bench.Seed.Copy(options.Subjects, "data"));
        var subjects = Enumerable.Range(0, sample.Count).Where(subject => sample.RecordOf(subject) == Record.Clean).Take(Racers).ToArray();
        var ledger = new Ledger(subjects.Length);
        var records = new RecordAsk(ledger, sample, subjects);
        var checks = new RaceCheckAsk(ledger, records, sample, subjects);
        var lane = bench.CheckLane(path, service, new CheckAsk(sample, Picks.Uniform(sample)));
        bench.Warm(lane);
        var rate = lane.Take(new Demand(0, options.InFlight, options.Slice)).PerSecond / 4;

        using var generator = new Generator([service["gRPC (HTTP/2)"]], WireLane.Connections) { Spins = !bench.UsesRedis(service) };
        var (alone, mixed, written) = (new Tally(InTime), new Tally(InTime), new Tally(InTime));
        for (var round = 0; round < options.Rounds; round++)
        {
            generator.Run(options.Slice, null, Flow(alone, round));
            generator.Run(options.Slice, null, Flow(mixed, round), new Flow(Pacer.Poisson(FactsPerSecond, Bench.InFlightMax, round), records, written));
        }

        var section = bench.Results.Begin($"mixed: {Tables.N(rate)} checks and {FactsPerSecond} facts a second, {path} path");
        section.Tables.Add(Tables.Latency([SummaryOf("checks alone", alone), SummaryOf("checks among facts", mixed), SummaryOf("facts", written)]));
        section.Notes.Add($"{records.Lifts:N0} lifts, {checks.Stale} stale answers.");
        foreach (var tally in (Tally[])[alone, mixed, written])
        {
            if (tally.Right < tally.Calls)
                bench.Results.Fault($"mixed: {tally.Wrong} wrong, {tally.Failed} failed of {tally.Calls}: {string.Join("; ", tally.Examples)}");
        }

        Flow Flow(Tally tally, int seed) => new(Pacer.Poisson(rate, Bench.InFlightMax, seed), checks, tally);
        Summary SummaryOf(string name, Tally tally) =>
            new(name, [new Slice(name, options.Rounds * options.Slice.TotalSeconds, tally.Calls, Latencies.Of(tally.Latency)) { Tally = tally }]);
    }
}
