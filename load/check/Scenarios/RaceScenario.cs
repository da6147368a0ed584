using Verify.Load.Check.Faults;
using Verify.Load.Check.Lanes;
using Verify.Load.Check.Pace;
using Verify.Load.Check.Race;
using Verify.Load.Check.Report;
using Verify.Load.Check.Subjects;
using Verify.V1;

namespace Verify.Load.Check.Scenarios;

/// <summary>
/// F1, F2, F3: subjects are listed and lifted through one instance after another while checks hammer all of them, half of the run in
/// health and half under one fault after another. No check that was sent after a lift had been acknowledged may be answered adversely.
/// How soon a lift bites is taken at a quarter of the load: behind a full queue everything is late.
/// </summary>
internal static class RaceScenario
{
    private const int Racers = 1_000;
    private const int Writers = 8;
    private const int PacedLaps = 5;
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FaultAt = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Lap = TimeSpan.FromSeconds(6);

    public static void Run(Bench bench)
    {
        var sample = new Sample(bench.Options.Subjects);
        var cluster = new Cluster(bench, bench.Options.ClusterPath, bench.Seed.Copy(bench.Options.Subjects, "data"));
        var subjects = Enumerable.Range(0, sample.Count).Where(subject => sample.RecordOf(subject) == Record.Clean).Take(Racers).ToArray();
        var ledger = new Ledger(subjects.Length);
        var records = new RecordAsk(ledger, sample, subjects);
        var checks = new RaceCheckAsk(ledger, records, sample, subjects);
        using var generator = new Generator(cluster.Addresses, WireLane.Connections);
        var section = bench.Results.Begin($"race: {bench.Options.Instances} instances, {bench.Options.ClusterPath} path, {subjects.Length} subjects");
        var race = new Racing(bench, cluster, generator, records, checks);
        var rows = new List<string[]> { race.Laps("saturated", [], bench.Options.Checks / 2) };
        var quarter = race.PerSecond / 4;
        rows.Add(race.Laps("a quarter of that", [], (long)(PacedLaps * Lap.TotalSeconds * quarter), "F2", quarter));
        rows.Add(race.Laps("saturated, faults in turn", [.. Fault.Racing.Where(fault => cluster.HasRedis || !fault.NeedsRedis)], bench.Options.Checks / 2, "F3"));
        section.Tables.Add(new Table(
            ["", "checks", "lifts", "lift acknowledged, p50", "p99", "stale", "undetermined", "failed", "lift's commit to the last old answer"], rows));
        bench.Results.Add("F1", checks.Stale, $"{checks.Stale} of {race.Checks:N0} checks around {records.Lifts:N0} lifts");
    }

    private sealed class Racing(Bench bench, Cluster cluster, Generator generator, RecordAsk records, RaceCheckAsk checks)
    {
        public long Checks { get; private set; }

        /// <summary>Checks a second in the last lap.</summary>
        public double PerSecond { get; private set; }

        /// <summary>Laps until so many checks were made, each with the next of the faults.</summary>
        public string[] Laps(string name, Fault[] faults, long wanted, string? goal = null, double perSecond = 0)
        {
            var (asked, written) = (new Tally(InTime), new Tally(InTime));
            var (lifts, stale, undetermined, revision) = (records.Lifts, checks.Stale, checks.Undetermined, records.Revision);
            checks.LastAdverse.Clear();
            for (var lap = 0; asked.Calls < wanted || lap < faults.Length; lap++)
            {
                var fault = faults.Length > 0 ? faults[lap % faults.Length] : null;
                var (c, w) = (new Tally(InTime), new Tally(InTime));
                var pacer = perSecond > 0 ? Pacer.Poisson(perSecond, Bench.InFlightMax, lap) : Pacer.Saturating(bench.Options.InFlight);
                generator.Run(Lap, Disturb(fault), new Flow(pacer, checks, c), new Flow(Pacer.Saturating(perSecond > 0 ? 1 : Writers), records, w));
                PerSecond = c.Calls / Lap.TotalSeconds;
                bench.Print($"  {fault?.Name ?? name}: {c.Calls:N0} checks, {c.Wrong} wrong, {c.Failed} failed; {w.Right:N0} facts, {w.Failed} failed; {checks.Stale} stale  {string.Join("; ", c.Examples.Concat(w.Examples).Take(3))}");
                asked.Add(c);
                written.Add(w);
            }

            Checks += asked.Calls;
            var last = LastOldAnswer(revision);
            if (goal is not null)
                bench.Results.Add(goal, last.TotalMilliseconds, name);
            if (asked.Wrong > checks.Stale - stale)
                bench.Results.Fault($"{name}: {asked.Wrong - (checks.Stale - stale)} wrong answers: {string.Join("; ", asked.Examples)}");
            return
            [
                name, Tables.N(asked.Calls), Tables.N(records.Lifts - lifts), Tables.Us(written.Latency.At(0.5) / 1e3), Tables.Us(written.Latency.At(0.99) / 1e3),
                Tables.N(checks.Stale - stale), Tables.N(checks.Undetermined - undetermined), Tables.N(asked.Failed), $"{last.TotalMilliseconds:N1} ms",
            ];
        }

        private Action<long>? Disturb(Fault? fault)
        {
            if (fault is null)
                return null;
            var due = new Queue<(TimeSpan At, Action<Cluster> Do)>([(FaultAt, fault.Begin), (FaultAt + fault.Lasts, fault.End)]);
            return since =>
            {
                if (due.TryPeek(out var next) && since >= next.At.TotalNanoseconds)
                    due.Dequeue().Do(cluster);
            };
        }

        /// <summary>
        /// By the service's clock: from when a lift was recorded, which is just before it was committed, to when the last adverse answer
        /// with its entry was worked out.
        /// </summary>
        private TimeSpan LastOldAnswer(long afterRevision)
        {
            using var client = cluster.Connect();
            using var facts = client.Registry.ReadFacts(new ReadFactsRequest { AfterRevision = afterRevision });
            var longest = TimeSpan.Zero;
            while (facts.ResponseStream.MoveNext(CancellationToken.None).GetAwaiter().GetResult())
            {
                foreach (var recorded in facts.ResponseStream.Current.Facts.Select(static fact => fact.Fact))
                {
                    var entry = recorded.Fact.FactCase switch
                    {
                        Fact.FactOneofCase.EntryAdvanced => recorded.Fact.EntryAdvanced.EntryId,
                        Fact.FactOneofCase.ObjectionAccepted => recorded.Fact.ObjectionAccepted.EntryId,
                        _ => "",
                    };
                    if (checks.LastAdverse.TryGetValue(entry, out var answered) && answered - recorded.RecordedAt.ToDateTime() is var lag && lag > longest)
                        longest = lag;
                }
            }

            return longest;
        }
    }
}
