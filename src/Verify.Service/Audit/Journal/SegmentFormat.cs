using System.Buffers.Binary;
using System.Security.Cryptography;
using Verify.Bytes;

namespace Verify.Audit.Journal;

/// <summary>
/// The bytes of a segment, format version 2: a header, then groups of records, each written at once. Numbers are little-endian.
/// <code>
///  header   0   8  "VERIFYJ\n"
///           8   4  CRC-32C of what follows in the header
///          12   4  format version
///          16  16  id of the journal
///          32   8  position of the first record: records of a journal are numbered from 0
///          40  32  chain hash of the group before; zeros at the beginning of a journal
///
///  group    0   4  "GRP\n"
///           4   4  CRC-32C of what follows in the group's header
///           8   4  length of the records in bytes
///          12   4  number of records
///          16   8  position of the first record
///          24  32  chain hash: SHA-256 from byte 8 of the group to its end, with the hash of the group before in this place
///          56      records
///
///  record   0   4  length of what follows the checksum
///           4   4  CRC-32C of length and what follows
///           8      <see cref="RecordCodec"/>
/// </code>
/// Every bit lies under a checksum, and every bit of a group under the chain; lengths are checked before they are believed. Version 1 differs
/// in its records, which <see cref="RecordCodec"/> reads as well. A program that knows it alone leaves this one to a program that knows more.
/// </summary>
internal static class SegmentFormat
{
    public const int Version = 2;
    public const int HeaderBytes = 72;
    public const int GroupHeaderBytes = 56;
    public const int RecordHeaderBytes = 8;
    public const int HashBytes = SHA256.HashSizeInBytes;

    private const int HashAt = 24;

    public static ReadOnlySpan<byte> GroupMark => "GRP\n"u8;

    private static ReadOnlySpan<byte> Mark => "VERIFYJ\n"u8;

    public static byte[] HeaderOf(SegmentHeader header)
    {
        var bytes = new byte[HeaderBytes];
        Mark.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), header.Version);
        header.Journal.TryWriteBytes(bytes.AsSpan(16), bigEndian: true, out _);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(32), header.Position);
        header.Chain.CopyTo(bytes.AsSpan(40));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Crc32C.Of(bytes.AsSpan(12)));
        return bytes;
    }

    /// <summary>A segment's header, or null where the bytes are none.</summary>
    public static SegmentHeader? ReadHeader(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= HeaderBytes
        && bytes.StartsWith(Mark)
        && BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) == Crc32C.Of(bytes[12..HeaderBytes])
            ? new SegmentHeader(
                BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
                new Guid(bytes.Slice(16, 16), bigEndian: true),
                BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]),
                bytes.Slice(40, HashBytes).ToArray())
            : null;

    /// <summary>Puts the header on a group whose records lie behind the room for it, and moves the chain on to it.</summary>
    public static void Seal(Span<byte> group, int count, long position, byte[] chain)
    {
        GroupMark.CopyTo(group);
        BinaryPrimitives.WriteInt32LittleEndian(group[8..], group.Length - GroupHeaderBytes);
        BinaryPrimitives.WriteInt32LittleEndian(group[12..], count);
        BinaryPrimitives.WriteInt64LittleEndian(group[16..], position);
        Chain(group, chain);
        BinaryPrimitives.WriteUInt32LittleEndian(group[4..], Crc32C.Of(group[8..GroupHeaderBytes]));
    }

    /// <summary>A group's header, or null where the bytes are none.</summary>
    public static GroupHeader? ReadGroupHeader(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < GroupHeaderBytes
            || !bytes.StartsWith(GroupMark)
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) != Crc32C.Of(bytes[8..GroupHeaderBytes]))
        {
            return null;
        }

        var header = new GroupHeader(
            BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]));
        return header.Length >= 0 && header.Count > 0 && header.Position >= 0 ? header : null;
    }

    /// <summary>Whether a whole group continues the chain. The chain moves on to it either way, so that the next one can be judged.</summary>
    public static bool Continues(Span<byte> group, byte[] chain)
    {
        var written = group.Slice(HashAt, HashBytes).ToArray();
        Chain(group, chain);
        var continues = chain.AsSpan().SequenceEqual(written);
        written.CopyTo(chain, 0);
        return continues;
    }

    /// <summary>Puts length and checksum on a record that lies behind the room for them.</summary>
    public static void SealRecord(Span<byte> record)
    {
        BinaryPrimitives.WriteInt32LittleEndian(record, record.Length - RecordHeaderBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], ChecksumOf(record));
    }

    /// <summary>The first record of the bytes with its header; empty where its length or checksum is wrong.</summary>
    public static ReadOnlySpan<byte> TakeRecord(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < RecordHeaderBytes)
            return default;
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (length < 0 || length > bytes.Length - RecordHeaderBytes)
            return default;
        var record = bytes[..(RecordHeaderBytes + length)];
        return BinaryPrimitives.ReadUInt32LittleEndian(record[4..]) == ChecksumOf(record) ? record : default;
    }

    private static void Chain(Span<byte> group, byte[] chain)
    {
        var hash = group.Slice(HashAt, HashBytes);
        chain.CopyTo(hash);
        SHA256.HashData(group[8..], chain);
        chain.CopyTo(hash);
    }

    private static uint ChecksumOf(ReadOnlySpan<byte> record) => Crc32C.Of(record[RecordHeaderBytes..], Crc32C.Of(record[..4]));
}

/// <summary>What a segment says of itself.</summary>
/// <param name="Version">Format version.</param>
/// <param name="Journal">Id of the journal.</param>
/// <param name="Position">Position of its first record.</param>
/// <param name="Chain">Chain hash of the group before.</param>
internal sealed record SegmentHeader(int Version, Guid Journal, long Position, byte[] Chain);

/// <summary>What a group says of itself.</summary>
/// <param name="Length">Length of its records in bytes.</param>
/// <param name="Count">Number of its records.</param>
/// <param name="Position">Position of the first.</param>
internal readonly record struct GroupHeader(int Length, int Count, long Position);
