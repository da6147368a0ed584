using System.Diagnostics;
using Verify.Simulation;

// run FIRST COUNT THREADS [SABOTAGE]      many seeds
// replay SEED [SABOTAGE]                  one seed, told
return args switch
{
    ["run", var first, var count, var threads, .. var rest] => RunMany(ulong.Parse(first), long.Parse(count), int.Parse(threads), rest),
    ["replay", var seed, .. var rest] => Replay(ulong.Parse(seed), SabotageOf(rest)),
    _ => 2,
};

static Sabotage SabotageOf(string[] rest) => rest is [var name] ? Enum.Parse<Sabotage>(name) : Sabotage.Nothing;

static int RunMany(ulong first, long count, int threads, string[] rest)
{
    var sabotage = SabotageOf(rest);
    const long Portion = 500;
    var clock = Stopwatch.StartNew();
    var all = new Runs();
    var taken = 0L;
    var max = rest.Length == 0 ? 1 : int.MaxValue;
    var workers = Enumerable.Range(0, threads).Select(_ => new Thread(Work)).ToArray();
    foreach (var worker in workers)
        worker.Start();
    foreach (var worker in workers)
        worker.Join();

    var seconds = clock.Elapsed.TotalSeconds;
    Console.WriteLine($"{all.Seeds:N0} seeds from {first} in {seconds:N0} s, {all.Seeds / seconds:N0} seeds/s, {all.Steps / (double)all.Seeds:N0} steps each, hash {all.Hash:x16}");
    Console.WriteLine($"answers: {string.Join(", ", all.Answers.Select((number, worth) => $"{number:N0} {(Worth)worth}"))}; {all.Adverse:N0} adverse; {all.Lifts:N0} lifts acknowledged");
    Console.WriteLine($"faults: {string.Join(", ", all.Counts.Select((number, what) => (number, what)).Where(static pair => pair.number > 0).Select(static pair => $"{pair.number:N0} {(What)pair.what}"))}");
    Console.WriteLine($"failed: {all.Failed.Count:N0}");
    foreach (var kind in all.Failed.GroupBy(static run => string.Concat(run.Broken!.Split('\n')[0].Where(static letter => !char.IsDigit(letter)))))
        Console.WriteLine($"  {kind.Count():N0}  {kind.Key}  (seed {kind.Min(static run => run.Seed)})");
    return all.Failed.Count == 0 ? 0 : rest.Length == 0 ? Replay(all.Failed.Min(static run => run.Seed), sabotage) : 1;

    void Work()
    {
        while (true)
        {
            var from = Interlocked.Add(ref taken, Portion) - Portion;
            lock (all)
            {
                if (from >= count || all.Failed.Count >= max)
                    return;
            }

            var some = Runs.Of(first + (ulong)from, Math.Min(Portion, count - from), sabotage, max);
            lock (all)
                all.Add(some);
        }
    }
}

static int Replay(ulong seed, Sabotage sabotage)
{
    var run = Run.Of(seed, sabotage, readable: true);
    foreach (var line in run.World.Trace.Lines)
        Console.WriteLine(line);
    Console.WriteLine($"seed {seed}: {run.Broken ?? "all is well"}; hash {run.World.Trace.Hash:x16}");
    return run.Broken is null ? 0 : 1;
}
