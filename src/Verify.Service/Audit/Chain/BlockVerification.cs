namespace Verify.Audit.Chain;

/// <summary>One block held against what the store has of it. Pure.</summary>
internal static class BlockVerification
{
    /// <summary>What is wrong with a block of checks.</summary>
    /// <param name="block">The block.</param>
    /// <param name="checks">The checks in its place.</param>
    /// <param name="removals">The removals that touch its place.</param>
    public static List<LogFault> FaultsOf(ChainBlock block, IReadOnlyList<StoredCheck> checks, IReadOnlyList<Removal> removals)
    {
        var faults = new List<LogFault>();
        var isSealed = IsSealed(block);
        if (!isSealed)
            faults.Add(new(LogFaultKind.BlockAltered, block.Number, "Its hash is not that of what it says."));
        if (block.Count * (long)ChainFormat.HashBytes != block.Digests.Length)
            return faults;
        var digests = DigestsOf(block, checks);
        // Only what the block remembers of its checks was altered: the checks themselves have the digests that its hash was made of.
        if (!isSealed && IsSealed(block with { Digests = ChainFormat.Join(digests) }))
            return faults;

        var bySequence = checks.ToLookup(static check => check.Sequence);
        for (var i = 0; i < block.Count; i++)
        {
            var sequence = block.First + i;
            var isRemoved = removals.Any(removal => removal.First <= sequence && sequence < removal.End);
            if (bySequence[sequence].FirstOrDefault() is not { } check)
            {
                if (!isRemoved)
                    faults.Add(new(LogFaultKind.CheckMissing, block.Number, sequence, "", "It is not there."));
            }
            else if (isRemoved)
            {
                faults.Add(new(LogFaultKind.CheckNotRemoved, block.Number, sequence, check.CheckId, "It is there, and was removed."));
            }
            else if (digests[i] is null)
            {
                faults.Add(new(LogFaultKind.CheckAltered, block.Number, sequence, check.CheckId, check.Fault));
            }
            else if (!block.DigestAt(i).SequenceEqual(digests[i]))
            {
                faults.Add(new(LogFaultKind.CheckAltered, block.Number, sequence, check.CheckId, "It, or what hangs on it, is not what was committed."));
            }
        }

        return faults;
    }

    /// <summary>What is wrong with a block of removals.</summary>
    public static List<LogFault> FaultsOf(ChainBlock block, IReadOnlyList<Removal> removals)
    {
        var faults = new List<LogFault>();
        if (!IsSealed(block))
            faults.Add(new(LogFaultKind.BlockAltered, block.Number, "Its hash is not that of what it says."));
        if (!block.Digests.AsSpan().SequenceEqual(ChainFormat.Join([.. removals.Select(ChainFormat.DigestOf)])))
            faults.Add(new(LogFaultKind.RemovalAltered, block.Number, "Its removals are not what was committed."));
        return faults;
    }

    private static bool IsSealed(ChainBlock block) => ChainFormat.HashOf(block).AsSpan().SequenceEqual(block.Hash);

    /// <summary>Null where there is no check, or none that could have been written.</summary>
    private static byte[]?[] DigestsOf(ChainBlock block, IReadOnlyList<StoredCheck> checks)
    {
        var digests = new byte[]?[block.Count];
        foreach (var check in checks)
        {
            if (check.Record is not null && check.Sequence >= block.First && check.Sequence < block.End)
                digests[check.Sequence - block.First] = ChainFormat.DigestOf(check.Record);
        }

        return digests;
    }
}
