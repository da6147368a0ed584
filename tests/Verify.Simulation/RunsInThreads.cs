using System.Diagnostics;

namespace Verify.Simulation;

/// <summary>So many seeds that one thread is not enough; each world is on one thread all the same.</summary>
internal sealed class RunsInThreads(ulong first, long count, Sabotage sabotage)
{
    private const long Portion = 500;

    private readonly Runs _all = new();
    private long _taken;

    // Whatever went there left its one thread, though its run may have been over before it came back.
    private static long Pooled => ThreadPool.CompletedWorkItemCount + ThreadPool.PendingWorkItemCount;

    private int FailuresMax => sabotage == Sabotage.Nothing ? 1 : int.MaxValue;

    /// <summary>Runs them all and prints what they add up to.</summary>
    /// <returns>0 if none failed; of a sabotage, if one did.</returns>
    public int Report(int threads)
    {
        var clock = Stopwatch.StartNew();
        var pooled = Pooled;
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(Work)).ToArray();
        foreach (var worker in workers)
            worker.Start();
        foreach (var worker in workers)
            worker.Join();

        var seconds = clock.Elapsed.TotalSeconds;
        Console.WriteLine($"{_all.Seeds:N0} seeds from {first} in {seconds:N0} s, {_all.Seeds / seconds:N0} seeds/s, {_all.Steps / _all.Seeds:N0} steps each, hash {_all.Hash:x16}");
        Console.WriteLine($"answers: {Told<Worth>(_all.Answers)}; {_all.Adverse:N0} firm and adverse; {_all.Lifts:N0} lifts acknowledged");
        Console.WriteLine($"faults: {Told<What>(_all.Counts)}");

        // A channel whose reader is cancelled forgets the reader there, once for each instance that is stopped; nothing comes back.
        var escaped = Math.Max(0, Pooled - pooled - _all.Counts[(int)What.Stopped]);
        Console.WriteLine($"failed: {_all.Failed.Count:N0}; continuations that left their thread: {escaped}");
        foreach (var kind in _all.Failed.GroupBy(static run => KindOf(run.Broken!)))
            Console.WriteLine($"  {kind.Count():N0}  {kind.Key} (seed {kind.Min(static run => run.Seed)})");
        if (escaped > 0)
            return 1;
        if (sabotage != Sabotage.Nothing)
            return _all.Failed.Count > 0 ? 0 : 1;
        return _all.Failed.Count == 0 ? 0 : Replay(_all.Failed.Min(static run => run.Seed), sabotage);
    }

    /// <summary>Runs one seed and tells everything that happens.</summary>
    /// <returns>0 if it did not fail.</returns>
    public static int Replay(ulong seed, Sabotage sabotage)
    {
        var run = Run.Of(seed, sabotage, readable: true);
        foreach (var line in run.World.Trace.Lines)
            Console.WriteLine(line);
        Console.WriteLine($"seed {seed}: {run.Broken ?? "all is well"}; hash {run.World.Trace.Hash:x16}");
        return run.Broken is null ? 0 : 1;
    }

    private static string Told<T>(long[] numbers)
        where T : struct, Enum =>
        string.Join(", ", Enum.GetValues<T>().Zip(numbers).Where(static pair => pair.Second > 0).Select(static pair => $"{pair.Second:N0} {pair.First}"));

    private static string KindOf(string broken) => string.Concat(broken.Split('\n')[0].Where(static letter => !char.IsDigit(letter)));

    private void Work()
    {
        while (true)
        {
            var from = Interlocked.Add(ref _taken, Portion) - Portion;
            lock (_all)
            {
                if (from >= count || _all.Failed.Count >= FailuresMax)
                    return;
            }

            var some = Runs.Of(first + (ulong)from, Math.Min(Portion, count - from), sabotage, FailuresMax);
            lock (_all)
            {
                _all.Add(some);
                if (_all.Seeds % 50_000 == 0)
                    Console.Error.WriteLine($"{_all.Seeds:N0} seeds, {_all.Answers.Sum():N0} answers, {_all.Failed.Count:N0} failed");
            }
        }
    }
}
