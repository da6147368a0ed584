using System.Diagnostics;
using System.Globalization;

namespace Verify.Load.Store;

/// <summary>What a stretch of work took.</summary>
internal readonly record struct Cost(TimeSpan Wall, TimeSpan Cpu)
{
    public static Cost operator +(Cost a, Cost b) => new(a.Wall + b.Wall, a.Cpu + b.Cpu);
}

/// <summary>Reads the machine's counters.</summary>
internal static class Machine
{
    // Of one CPU; a slice in which others used more is not counted.
    private const double Quiet = 0.2;
    private const double TicksPerSecond = 100;

    /// <summary>Starts to measure this process; the result, called, says what it took since.</summary>
    public static Func<Cost> Measure()
    {
        var (started, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        return () => new Cost(Stopwatch.GetElapsedTime(started), Environment.CpuUsage.TotalTime - cpu);
    }

    /// <summary>Starts to listen to everybody else; the result, called, says whether they were quiet.</summary>
    public static Func<bool> Listen()
    {
        var (own, busy) = (Measure(), Busy());
        return () =>
        {
            var (wall, cpu) = own();
            return (Busy() - busy - cpu) / wall <= Quiet;
        };
    }

    /// <summary>The most that this process has had in memory, in megabytes.</summary>
    public static double PeakResidentMb()
    {
        var line = File.ReadLines("/proc/self/status").First(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line["VmHWM:".Length..^"kB".Length], CultureInfo.InvariantCulture) / 1024.0;
    }

    // Of all CPUs, what the hypervisor stole among it: user nice system idle iowait irq softirq steal.
    private static TimeSpan Busy()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9]
            .Select(static field => long.Parse(field, CultureInfo.InvariantCulture)).ToArray();
        return TimeSpan.FromSeconds((fields.Sum() - fields[3] - fields[4]) / TicksPerSecond);
    }
}
