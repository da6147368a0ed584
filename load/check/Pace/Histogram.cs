using System.Numerics;

namespace Verify.Load.Check.Pace;

/// <summary>
/// Counts durations in log-linear buckets, so that a percentile is right to three significant digits from a nanosecond to an hour at
/// a fixed size: up to 2,048 ns a bucket is one nanosecond wide, and each further power of two has 1,024 buckets.
/// </summary>
internal sealed class Histogram
{
    private const int FineBits = 11;
    private const int PerOctave = 1 << (FineBits - 1);
    private const int LargestBits = 42;
    private const int Size = (LargestBits - FineBits + 2) * PerOctave;

    /// <summary>The longest that is told apart, 73 minutes in nanoseconds; longer ones count as this.</summary>
    public const long Longest = (1L << LargestBits) - 1;

    private readonly long[] _counts = new long[Size];

    /// <summary>How many were recorded.</summary>
    public long Count { get; private set; }

    /// <summary>The longest recorded, in nanoseconds, exactly.</summary>
    public long Max { get; private set; }

    /// <summary>Records one duration in nanoseconds; a negative one, which a clock may give, counts as none.</summary>
    public void Record(long nanoseconds)
    {
        var value = Math.Clamp(nanoseconds, 0, Longest);
        _counts[IndexOf(value)]++;
        Count++;
        Max = Math.Max(Max, value);
    }

    /// <summary>Takes in everything that another has recorded.</summary>
    public void Add(Histogram other)
    {
        for (var i = 0; i < Size; i++)
            _counts[i] += other._counts[i];
        Count += other.Count;
        Max = Math.Max(Max, other.Max);
    }

    /// <summary>The shortest duration, in nanoseconds, that at least this share of all does not exceed; 0 where there are none.</summary>
    public long At(double share)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        long seen = 0;
        for (var i = 0; i < Size && Count > 0; i++)
        {
            seen += _counts[i];
            if (seen >= rank)
                return Math.Min(HighestOf(i), Max);
        }

        return Max;
    }

    private static int IndexOf(long value)
    {
        var shift = Math.Max(0, 64 - BitOperations.LeadingZeroCount((ulong)value) - FineBits);
        return (shift * PerOctave) + (int)(value >> shift);
    }

    private static long HighestOf(int index)
    {
        var shift = Math.Max(0, (index / PerOctave) - 1);
        return ((index - (shift * PerOctave) + 1L) << shift) - 1;
    }
}
