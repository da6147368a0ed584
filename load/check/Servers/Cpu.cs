using System.Globalization;

namespace Verify.Load.Check.Servers;

/// <summary>Who has which CPU, and how much of it by the kernel's counters.</summary>
internal static class Cpu
{
    /// <summary>Where servers run.</summary>
    public const int OfServers = 0;

    /// <summary>Where the generator runs, and what a server needs beside it: Redis.</summary>
    public const int OfGenerator = 1;

    private const double TicksPerSecond = 100;

    /// <summary>Seconds for which the CPUs of the machine were busy, what the hypervisor stole among it.</summary>
    public static double MachineSeconds()
    {
        // user nice system idle iowait irq softirq steal
        var fields = Numbers(File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9]);
        return (fields.Sum() - fields[3] - fields[4]) / TicksPerSecond;
    }

    /// <summary>Seconds that a process has used; none where there is no such process.</summary>
    public static double SecondsOf(int process)
    {
        var stat = $"/proc/{process}/stat";
        if (!File.Exists(stat))
            return 0;
        // The program's name comes second, in brackets, and may hold spaces.
        var fields = Numbers(File.ReadAllText(stat).Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[11..13]);
        return fields.Sum() / TicksPerSecond;
    }

    private static long[] Numbers(string[] fields) => [.. fields.Select(static field => long.Parse(field, CultureInfo.InvariantCulture))];
}
