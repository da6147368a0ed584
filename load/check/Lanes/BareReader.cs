using System.Globalization;
using Verify.Load.Check.Pace;

namespace Verify.Load.Check.Lanes;

/// <summary>
/// The process behind a <see cref="BareLane"/>: reads lines <c>perSecond inFlight seconds</c> from its input, does as much work, and
/// writes the number of calls and the percentiles in microseconds. It has the CPU to itself, and waits without sleeping.
/// </summary>
internal static class BareReader
{
    /// <summary>Serves until the input ends.</summary>
    /// <param name="run">Reads as a demand says, and records how long each read took.</param>
    public static void Serve(Action<Demand, Histogram> run)
    {
        while (Console.In.ReadLine() is { } line)
        {
            var numbers = line.Split(' ').Select(static number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
            var latency = new Histogram();
            run(new Demand(numbers[0], (int)numbers[1], TimeSpan.FromSeconds(numbers[2])), latency);
            var all = Latencies.Of(latency);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{latency.Count} {all.P50} {all.P90} {all.P95} {all.P99} {all.P999} {all.Max}"));
        }
    }
}
