using System.Globalization;
using System.Text.Json;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Adapters.SqlServer;

/// <summary>The list of what is open, in SQL Server.</summary>
internal static class SqlServerObligations
{
    /// <summary>Writes all changes of an append in one round trip; none where there are none.</summary>
    public static async Task WriteAsync(SqlServerSession session, AppendPlan plan)
    {
        if (plan.Obligations.Count == 0)
            return;
        var changes = plan.Obligations.Select(static (pair, position) => new
        {
            position,
            kind = (int)pair.Key.Kind,
            id = pair.Key.Id,
            subject_key = pair.Key.Subject.Value,
            day = pair.Value switch
            {
                ObligationChange.Opened opened => Text(opened.Day),
                ObligationChange.Moved moved => Text(moved.Day),
                _ => null,
            },
            department = (pair.Value as ObligationChange.Opened)?.Department,
        });
        await session.ExecuteAsync("write_obligations", new { changes = JsonSerializer.Serialize(changes) });
    }

    public static async Task<IReadOnlyList<OpenObligation>> ReadAsync(SqlServerSession session, ObligationQuery query)
    {
        var rows = await session.QueryAsync<Row>("read_obligations", new
        {
            department = query.Department,
            due_by = Text(query.DueBy),
            after_day = Text(query.After.Day),
            after_sequence = query.After.Sequence,
            count = query.Count,
        });
        return rows.ConvertAll(static row => new OpenObligation(
            row.Sequence,
            (ObligationKind)row.Kind,
            row.Id,
            new SubjectKey(row.SubjectKey),
            DateOnly.ParseExact(row.Day, "O", CultureInfo.InvariantCulture),
            row.Department));
    }

    private static string Text(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private sealed record Row(long Sequence, int Kind, string Id, string SubjectKey, string Day, string Department);
}
