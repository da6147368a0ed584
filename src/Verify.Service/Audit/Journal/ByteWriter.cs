using System.Buffers.Binary;
using System.Text;

namespace Verify.Audit.Journal;

/// <summary>Bytes one after another, in a buffer that is used again for the next record and grows to the largest.</summary>
internal sealed class ByteWriter
{
    private const int SizeMin = 4_096;
    private byte[] _bytes = new byte[SizeMin];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    /// <summary>Room that is filled in later.</summary>
    public Span<byte> Reserve(int count)
    {
        if (_bytes.Length - _length < count)
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + count));
        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }

    public Span<byte> WrittenFrom(int start) => _bytes.AsSpan(start, _length - start);

    public void Byte(byte value) => Reserve(1)[0] = value;

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Int(int value) => BinaryPrimitives.WriteInt32LittleEndian(Reserve(4), value);

    public void Long(long value) => BinaryPrimitives.WriteInt64LittleEndian(Reserve(8), value);

    public void Id(Guid value) => value.TryWriteBytes(Reserve(16), bigEndian: true, out _);

    /// <summary>A number of 7 bits a byte; a negative one takes five.</summary>
    public void Number(int value)
    {
        var rest = (uint)value;
        for (; rest >= 0x80; rest >>= 7)
            Byte((byte)(rest | 0x80));
        Byte((byte)rest);
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Number(value.Length);
        value.CopyTo(Reserve(value.Length));
    }

    /// <summary>Bytes at the end of everything, where nothing stands for none.</summary>
    public void BytesIfAny(ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty)
            Bytes(value);
    }

    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        Number(length);
        Encoding.UTF8.GetBytes(value, Reserve(length));
    }
}
