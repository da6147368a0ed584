using System.Globalization;

namespace Grpc.Wire;

/// <summary><c>grpc-timeout</c>: at most 8 digits and a unit of <c>H M S m u n</c>.</summary>
internal static class TimeoutCodec
{
    private const long MaxValue = 99_999_999;

    /// <summary>Units from fine to coarse, in ticks of 100 ns. A nanosecond is less than a tick and only read, never written.</summary>
    private static readonly (char Unit, long Ticks)[] Units =
    [
        ('u', TimeSpan.TicksPerMicrosecond),
        ('m', TimeSpan.TicksPerMillisecond),
        ('S', TimeSpan.TicksPerSecond),
        ('M', TimeSpan.TicksPerMinute),
        ('H', TimeSpan.TicksPerHour),
    ];

    /// <summary>False when the text is not a timeout.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan timeout)
    {
        timeout = default;
        if (text.Length is < 2 or > 9) return false;
        if (!long.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out long value)) return false;

        if (text[^1] == 'n')
        {
            timeout = new TimeSpan((value + 99) / 100);
            return true;
        }
        foreach (var (unit, ticks) in Units)
        {
            if (unit != text[^1]) continue;
            timeout = new TimeSpan(value * ticks); // 99999999H is less than half of what fits
            return true;
        }
        return false;
    }

    /// <summary>The finest unit that fits 8 digits, rounded up so that the peer never gives up before the caller.</summary>
    public static string Format(TimeSpan timeout)
    {
        if (timeout <= TimeSpan.Zero) return "1n";
        foreach (var (unit, ticks) in Units)
        {
            long value = timeout.Ticks / ticks + (timeout.Ticks % ticks == 0 ? 0 : 1);
            if (value <= MaxValue) return string.Create(CultureInfo.InvariantCulture, $"{value}{unit}");
        }
        return "99999999H";
    }
}
