using System.Buffers.Binary;

namespace Verify.Dossiers;

/// <summary>
/// A stretch of memory that is filled with values from front to back and then let go of as a whole. What was written never changes,
/// so a value may be read without a lock, for as long as anybody holds it.
/// </summary>
/// <remarks>
/// <code>
/// 0        4       5        8
/// hash     wanted  length   value
/// 4 bytes  1       3        length bytes
/// </code>
/// </remarks>
internal sealed class CacheSegment(int id, int valueBytes, int sizeUsual = CacheSegment.SizeUsual)
{
    /// <summary>Usual size in bytes: large enough for the collector not to move it.</summary>
    public const int SizeUsual = 128 * 1024;

    /// <summary>Longest value.</summary>
    public const int ValueBytesMax = (1 << 24) - 1;

    private const int HeadBytes = 8;

    // Of the object and the array.
    private const int OverheadBytes = 64;

    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(SizeFor(valueBytes, sizeUsual));

    /// <summary>Its number, never given again.</summary>
    public int Id => id;

    /// <summary>Bytes filled.</summary>
    public int Used { get; private set; }

    /// <summary>What it takes of the memory.</summary>
    public int Bytes => _bytes.Length + OverheadBytes;

    /// <summary>What a new one would take that has room for a value.</summary>
    public static int BytesFor(int valueBytes, int sizeUsual) => SizeFor(valueBytes, sizeUsual) + OverheadBytes;

    public bool HasRoom(int valueBytes) => Used + HeadBytes + valueBytes <= _bytes.Length;

    /// <summary>Adds a value.</summary>
    /// <returns>Where it is.</returns>
    public int Append(uint hash, ReadOnlySpan<byte> value)
    {
        var offset = Used;
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(offset), hash);
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(offset + 4), (uint)value.Length << 8);
        value.CopyTo(_bytes.AsSpan(offset + HeadBytes));
        Used = offset + HeadBytes + value.Length;
        return offset;
    }

    public uint HashAt(int offset) => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(offset));

    public ReadOnlyMemory<byte> ValueAt(int offset) => _bytes.AsMemory(offset + HeadBytes, LengthAt(offset));

    /// <summary>Where the next value is.</summary>
    public int After(int offset) => offset + HeadBytes + LengthAt(offset);

    /// <summary>Whether the value was asked for since it was written.</summary>
    public bool IsWanted(int offset) => _bytes[offset + 4] != 0;

    /// <summary>Notes that the value was asked for; written once, so that readers of one value do not take the line from each other.</summary>
    public void Want(int offset)
    {
        if (!IsWanted(offset))
            _bytes[offset + 4] = 1;
    }

    // A value too long for the usual size has a segment to itself.
    private static int SizeFor(int valueBytes, int sizeUsual) => Math.Max(sizeUsual, HeadBytes + valueBytes);

    private int LengthAt(int offset) => (int)(BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(offset + 4)) >> 8);
}
