using System.Text.Json;
using Verify.Audit;

namespace Verify.Adapters.SqlServer;

/// <summary>The work of one group of the register, inside its transaction.</summary>
internal static class CheckRows
{
    /// <summary>
    /// Adds a group; of each record, whether it stands now, by this call or an earlier one. Where another instance takes one of its
    /// ids between the look and the commit, an index refuses the whole, and the transaction is done again with a look at what is
    /// there then.
    /// </summary>
    public static async Task<IReadOnlyList<bool>> AppendAsync(SqlServerSession session, IReadOnlyList<CheckRecord> group)
    {
        var (checks, requests) = await FindTakenAsync(session, group);
        var fresh = new List<CheckRecord>(group.Count);
        var stand = new bool[group.Count];
        for (var i = 0; i < group.Count; i++)
        {
            var record = group[i];
            stand[i] = checks.Contains(record.CheckId) || !UsesUpRequest(record) || requests.Add((record.Caller, record.RequestId));
            if (stand[i] && checks.Add(record.CheckId))
                fresh.Add(record);
        }

        foreach (var table in CheckTables.Of(fresh))
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
