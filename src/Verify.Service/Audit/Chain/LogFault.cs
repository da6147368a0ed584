namespace Verify.Audit.Chain;

/// <summary>What can be wrong with the register.</summary>
public enum LogFaultKind : byte
{
    /// <summary>Unset.</summary>
    None = 0,
    /// <summary>A block is not there, though later ones are.</summary>
    BlockMissing = 1,
    /// <summary>What a block says is not what its hash was made of.</summary>
    BlockAltered = 2,
    /// <summary>A block does not follow the one before: another hash before it, or other checks.</summary>
    BlockDoesNotFollow = 3,
    /// <summary>A check is not there, and no removal says why.</summary>
    CheckMissing = 4,
    /// <summary>A check, or what hangs on it, is not what was committed.</summary>
    CheckAltered = 5,
    /// <summary>A check is there although it was removed.</summary>
    CheckNotRemoved = 6,
    /// <summary>Removals of a block are not what was committed.</summary>
    RemovalAltered = 7,
    /// <summary>A row that no block vouches for, or that the store's own indexes do not agree about.</summary>
    Stray = 8,
    /// <summary>The chain ends before a block that was there once.</summary>
    CutShort = 9,
    /// <summary>The chain has another block in the place of one that was there once.</summary>
    Rewritten = 10,
    /// <summary>The store cannot read what it holds.</summary>
    Unreadable = 11,
    /// <summary>A file of the journal is damaged, or its chain broken.</summary>
    JournalDamaged = 12,
}

/// <summary>Something that is wrong with the register.</summary>
/// <param name="Kind">What.</param>
/// <param name="Block">Number of the block; 0 where it is about none.</param>
/// <param name="Sequence">Sequence of the check; 0 where it is about none.</param>
/// <param name="CheckId">Its id, as far as it can be read; empty where it is about none.</param>
/// <param name="Detail">What exactly, in words for an administrator; nothing of what was asked or answered.</param>
public sealed record LogFault(LogFaultKind Kind, long Block, long Sequence, string CheckId, string Detail)
{
    /// <summary>A fault of a block, or of none.</summary>
    public LogFault(LogFaultKind kind, long block, string detail)
        : this(kind, block, 0, "", detail)
    {
    }
}
