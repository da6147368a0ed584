using System.Security.Cryptography;
using Verify.Audit.Journal;

namespace Verify.Audit.Chain;

/// <summary>
/// What the chain hashes, format version 2; numbers are little-endian, every hash is SHA-256.
/// <code>
///  digest of a check      RecordCodec of the record, its lists each in ordinal order and without repetition
///  digest of a removal    first 8 | count 8 | removed_at 8 | rule, UTF-8
///  hash of a block        format 1 | kind 1 | number 8 | first 8 | count 4 | newest 8 | prior hash 32 | digests, 32 each
/// </code>
/// A store keeps every column that the codec writes, and nothing else, so that the digest of what is stored is the digest of what was
/// committed, or something was altered. Format version 1 is from before records had <see cref="CheckRecord.Asked"/>; without it they are the same
/// bytes, so that blocks of either version are judged alike. A later layout of records gets a format version of its own.
/// </summary>
public static class ChainFormat
{
    /// <summary>The version written now.</summary>
    public const byte Version = 2;

    /// <summary>Whether a block of a format version can be judged here.</summary>
    public static bool Knows(byte version) => version is >= 1 and <= Version;

    /// <summary>Length of a hash in bytes.</summary>
    public const int HashBytes = SHA256.HashSizeInBytes;

    [ThreadStatic]
    private static ByteWriter? encoding;

    /// <summary>The digest of a check.</summary>
    public static byte[] DigestOf(CheckRecord record)
    {
        var bytes = Begin();
        RecordCodec.Write(InOrder(record), bytes);
        return SHA256.HashData(bytes.Written);
    }

    /// <summary>The digest of a removal.</summary>
    public static byte[] DigestOf(Removal removal)
    {
        var bytes = Begin();
        bytes.Long(removal.First);
        bytes.Long(removal.Count);
        bytes.Long(removal.RemovedAt.UtcTicks);
        bytes.Text(removal.Rule);
        return SHA256.HashData(bytes.Written);
    }

    /// <summary>The next block of a chain.</summary>
    /// <param name="head">Where it ends now.</param>
    /// <param name="kind">What the block holds together.</param>
    /// <param name="first">See <see cref="ChainBlock.First"/>.</param>
    /// <param name="newest">See <see cref="ChainBlock.Newest"/>.</param>
    /// <param name="digests">The digests of what it holds.</param>
    public static ChainBlock Seal(ChainHead head, BlockKind kind, long first, long newest, IReadOnlyList<byte[]> digests)
    {
        var count = kind == BlockKind.Checks ? digests.Count : 0;
        var block = new ChainBlock(
            head.Number + 1, Version, kind, first, count, newest, Join(digests), head.Hash, []);
        return block with { Hash = HashOf(block) };
    }

    /// <summary>A block that says what is removed, and the removals that it holds.</summary>
    internal static (ChainBlock Block, Removal[] Removals) SealRemoval(
        ChainHead head, long next, IEnumerable<SequenceRange> ranges, string rule, DateTimeOffset at)
    {
        Removal[] removals = [.. ranges.Select(range => new Removal(range.First, range.Count, head.Number + 1, at, rule))];
        return (Seal(head, BlockKind.Removal, next, at.UtcTicks, [.. removals.Select(DigestOf)]), removals);
    }

    /// <summary>Digests one after another; zeros where there is none.</summary>
    internal static byte[] Join(IReadOnlyList<byte[]?> digests)
    {
        var joined = new byte[digests.Count * HashBytes];
        for (var i = 0; i < digests.Count; i++)
            digests[i]?.CopyTo(joined, i * HashBytes);
        return joined;
    }

    /// <summary>The hash that a block must have by everything else that it says.</summary>
    public static byte[] HashOf(ChainBlock block)
    {
        var bytes = Begin();
        bytes.Byte(block.Format);
        bytes.Byte((byte)block.Kind);
        bytes.Long(block.Number);
        bytes.Long(block.First);
        bytes.Int(block.Count);
        bytes.Long(block.Newest);
        block.Prior.CopyTo(bytes.Reserve(block.Prior.Length));
        block.Digests.CopyTo(bytes.Reserve(block.Digests.Length));
        return SHA256.HashData(bytes.Written);
    }

    /// <summary>What hangs on a check, as a store keeps it: as sets, which have one order here.</summary>
    private static CheckRecord InOrder(CheckRecord record) =>
        record is { OtherSubjects.Count: 0, Entries.Count: 0, Measures.Count: 0, Alerts.Count: 0 }
            ? record
            : record with
            {
                OtherSubjects = [.. record.OtherSubjects.Distinct().OrderBy(static one => one.Key.Value, StringComparer.Ordinal).ThenBy(static one => one.Part)],
                Entries = [.. record.Entries.Distinct().Order(StringComparer.Ordinal)],
                Measures = [.. record.Measures.OrderBy(static one => one.Code, StringComparer.Ordinal)],
                Alerts = [.. record.DistinctAlerts().OrderBy(static one => one.Kind).ThenBy(static one => one.EntryId, StringComparer.Ordinal)],
            };

    private static ByteWriter Begin()
    {
        var bytes = encoding ??= new ByteWriter();
        bytes.Clear();
        return bytes;
    }
}
