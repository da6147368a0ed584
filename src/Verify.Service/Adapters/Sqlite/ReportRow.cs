using Verify.Audit;
using Verify.Domain;

namespace Verify.Adapters.Sqlite;

/// <summary>A report of a department.</summary>
internal static class ReportRow
{
    /// <summary>The report that stands under the request id: this one, or an earlier one.</summary>
    public static OutcomeReport Append(SqliteSession session, OutcomeReport report) =>
        Insert(session, report) is long sequence ? WithOutcomes(session, report, sequence) : Find(session, report);

    private static object? Insert(SqliteSession session, OutcomeReport report) => session.Find(
        "append_report",
        ("@report_id", report.ReportId.ToString()),
        ("@request_id", report.RequestId),
        ("@request_digest", report.RequestDigest),
        ("@caller", report.Caller),
        ("@department", report.DepartmentCode),
        ("@operator", report.OperatorId),
        ("@check_id", report.CheckId?.ToString()),
        ("@matter", report.MatterCode),
        ("@case_number", report.CaseNumber),
        ("@reported_at", report.ReportedAt.UtcTicks),
        ("@reported_on", ReportedOn(report)),
        ("@acted_at", report.ActedAt.UtcTicks),
        ("@case_closed_on", report.CaseClosedOn is { } day ? RegisteredCheckRow.Day(day) : null),
        ("@must_check", report.MustCheck),
        ("@closed_without_check", report.ClosedWithoutCheck),
        ("@mandatory_not_executed", report.MandatoryNotExecuted),
        ("@old_check", (int)report.OldCheck));

    private static OutcomeReport WithOutcomes(SqliteSession session, OutcomeReport report, long sequence)
    {
        foreach (var outcome in report.Outcomes)
        {
            session.Execute(
                "append_outcome",
                ("@check_id", report.CheckId?.ToString()),
                ("@measure", outcome.MeasureCode),
                ("@report", sequence),
                ("@result", (int)outcome.Result),
                ("@reason", outcome.Reason),
                ("@reported_at", report.ReportedAt.UtcTicks),
                ("@reported_on", ReportedOn(report)),
                ("@operator", report.OperatorId));
        }

        return report;
    }

    private static OutcomeReport Find(SqliteSession session, OutcomeReport report) =>
        session.Query("find_report", Read, ("@caller", report.Caller), ("@request_id", report.RequestId))[0];

    private static OutcomeReport Read(SqliteRow row) => new()
    {
        ReportId = Guid.Parse(row.GetString(0)),
        RequestId = row.GetString(1),
        RequestDigest = row.GetBytes(2).ToArray(),
        Caller = row.GetString(3),
        DepartmentCode = row.GetString(4),
        OperatorId = row.GetString(5),
        CheckId = row.IsDBNull(6) ? null : Guid.Parse(row.GetString(6)),
        MatterCode = row.GetString(7),
        CaseNumber = row.GetString(8),
        ReportedAt = FactRow.Instant(row.GetInt64(9)),
        ActedAt = FactRow.Instant(row.GetInt64(10)),
        CaseClosedOn = row.IsDBNull(11) ? null : RegisteredCheckRow.Day(row.GetString(11)),
        MustCheck = row.GetBoolean(12),
        ClosedWithoutCheck = row.GetBoolean(13),
        MandatoryNotExecuted = row.GetBoolean(14),
        OldCheck = (OldCheckCause)row.GetInt32(15),
        Outcomes = [],
    };

    private static string ReportedOn(OutcomeReport report) => RegisteredCheckRow.Day(ChinaTime.DateOf(report.ReportedAt));
}
