using System.Diagnostics;
using Verify.Load.Check.Servers;

namespace Verify.Load.Check.Lanes;

/// <summary>
/// Takes slices of several lanes in turns, the order turned each round, and keeps the rounds in which nobody else used much of the
/// CPUs: on a shared machine a long run measures the neighbours. Before each slice it waits until nobody is busy any more, the service
/// of the slice before among them, which still ships its journal.
/// </summary>
/// <param name="wanted">Quiet rounds to keep.</param>
/// <param name="quiet">Share of one CPU that others may use in a slice.</param>
/// <param name="patience">How long to try.</param>
/// <param name="print">Where each slice is told.</param>
internal sealed class Rounds(int wanted, double quiet, TimeSpan patience, Action<string> print)
{
    /// <summary>The kept slices of each lane; every lane has as many.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Slice>> Take(IReadOnlyList<ILane> lanes, Func<ILane, Demand> demand)
    {
        var kept = lanes.ToDictionary(static lane => lane.Name, static _ => new List<Slice>());
        var order = lanes.ToArray();
        var started = Stopwatch.GetTimestamp();
        while (kept[order[0].Name].Count < wanted)
        {
            Array.Reverse(order);
            var round = Array.ConvertAll(order, lane =>
            {
                WaitForQuiet(started);
                return lane.Take(demand(lane));
            });
            var loud = Array.Exists(round, slice => slice.OthersShare > quiet);
            foreach (var slice in round)
            {
                print($"  {slice}{(loud ? "  dropped" : "")}");
                if (!loud)
                    kept[slice.Lane].Add(slice);
            }
        }

        return kept.ToDictionary(static pair => pair.Key, static pair => (IReadOnlyList<Slice>)pair.Value);
    }

    private void WaitForQuiet(long started)
    {
        while (true)
        {
            var (before, at) = (Cpu.MachineSeconds(), Stopwatch.GetTimestamp());
            Thread.Sleep(300);
            if ((Cpu.MachineSeconds() - before) / Stopwatch.GetElapsedTime(at).TotalSeconds <= quiet)
                return;
            if (Stopwatch.GetElapsedTime(started) > patience)
                throw new NotQuietException();
        }
    }
}

/// <summary>Others kept the machine busy for longer than one was ready to wait.</summary>
internal sealed class NotQuietException() : Exception("The machine is too busy: give it more --patience, or rest.");
