using System.Buffers.Binary;
using System.Text;

namespace Verify.Audit.Journal;

/// <summary>
/// Reads what <see cref="ByteWriter"/> wrote, and never throws: from the first byte that cannot be, everything reads as empty and
/// <see cref="AreSound"/> is false.
/// </summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;
    private bool _failed;

    public delegate T Item<out T>(ref ByteReader bytes);

    /// <summary>Whether everything was there, and nothing is left over.</summary>
    public readonly bool AreSound => !_failed && _rest.IsEmpty;

    public byte Byte() => Take(1) is [var value] ? value : (byte)0;

    public bool Flag() => Byte() switch
    {
        0 => false,
        1 => true,
        _ => Fail(),
    };

    public int Int() => Take(4) is { Length: 4 } four ? BinaryPrimitives.ReadInt32LittleEndian(four) : 0;

    public long Long() => Take(8) is { Length: 8 } eight ? BinaryPrimitives.ReadInt64LittleEndian(eight) : 0;

    public Guid Id() => Take(16) is { Length: 16 } id ? new Guid(id, bigEndian: true) : default;

    public int Number()
    {
        uint value = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var next = Byte();
            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
                return (int)value;
        }

        Fail();
        return 0;
    }

    public byte[] Bytes() => Take(Number()).ToArray();

    /// <summary>Bytes at the end of everything, where nothing stands for none, and none written out for nothing that can be.</summary>
    public byte[] BytesIfAny()
    {
        if (_rest.IsEmpty)
            return [];
        var value = Bytes();
        if (value.Length == 0)
            Fail();
        return value;
    }

    public string Text() => Encoding.UTF8.GetString(Take(Number()));

    /// <summary>The text itself where it is the one expected, which then is not made anew.</summary>
    public string Text(string? expected)
    {
        var text = Take(Number());
        return expected is not null && Ascii.Equals(text, expected) ? expected : Encoding.UTF8.GetString(text);
    }

    public DateTimeOffset Instant()
    {
        var ticks = Long();
        if (ticks >= 0 && ticks <= DateTime.MaxValue.Ticks)
            return new DateTimeOffset(ticks, TimeSpan.Zero);
        Fail();
        return default;
    }

    public DateOnly Day()
    {
        var number = Int();
        if (number >= 0 && number <= DateOnly.MaxValue.DayNumber)
            return DateOnly.FromDayNumber(number);
        Fail();
        return default;
    }

    public IReadOnlyList<T> List<T>(Item<T> item)
    {
        var count = Number();
        // Each item takes a byte or more: a count beyond that is no reason to ask for memory.
        if (count < 0 || count > _rest.Length)
        {
            Fail();
            return [];
        }

        if (count == 0)
            return [];
        var items = new T[count];
        for (var i = 0; i < count; i++)
            items[i] = item(ref this);
        return items;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)_rest.Length)
        {
            Fail();
            return default;
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private bool Fail()
    {
        _failed = true;
        _rest = default;
        return false;
    }
}
