using System.Text.Json;
using Verify.Audit;
using Verify.Audit.Chain;

namespace Verify.Adapters.SqlServer;

/// <summary>The work of one group of the register, inside its transaction.</summary>
internal static class CheckRows
{
    /// <summary>
    /// Adds what is new of a group as one block of the chain; of each record, whether it stands now, by this call or an earlier one.
    /// </summary>
    /// <param name="session">In a transaction, in which the chain is locked first, so that what is looked up stays true.</param>
    /// <param name="group">The group.</param>
    /// <param name="digests">The digest of each of its records.</param>
    public static async Task<IReadOnlyList<bool>> AppendAsync(
        SqlServerSession session, IReadOnlyList<CheckRecord> group, IReadOnlyList<byte[]> digests)
    {
        var (head, first) = await CheckChain.LockAsync(session);
        var (checks, requests) = await FindTakenAsync(session, group);
        var fresh = new List<CheckRecord>(group.Count);
        var sealing = new List<byte[]>(group.Count);
        var stand = new bool[group.Count];
        for (var i = 0; i < group.Count; i++)
        {
            var record = group[i];
            stand[i] = checks.Contains(record.CheckId) || !UsesUpRequest(record) || requests.Add((record.Caller, record.RequestId));
            if (stand[i] && checks.Add(record.CheckId))
            {
                fresh.Add(record);
                sealing.Add(digests[i]);
            }
        }

        if (fresh.Count == 0)
            return stand;
        var block = ChainFormat.Seal(head, BlockKind.Checks, first, fresh.Max(static record => record.EvaluatedAt.UtcTicks), sealing);
        foreach (var table in CheckTables.Of(fresh, block))
            await session.AddAsync(table);
        return stand;
    }

    private static async Task<(HashSet<Guid> Checks, HashSet<(string Caller, string RequestId)> Requests)> FindTakenAsync(
        SqlServerSession session, IReadOnlyList<CheckRecord> group)
    {
        await using var results = await session.QueryMultipleAsync("find_taken", new
        {
            checks = JsonSerializer.Serialize(group.Select(static record => record.CheckId).Distinct()),
            requests = JsonSerializer.Serialize(
                group.Where(UsesUpRequest).Select(static record => new { caller = record.Caller, request_id = record.RequestId }).Distinct()),
        });
        var checks = (await results.ReadAsync<string>()).Select(Guid.Parse).ToHashSet();
        var requests = (await results.ReadAsync<RequestRow>()).Select(static row => (row.Caller, row.RequestId)).ToHashSet();
        return (checks, requests);
    }

    private static bool UsesUpRequest(CheckRecord record) => record is { RequestId.Length: > 0, Refusal.Length: 0 };

    private sealed record RequestRow(string Caller, string RequestId);
}
