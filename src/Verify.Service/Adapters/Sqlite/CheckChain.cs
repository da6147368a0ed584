using Verify.Audit;
using Verify.Audit.Chain;
using Verify.Registry;

namespace Verify.Adapters.Sqlite;

/// <summary>The end of the register's chain, inside a transaction that appends to it.</summary>
internal static class CheckChain
{
    /// <summary>Appends the checks of a group that are new, as one block; of each, whether it stands now, by this call or an earlier one.</summary>
    /// <param name="session">In a transaction.</param>
    /// <param name="group">The group.</param>
    /// <param name="digests">The digest of each of its checks.</param>
    public static bool[] Append(SqliteSession session, IReadOnlyList<CheckRecord> group, IReadOnlyList<byte[]> digests)
    {
        var (head, first) = ReadEnd(session);
        var appended = new List<byte[]>(group.Count);
        var stand = new bool[group.Count];
        var newest = 0L;
        for (var i = 0; i < group.Count; i++)
        {
            if (CheckRow.TryAppend(session, first + appended.Count, group[i]))
            {
                appended.Add(digests[i]);
                newest = Math.Max(newest, group[i].EvaluatedAt.UtcTicks);
                stand[i] = true;
            }
            else
            {
                stand[i] = CheckRow.Stands(session, group[i]);
            }
        }

        if (appended.Count > 0)
            Append(session, ChainFormat.Seal(head, BlockKind.Checks, first, newest, appended));
        return stand;
    }

    /// <summary>Seals the checks from before there was a chain; where there is one, nothing is left to seal.</summary>
    /// <exception cref="StoreRefusedException">One of them cannot be what was written.</exception>
    public static void SealAll(SqliteSession session)
    {
        var (head, next) = ReadEnd(session);
        if (head.Number > 0)
            return;
        while (StoredCheckRows.Read(session, next, next + GroupCommit.GroupMax) is { Count: > 0 } checks)
        {
            if (checks.FirstOrDefault(static check => check.Record is null) is { } unreadable)
                throw new StoreRefusedException($"Check {unreadable.CheckId} of the register: {unreadable.Fault}");
            var block = ChainFormat.Seal(
                head,
                BlockKind.Checks,
                next,
                checks.Max(static check => check.Record!.EvaluatedAt.UtcTicks),
                [.. checks.Select(static check => ChainFormat.DigestOf(check.Record!))]);
            Append(session, block);
            (head, next) = (new ChainHead(block.Number, block.Hash), block.End);
        }
    }

    /// <summary>Removes checks, as one block; how many.</summary>
    public static long Remove(SqliteSession session, IEnumerable<SequenceRange> ranges, string rule, DateTimeOffset at)
    {
        var whole = ranges.Where(range =>
            (long)session.Find("count_checks_between", ("@from", range.First), ("@below", range.First + range.Count))! == range.Count).ToArray();
        if (whole.Length == 0)
            return 0;
        var (head, next) = ReadEnd(session);
        var (block, removals) = ChainFormat.SealRemoval(head, next, whole, rule, at);
        Append(session, block);
        foreach (var removal in removals)
        {
            session.Statement("append_removal").Next(removal.First).Next(removal.Count).Next(removal.Block).Next(at.UtcTicks).Next(rule).Run();
            session.Execute("remove_checks", ("@from", removal.First), ("@below", removal.End));
        }

        return removals.Sum(static removal => removal.Count);
    }

    public static void Append(SqliteSession session, ChainBlock block) => session.Statement("append_block")
        .Next(block.Number)
        .Next(block.Format)
        .Next((long)block.Kind)
        .Next(block.First)
        .Next(block.Count)
        .Next(block.Newest)
        .Next(block.Digests)
        .Next(block.Prior)
        .Next(block.Hash)
        .Run();

    /// <summary>The head, and the sequence of the next check.</summary>
    public static (ChainHead Head, long Next) ReadEnd(SqliteSession session) =>
        session.Query("read_chain_end", static row => (new ChainHead(row.GetInt64(0), row.GetBytes(2).ToArray()), row.GetInt64(1))) is [var end]
            ? end
            : (ChainHead.Start, 1);
}
