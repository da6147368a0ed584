using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Verify.Domain;

namespace Verify.Dossiers;

/// <summary>Writes what <see cref="ValueReader"/> reads; the forms are described at <see cref="DossierCodec"/>.</summary>
internal sealed class ValueWriter
{
    /// <summary>Strings of a value that may be referred to.</summary>
    public const int NumberedMax = 64;

    /// <summary>From which dates are counted, so that those of our time are short.</summary>
    public static readonly DateOnly FirstDay = new(2020, 1, 1);

    /// <summary>Ticks of the units in which an instant may be counted: tick, millisecond, second, day.</summary>
    public static readonly long[] Units = [1, TimeSpan.TicksPerMillisecond, TimeSpan.TicksPerSecond, TimeSpan.TicksPerDay];

    private readonly ArrayBufferWriter<byte> _bytes = new(256);
    private readonly List<string> _numbered = [];

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public void Byte(byte value) => _bytes.Write([value]);

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Enum<TEnum>(TEnum value)
        where TEnum : struct, Enum => Byte(Unsafe.BitCast<TEnum, byte>(value));

    public void Number(long value) => Unsigned((ulong)value);

    public void Signed(long value) => Unsigned(Zigzag(value));

    public void Date(DateOnly date) => Signed(date.DayNumber - FirstDay.DayNumber);

    public void DateOrNone(DateOnly? date) => Unsigned(date is { } day ? Zigzag(day.DayNumber - FirstDay.DayNumber) + 1 : 0);

    public void Instant(DateTimeOffset instant)
    {
        // China's wall clock, since most facts take effect with a day there.
        var ticks = instant.UtcTicks + ChinaTime.Offset.Ticks;
        var unit = Array.FindLastIndex(Units, scale => ticks % scale == 0);
        Unsigned(((ulong)(ticks / Units[unit]) << 2) | (uint)unit);
    }

    /// <summary>A key, which is compared where it stands.</summary>
    public void Ascii(string text)
    {
        if (!System.Text.Ascii.IsValid(text))
            throw new ArgumentException("A key is not ASCII.", nameof(text));
        Number(text.Length);
        _bytes.Write(Encoding.ASCII.GetBytes(text));
    }

    /// <summary>A string that is the subject's own, or nearly.</summary>
    public void Text(string? text)
    {
        if (text is null or "")
        {
            Unsigned(text is null ? 1u : 0u);
        }
        else if (_numbered.IndexOf(text) is >= 0 and var number)
        {
            Unsigned(((ulong)number << 2) | 3);
        }
        else
        {
            if (_numbered.Count < NumberedMax)
                _numbered.Add(text);
            var narrow = text.All(static letter => letter <= byte.MaxValue);
            Unsigned(((ulong)text.Length << 2) | (narrow ? 0u : 2u));
            _bytes.Write(narrow ? Encoding.Latin1.GetBytes(text) : MemoryMarshal.AsBytes(text.AsSpan()));
        }
    }

    /// <summary>A string that many subjects have, so that readers pool it.</summary>
    public void Word(string? word) => Text(word);

    public void Each<T>(ImmutableArray<T> items, Action<ValueWriter, T> write)
    {
        if (items.IsDefault)
        {
            Number(0);
            return;
        }

        Number(items.Length);
        foreach (var item in items)
            write(this, item);
    }

    private void Unsigned(ulong value)
    {
        for (; value > 0x7F; value >>= 7)
            Byte((byte)(value | 0x80));
        Byte((byte)value);
    }

    private static ulong Zigzag(long value) => (ulong)(value << 1) ^ (ulong)(value >> 63);
}
