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
    /// <param name="work">One read, that runs to its end on this thread: it has the CPU to itself, and waits without sleeping.</param>
    public static void Serve(Action work) => Serve((pacer, _, duration, latency) => Run(work, pacer(1), duration, latency));

    /// <summary>Serves until the input ends.</summary>
    /// <param name="work">One read, of which many are under way at once.</param>
    public static void Serve(Func<Task> work) =>
        Serve((pacer, inFlight, duration, latency) => new ManyReads(work, pacer(inFlight), latency).Run(duration));

    private static void Serve(Action<Func<int, Pacer>, int, TimeSpan, Histogram> run)
    {
        while (Console.In.ReadLine() is { } line)
        {
            var numbers = line.Split(' ').Select(static number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
            var latency = new Histogram();
            run(
                inFlight => numbers[0] > 0 ? Pacer.Poisson(numbers[0], inFlight) : Pacer.Saturating(inFlight),
                (int)numbers[1], TimeSpan.FromSeconds(numbers[2]), latency);
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
