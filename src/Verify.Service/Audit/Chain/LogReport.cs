namespace Verify.Audit.Chain;

/// <summary>What of the register to verify.</summary>
/// <param name="After">Blocks after this number; 0 for all.</param>
/// <param name="BlocksMax">At the most so many blocks.</param>
/// <param name="Anchor">An end that the chain had once, which must still lie on it; null for none.</param>
public sealed record LogSpan(long After, long BlocksMax, ChainHead? Anchor)
{
    /// <summary>Everything.</summary>
    public static LogSpan All { get; } = new(0, long.MaxValue, null);
}

/// <summary>How far a verification has come.</summary>
/// <param name="Head">Where the chain ended when it began.</param>
/// <param name="LastBlock">Number of the last block that was looked at.</param>
/// <param name="Blocks">Blocks that were looked at.</param>
/// <param name="Checks">Checks whose every column was hashed and compared.</param>
/// <param name="Removed">Checks that are not there because they were removed by rule.</param>
/// <param name="FaultsFound">How many faults there are so far.</param>
public sealed record LogProgress(ChainHead Head, long LastBlock, long Blocks, long Checks, long Removed, long FaultsFound);

/// <summary>What a verification found.</summary>
/// <param name="Progress">How far it came.</param>
/// <param name="Faults">The first faults, in the order in which they were found.</param>
public sealed record LogReport(LogProgress Progress, IReadOnlyList<LogFault> Faults)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsSound => Progress.FaultsFound == 0;
}
