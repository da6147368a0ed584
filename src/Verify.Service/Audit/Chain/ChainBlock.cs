namespace Verify.Audit.Chain;

/// <summary>What a block of the register's chain holds together.</summary>
public enum BlockKind : byte
{
    /// <summary>Unset.</summary>
    None = 0,
    /// <summary>Checks, in the order in which they were committed.</summary>
    Checks = 1,
    /// <summary>That checks were removed, their time of keeping being over.</summary>
    Removal = 2,
}

/// <summary>
/// A block of the register's chain. Every commit of the register is one, in the same transaction, and none is ever changed or
/// deleted: also where its checks are gone, it says what their digests were.
/// </summary>
/// <param name="Number">Its place in the chain, from 1 without gaps.</param>
/// <param name="Format">Version of <see cref="ChainFormat"/> by which it is judged.</param>
/// <param name="Kind">What it holds together.</param>
/// <param name="First">Sequence of its first check; of a removal, of the next check to come.</param>
/// <param name="Count">Number of its checks; of a removal 0.</param>
/// <param name="Newest">UTC ticks at which its newest check was evaluated, or the removal was done.</param>
/// <param name="Digests">The digests of what it holds, 32 bytes each, one after another.</param>
/// <param name="Prior">Hash of the block before; zeros for the first.</param>
/// <param name="Hash">Its hash, see <see cref="ChainFormat"/>.</param>
public sealed record ChainBlock(
    long Number, byte Format, BlockKind Kind, long First, int Count, long Newest, byte[] Digests, byte[] Prior, byte[] Hash)
{
    /// <summary>Sequence of the first check behind it.</summary>
    public long End => First + Count;

    /// <summary>The digest of what it holds at an index.</summary>
    public ReadOnlySpan<byte> DigestAt(int index) => Digests.AsSpan(index * ChainFormat.HashBytes, ChainFormat.HashBytes);
}

/// <summary>Where the chain ends, which says everything about what lies before it: to be kept elsewhere, and held against it later.</summary>
/// <param name="Number">Number of the last block; 0 for an empty chain.</param>
/// <param name="Hash">Its hash.</param>
public sealed record ChainHead(long Number, byte[] Hash)
{
    /// <summary>Where a chain begins.</summary>
    public static ChainHead Start { get; } = new(0, new byte[ChainFormat.HashBytes]);
}

/// <summary>A check's place in the chain. With the digests of its block, everybody can work out the hash of the block from the record.</summary>
/// <param name="Block">Number of the block.</param>
/// <param name="Index">Index of the check in it, from 0.</param>
/// <param name="Hash">Hash of the block.</param>
/// <param name="Prior">Hash of the block before.</param>
/// <param name="Sequence">Number of the check among all checks.</param>
/// <param name="Digest">Digest of the check as the block holds it.</param>
public sealed record ChainPlace(long Block, int Index, byte[] Hash, byte[] Prior, long Sequence, byte[] Digest);
