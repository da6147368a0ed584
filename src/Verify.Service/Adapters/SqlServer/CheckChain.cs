using Verify.Audit;
using Verify.Audit.Chain;
using Verify.Registry;

namespace Verify.Adapters.SqlServer;

/// <summary>The end of the register's chain.</summary>
internal static class CheckChain
{
    /// <summary>Waits in line to append to the chain; the head, and the sequence of the next check.</summary>
    public static async Task<(ChainHead Head, long Next)> LockAsync(SqlServerSession session) =>
        ToEnd(await session.QueryAsync<EndRow>("lock_chain"));

    /// <summary>The head, and the sequence of the next check.</summary>
    public static async Task<(ChainHead Head, long Next)> ReadEndAsync(SqlServerSession session) =>
        ToEnd(await session.QueryAsync<EndRow>("read_chain_end"));

    /// <summary>Seals the checks from before there was a chain; where there is one, nothing is left to seal.</summary>
    /// <exception cref="StoreRefusedException">One of them cannot be what was written.</exception>
    public static async Task SealAllAsync(SqlServerSession session)
    {
        var (head, next) = await ReadEndAsync(session);
        if (head.Number > 0)
            return;
        while (await StoredCheckRows.ReadAsync(session, next, next + GroupCommit.GroupMax) is { Count: > 0 } checks)
        {
            if (checks.FirstOrDefault(static check => check.Record is null) is { } unreadable)
                throw new StoreRefusedException($"Check {unreadable.CheckId} of the register: {unreadable.Fault}");
            var block = ChainFormat.Seal(
                head,
                BlockKind.Checks,
                next,
                checks.Max(static check => check.Record!.EvaluatedAt.UtcTicks),
                [.. checks.Select(static check => ChainFormat.DigestOf(check.Record!))]);
            await session.AddAsync(CheckTables.BlocksOf(block));
            (head, next) = (new ChainHead(block.Number, block.Hash), block.End);
        }
    }

    /// <summary>Removes checks, as one block; how many.</summary>
    public static async Task<long> RemoveAsync(SqlServerSession session, IEnumerable<SequenceRange> ranges, string rule, DateTimeOffset at)
    {
        var (head, next) = await LockAsync(session);
        var whole = new List<SequenceRange>();
        foreach (var range in ranges)
        {
            if (await session.FindAsync<long>("count_checks_between", new { from = range.First, below = range.First + range.Count }) == range.Count)
                whole.Add(range);
        }

        if (whole.Count == 0)
            return 0;
        var (block, removals) = ChainFormat.SealRemoval(head, next, whole, rule, at);
        await session.AddAsync(CheckTables.BlocksOf(block));
        await session.AddAsync(CheckTables.RemovalsOf(removals));
        foreach (var removal in removals)
            await session.ExecuteAsync("remove_checks", new { from = removal.First, below = removal.End });
        return removals.Sum(static removal => removal.Count);
    }

    private static (ChainHead Head, long Next) ToEnd(List<EndRow> rows) =>
        rows is [var end] ? (new ChainHead(end.Number, end.Hash), end.Next) : (ChainHead.Start, 1);

    private sealed record EndRow(long Number, long Next, byte[] Hash);
}
