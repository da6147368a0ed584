using System.Diagnostics;

namespace Verify.Load.Check.Wire;

/// <summary>The generator's clock: nanoseconds since some instant, never going back.</summary>
internal static class Clock
{
    private static readonly double NanosecondsPerTick = 1e9 / Stopwatch.Frequency;

    public static long Now => (long)(Stopwatch.GetTimestamp() * NanosecondsPerTick);
}
