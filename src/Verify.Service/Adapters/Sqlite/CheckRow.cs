using System.Runtime.InteropServices;
using Verify.Audit;

namespace Verify.Adapters.Sqlite;

/// <summary>A row of the register of queries.</summary>
internal static class CheckRow
{
    /// <summary>Whether the record stands now, by this call or an earlier one; false if its request id was answered before.</summary>
    public static bool TryAppend(SqliteSession session, CheckRecord record)
    {
        var id = record.CheckId.ToString();
        if (Insert(session, id, record) == 0)
            return session.Find("find_check", ("@check_id", id)) is not null;

        Hang(session, id, record);
        return true;
    }

    /// <summary>What hangs on a check; a clean one has nothing, and costs nothing here.</summary>
    private static void Hang(SqliteSession session, string id, CheckRecord record)
    {
        foreach (var subject in record.OtherSubjects)
            session.Execute("append_check_subject", ("@check_id", id), ("@subject_key", subject.Key.Value), ("@part", (int)subject.Part));
        foreach (var entry in record.Entries)
            session.Execute("append_check_entry", ("@check_id", id), ("@entry_id", entry));
        foreach (var measure in record.Measures)
        {
            session.Execute(
                "append_check_measure",
                ("@check_id", id),
                ("@measure", measure.Code),
                ("@effect", (int)measure.Effect),
                ("@strength", (int)measure.Strength),
                ("@feedback_required", measure.FeedbackRequired));
        }

        foreach (var alert in record.Alerts)
        {
            session.Execute(
                "append_notice",
                ("@check_id", id),
                ("@kind", (int)alert.Kind),
                ("@entry_id", alert.EntryId),
                ("@department", alert.DepartmentCode));
        }
    }

    private static int Insert(SqliteSession session, string id, CheckRecord record) => session.Execute(
        "append_check",
        ("@check_id", id),
        ("@request_id", record.RequestId),
        ("@request_digest", record.RequestDigest),
        ("@caller", record.Caller),
        ("@department", record.DepartmentCode),
        ("@operator", record.OperatorId),
        ("@subject_key", record.Subject?.Value),
        ("@matter", record.MatterCode),
        ("@case_number", record.CaseNumber),
        ("@stage", record.Stage),
        ("@region", record.RegionCode),
        ("@evaluated_at", record.EvaluatedAt.UtcTicks),
        ("@as_of", record.AsOf.UtcTicks),
        ("@revision", record.Revision),
        ("@catalog_version", record.CatalogVersion),
        ("@disposition", record.Disposition),
        ("@refusal", record.Refusal),
        ("@feedback_due_on", record.FeedbackDueOn is { } day ? RegisteredCheckRow.Day(day) : null),
        ("@answer_valid_until", record.AnswerValidUntil?.UtcTicks),
        ("@answer", Bytes(record.Answer)));

    // SQLite binds whole arrays only; the reply usually is one.
    private static byte[] Bytes(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : memory.ToArray();
}
