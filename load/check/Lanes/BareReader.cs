using System.Globalization;
using Verify.Load.Check.Pace;
using Verify.Load.Check.Wire;

namespace Verify.Load.Check.Lanes;

/// <summary>
/// The process behind a <see cref="BareLane"/>: reads lines <c>perSecond inFlight seconds</c> from its input, does as much work, and
/// writes the number of calls and the percentiles in microseconds.
/// </summary>
internal static class BareReader
{
    /// <summary>Serves until the input ends.</summary>
    /// <param name="work">One read, that runs to its end on this thread.</param>
    public static void Serve(Action work)
    {
        while (Console.In.ReadLine() is { } line)
        {
            var numbers = line.Split(' ').Select(static number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
            var latency = new Histogram();
            Run(work, numbers[0] > 0 ? Pacer.Poisson(numbers[0], 1) : Pacer.Saturating(1), TimeSpan.FromSeconds(numbers[2]), latency);
            var all = Latencies.Of(latency);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{latency.Count} {all.P50} {all.P90} {all.P95} {all.P99} {all.P999} {all.Max}"));
        }
    }

    private static void Run(Action work, Pacer pacer, TimeSpan duration, Histogram latency)
    {
        var start = Clock.Now;
        var end = start + (long)duration.TotalNanoseconds;
        pacer.Start(start);
        for (var now = start; now < end; now = Clock.Now)
        {
            if (!pacer.TryTake(now, 0, out var due))
                continue;
            work();
            latency.Record(Clock.Now - due);
        }
    }
}
