using System.Globalization;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Adapters.Sqlite;

/// <summary>The list of what is open, in the embedded database.</summary>
internal static class SqliteObligations
{
    public static void Write(SqliteSession session, SubjectKey subject, ObligationChange change)
    {
        (string, object?)[] key = [("@kind", (int)change.Kind), ("@id", change.Id), ("@subject_key", subject.Value)];
        switch (change)
        {
            case ObligationChange.Opened opened:
                session.Execute("open_obligation", [.. key, ("@day", Text(opened.Day)), ("@department", opened.Department)]);
                break;
            case ObligationChange.Moved moved:
                session.Execute("move_obligation", [.. key, ("@day", Text(moved.Day))]);
                break;
            case ObligationChange.Settled:
                session.Execute("settle_obligation", key);
                break;
        }
    }

    public static List<OpenObligation> Read(SqliteSession session, ObligationQuery query) => session.Query(
        "read_obligations",
        static row => new OpenObligation(
            row.GetInt64(0),
            (ObligationKind)row.GetInt32(1),
            row.GetString(2),
            new SubjectKey(row.GetString(3)),
            DateOnly.ParseExact(row.GetString(4), "O", CultureInfo.InvariantCulture),
            row.GetString(5)),
        ("@department", query.Department),
        ("@due_by", Text(query.DueBy)),
        ("@after_day", Text(query.After.Day)),
        ("@after_sequence", query.After.Sequence),
        ("@count", query.Count));

    private static string Text(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
