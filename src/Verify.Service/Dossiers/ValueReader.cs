using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Verify.Domain;

namespace Verify.Dossiers;

/// <summary>
/// Reads what <see cref="ValueWriter"/> wrote; the forms are described at <see cref="DossierCodec"/>. It never throws: the first
/// fault stays, nothing is read after it, and what was read until the end is not to be used.
/// </summary>
internal ref struct ValueReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;
    private Numbered _numbered;
    private int _count;

    /// <summary>Reads one item of a list.</summary>
    public delegate T ReadItem<T>(ref ValueReader reader);

    /// <summary>What is wrong; null so far.</summary>
    public string? Fault { get; private set; }

    /// <summary>What has not been read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    public byte Byte() => Take(1) is [var value] ? value : (byte)0;

    public bool Flag() => Byte() switch
    {
        0 => false,
        1 => true,
        _ => Fail("A flag is neither set nor clear.") > 0,
    };

    public TEnum Enum<TEnum>()
        where TEnum : struct, Enum
    {
        var value = Unsafe.BitCast<byte, TEnum>(Byte());
        // Of a later version perhaps: what cannot be read must not count as nothing.
        if (!System.Enum.IsDefined(value))
            Fail($"A {typeof(TEnum).Name} is not known.");
        return value;
    }

    public long Number() => (long)Unsigned();

    public long Signed() => Unzigzag(Unsigned());

    /// <summary>How many items follow; never more than there are bytes for.</summary>
    public int Count()
    {
        var count = Unsigned();
        return count <= (ulong)_rest.Length ? (int)count : Fail("The bytes end too early.");
    }

    public DateOnly Date() => DateOf(Signed());

    public DateOnly? DateOrNone() => Unsigned() is > 0 and var value ? DateOf(Unzigzag(value - 1)) : null;

    public DateTimeOffset Instant()
    {
        var value = Unsigned();
        var ticks = ((Int128)(value >> 2) * ValueWriter.Units[value & 3]) - ChinaTime.Offset.Ticks;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? new DateTimeOffset((long)ticks, TimeSpan.Zero)
            : new DateTimeOffset(Fail("An instant is beyond the calendar."), TimeSpan.Zero);
    }

    /// <summary>Whether this text stands here.</summary>
    public bool Ascii(string expected) => System.Text.Ascii.Equals(Take(Unsigned()), expected);

    public string Text() => TextOrNone(pooled: false) ?? Missing();

    public string Word() => TextOrNone(pooled: true) ?? Missing();

    public string? WordOrNone() => TextOrNone(pooled: true);

    public ImmutableArray<T> Each<T>(ReadItem<T> read)
    {
        var count = Count();
        if (count == 0)
            return [];
        var items = new T[count];
        for (var i = 0; i < count && Fault is null; i++)
            items[i] = read(ref this);
        return ImmutableCollectionsMarshal.AsImmutableArray(items);
    }

    /// <summary>Notes a fault, if it is the first.</summary>
    /// <returns>0.</returns>
    public int Fail(string fault)
    {
        Fault ??= fault;
        _rest = default;
        return 0;
    }

    private string? TextOrNone(bool pooled)
    {
        var form = Unsigned();
        if (form <= 1)
            return form == 0 ? "" : null;
        var size = form >> 2;
        return (form & 3) switch
        {
            0 => Keep(Take(size) is var narrow && pooled ? StringPool.Narrow(narrow) : Encoding.Latin1.GetString(narrow)),
            2 => Keep(Take(size * 2) is var wide && pooled ? StringPool.Wide(wide) : new string(MemoryMarshal.Cast<byte, char>(wide))),
            3 when size < (ulong)_count => _numbered[(int)size],
            _ => Unknown(),
        };
    }

    private string Keep(string text)
    {
        if (_count < ValueWriter.NumberedMax)
            _numbered[_count++] = text;
        return text;
    }

    private string Missing()
    {
        Fail("A text is missing.");
        return "";
    }

    private string Unknown()
    {
        Fail("A text has no known form.");
        return "";
    }

    private DateOnly DateOf(long days)
    {
        var day = days + ValueWriter.FirstDay.DayNumber;
        return DateOnly.FromDayNumber(
            (ulong)day <= (ulong)DateOnly.MaxValue.DayNumber ? (int)day : Fail("A date is beyond the calendar."));
    }

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)_rest.Length)
        {
            Fail("The bytes end too early.");
            return default;
        }

        var taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }

    private ulong Unsigned()
    {
        var value = 0ul;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        return (ulong)Fail("A number is too long.");
    }

    private static long Unzigzag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    [InlineArray(ValueWriter.NumberedMax)]
    private struct Numbered
    {
        private string _first;
    }
}
