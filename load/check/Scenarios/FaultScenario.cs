using Verify.Load.Check.Asks;
using Verify.Load.Check.Faults;
using Verify.Load.Check.Lanes;
using Verify.Load.Check.Pace;
using Verify.Load.Check.Report;
using Verify.Load.Check.Subjects;
using Verify.Load.Check.Wire;

namespace Verify.Load.Check.Scenarios;

/// <summary>
/// A2, A3, F7: a steady open loop over several instances, and one fault after another. A call whose connection breaks is sent again to
/// another instance, as the client's retries do; its latency counts from when it was due.
/// </summary>
internal static class FaultScenario
{
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan After = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan InTime = TimeSpan.FromSeconds(1);

    public static void Run(Bench bench)
    {
        var sample = new Sample(bench.Options.Subjects);
        var cluster = new Cluster(bench, bench.Options.ClusterPath, bench.Seed.Copy(bench.Options.Subjects, "data"));
        using var generator = new Generator(cluster.Addresses, WireLane.Connections) { Spins = false };
        var ask = new CheckAsk(sample, Picks.Zipf(sample)) { UndeterminedWillDo = true };
        var section = bench.Results.Begin($"faults: {bench.Options.Instances} instances, {bench.Options.ClusterPath} path");
        var rate = WarmUp(bench, generator, ask);
        section.Notes.Add($"Zipf, open loop, {Tables.N(rate)} a second: a quarter of the saturation. In time is within a second of when the call was due. Before: {Before.TotalSeconds} s; during: from the fault to {After.TotalSeconds} s after its end.");
        var rows = new List<string[]>();
        foreach (var fault in Fault.Single.Where(fault => cluster.HasRedis || !fault.NeedsRedis))
            rows.Add(Measure(bench, section, cluster, generator, ask, fault, rate));
        section.Tables.Add(new Table(["fault", "in time", "wrong", "failed", "sent again", "undetermined", "p99 before", "p99 during", "during / before"], rows));
    }

    private static double WarmUp(Bench bench, Generator generator, CheckAsk ask)
    {
        var tally = new Tally(InTime);
        generator.Run(bench.Options.Warm, null, new Flow(Pacer.Saturating(bench.Options.InFlight), ask, tally));
        tally = new Tally(InTime);
        generator.Run(bench.Options.Slice, null, new Flow(Pacer.Saturating(bench.Options.InFlight), ask, tally));
        return tally.Right / bench.Options.Slice.TotalSeconds / 4;
    }

    private static string[] Measure(
        Bench bench, Section section, Cluster cluster, Generator generator, CheckAsk ask, Fault fault, double rate)
    {
        var end = Before + fault.Lasts;
        var tally = new Tally(InTime) { Timeline = new Timeline(Clock.Now, Step) };
        var undetermined = ask.Undetermined;
        var due = new Queue<(TimeSpan At, Action<Cluster> Do)>([(Before, fault.Begin), (end, fault.End)]);
        generator.Run(
            end + After,
            since =>
            {
                if (due.TryPeek(out var next) && since >= next.At.TotalNanoseconds)
                    due.Dequeue().Do(cluster);
            },
            new Flow(Pacer.Poisson(rate, Bench.InFlightMax), ask, tally));

        var (before, during) = (tally.Timeline.Between(TimeSpan.Zero, Before), tally.Timeline.Between(Before, end + After));
        var (p99Before, p99During) = (before.Latency.At(0.99) / 1e3, during.Latency.At(0.99) / 1e3);
        var inTime = 1 - (during.Missed / (double)during.Latency.Count);
        bench.Print($"  {fault.Name}: {inTime:P3} in time, p99 {Tables.Us(p99Before)} before, {Tables.Us(p99During)} during  {string.Join("; ", tally.Examples)}");
        section.Charts.Add(Charts.Over(fault.Name, tally.Timeline, [(Before, fault.Name), (end, "over")]));
        Judge(bench, fault, inTime, tally, p99During / p99Before);
        return
        [
            fault.Name, inTime.ToString("P3", System.Globalization.CultureInfo.InvariantCulture), Tables.N(tally.Wrong), Tables.N(tally.Failed), Tables.N(tally.Repeated),
            Tables.N(ask.Undetermined - undetermined), Tables.Us(p99Before), Tables.Us(p99During), (p99During / p99Before).ToString("N1", System.Globalization.CultureInfo.InvariantCulture),
        ];
    }

    private static void Judge(Bench bench, Fault fault, double inTime, Tally tally, double ratio)
    {
        if (fault.Name != Fault.InstancePaused)
            bench.Results.Add("A2", inTime, fault.Name);
        if (tally.Wrong > 0)
            bench.Results.Fault($"{fault.Name}: {tally.Wrong} wrong answers: {string.Join("; ", tally.Examples)}");
        if (fault.Name == Fault.RedisHung)
            bench.Results.Add("A3", ratio, fault.Name);
        if (fault.Name != Fault.RedisEmptied)
            return;
        bench.Results.Add("F7.wrong", tally.Wrong, fault.Name);
        bench.Results.Add("F7.p99", ratio, fault.Name);
    }
}
