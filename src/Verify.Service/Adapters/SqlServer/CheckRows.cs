using System.Data;
using System.Text.Json;
using Verify.Audit;

namespace Verify.Adapters.SqlServer;

/// <summary>Rows of the register of queries.</summary>
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

        await session.AddAsync(TableOf(fresh));
        await session.AddAsync(NoticesOf(fresh));
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
        var checks = (await results.ReadAsync<Guid>()).ToHashSet();
        var requests = (await results.ReadAsync<RequestRow>()).Select(static row => (row.Caller, row.RequestId)).ToHashSet();
        return (checks, requests);
    }

    private static bool UsesUpRequest(CheckRecord record) => record is { RequestId.Length: > 0, Refusal.Length: 0 };

    private static DataTable TableOf(IEnumerable<CheckRecord> records)
    {
        var table = new DataTable("check_record")
        {
            Columns =
            {
                { "check_id", typeof(Guid) }, { "request_id" }, { "request_digest", typeof(byte[]) }, { "caller" }, { "department" },
                { "operator" }, { "subject_key" }, { "matter" }, { "case_number" }, { "stage", typeof(int) }, { "region" },
                { "evaluated_at", typeof(long) }, { "as_of", typeof(long) }, { "revision", typeof(long) }, { "catalog_version" },
                { "disposition", typeof(int) }, { "refusal" }, { "answer", typeof(byte[]) },
            },
        };
        foreach (var record in records)
        {
            table.Rows.Add(
                record.CheckId,
                record.RequestId,
                record.RequestDigest,
                record.Caller,
                record.DepartmentCode,
                record.OperatorId,
                record.Subject?.Value,
                record.MatterCode,
                record.CaseNumber,
                record.Stage,
                record.RegionCode,
                record.EvaluatedAt.UtcTicks,
                record.AsOf.UtcTicks,
                record.Revision,
                record.CatalogVersion,
                record.Disposition,
                record.Refusal,
                record.Answer.ToArray());
        }

        return table;
    }

    private static DataTable NoticesOf(IEnumerable<CheckRecord> records)
    {
        var table = new DataTable("notice") { Columns = { { "check_id", typeof(Guid) }, { "kind", typeof(int) }, { "entry_id" }, { "department" } } };
        foreach (var (check, alert) in records.SelectMany(static record => record.Alerts.Distinct().Select(alert => (record.CheckId, alert))))
            table.Rows.Add(check, (int)alert.Kind, alert.EntryId, alert.DepartmentCode);
        return table;
    }

    private sealed record RequestRow(string Caller, string RequestId);
}
