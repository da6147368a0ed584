using System.Text;
using Google.Protobuf;

namespace Verify.Transport.Replies;

/// <summary>
/// Protobuf fields one after another, in a buffer that is used again. Written in the order of their numbers, the bytes are those that
/// Google.Protobuf writes: what is 0, false or empty is left out, and no length takes a byte more than it needs.
/// </summary>
internal sealed class FieldWriter
{
    private const int SizeMin = 2_048;
    private const int LengthDelimited = 2;
    private byte[] _bytes = new byte[SizeMin];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    public void Number(int field, long value)
    {
        if (value == 0)
            return;
        Varint((uint)field << 3);
        Varint((ulong)value);
    }

    public void Flag(int field, bool value) => Number(field, value ? 1 : 0);

    public void Text(int field, string value)
    {
        if (value.Length == 0)
            return;
        var length = Encoding.UTF8.GetByteCount(value);
        Encoding.UTF8.GetBytes(value, Delimited(field, length));
    }

    public void Text(int field, Guid value)
    {
        const int characters = 36;
        value.TryFormat(Delimited(field, characters), out _);
    }

    /// <summary>A field of a google.protobuf.Timestamp.</summary>
    public void Instant(int field, DateTimeOffset value)
    {
        var start = Begin(field);
        var ticks = value.UtcTicks - DateTime.UnixEpoch.Ticks;
        var seconds = Math.DivRem(ticks, TimeSpan.TicksPerSecond, out var rest);
        if (rest < 0)
            (seconds, rest) = (seconds - 1, rest + TimeSpan.TicksPerSecond);
        Number(1, seconds);
        Number(2, rest * TimeSpan.NanosecondsPerTick);
        End(start);
    }

    /// <summary>A field that is a message already encoded.</summary>
    public void Message(int field, ReadOnlySpan<byte> message) => message.CopyTo(Delimited(field, message.Length));

    /// <summary>A field that is a message.</summary>
    public void Message(int field, IMessage message) => message.WriteTo(Delimited(field, message.CalculateSize()));

    /// <summary>Begins a field that is a message; what is written until <see cref="End"/> are its fields.</summary>
    public int Begin(int field)
    {
        Varint(((uint)field << 3) | LengthDelimited);
        Reserve(1);
        return _length;
    }

    /// <summary>Ends the message that began there.</summary>
    public void End(int start)
    {
        var length = _length - start;
        var more = LengthOf((uint)length) - 1;
        if (more > 0)
        {
            Reserve(more);
            _bytes.AsSpan(start, length).CopyTo(_bytes.AsSpan(start + more));
        }

        var end = _length;
        _length = start - 1;
        Varint((uint)length);
        _length = end;
    }

    private static int LengthOf(uint value)
    {
        var bytes = 1;
        for (; value >= 0x80; value >>= 7)
            bytes++;
        return bytes;
    }

    private Span<byte> Delimited(int field, int length)
    {
        Varint(((uint)field << 3) | LengthDelimited);
        Varint((uint)length);
        return Reserve(length);
    }

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            Reserve(1)[0] = (byte)(value | 0x80);
        Reserve(1)[0] = (byte)value;
    }

    private Span<byte> Reserve(int count)
    {
        if (_bytes.Length - _length < count)
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + count));
        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }
}
