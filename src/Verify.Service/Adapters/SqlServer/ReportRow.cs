using System.Data;
using Verify.Audit;
using Verify.Domain;

namespace Verify.Adapters.SqlServer;

/// <summary>A report of a department.</summary>
internal sealed record ReportRow(
    string ReportId,
    string RequestId,
    byte[] RequestDigest,
    string Caller,
    string Department,
    string Operator,
    string? CheckId,
    string Matter,
    string CaseNumber,
    long ReportedAt,
    long ActedAt,
    string? CaseClosedOn,
    bool MustCheck,
    bool ClosedWithoutCheck,
    bool MandatoryNotExecuted,
    byte OldCheck)
{
    /// <summary>The report that stands under the request id: this one, or an earlier one.</summary>
    public static async Task<OutcomeReport> AppendAsync(SqlServerSession session, OutcomeReport report)
    {
        if (await InsertAsync(session, report) is not { } sequence)
            return await FindAsync(session, report);
        await session.AddAsync(OutcomesOf(report, sequence));
        return report;
    }

    private static Task<long?> InsertAsync(SqlServerSession session, OutcomeReport report) => session.FindAsync<long?>("append_report", new
    {
        report_id = report.ReportId.ToString(),
        request_id = report.RequestId,
        request_digest = report.RequestDigest,
        caller = report.Caller,
        department = report.DepartmentCode,
        @operator = report.OperatorId,
        check_id = report.CheckId?.ToString(),
        matter = report.MatterCode,
        case_number = report.CaseNumber,
        reported_at = report.ReportedAt.UtcTicks,
        reported_on = ReportedOn(report),
        acted_at = report.ActedAt.UtcTicks,
        case_closed_on = report.CaseClosedOn is { } day ? IsoDay.Of(day) : null,
        must_check = report.MustCheck,
        closed_without_check = report.ClosedWithoutCheck,
        mandatory_not_executed = report.MandatoryNotExecuted,
        old_check = (byte)report.OldCheck,
    });

    private static async Task<OutcomeReport> FindAsync(SqlServerSession session, OutcomeReport report) =>
        (await session.QueryAsync<ReportRow>("find_report", new { caller = report.Caller, request_id = report.RequestId }))[0].ToReport();

    private static DataTable OutcomesOf(OutcomeReport report, long sequence)
    {
        var table = new DataTable("outcome")
        {
            Columns =
            {
                { "check_id" }, { "measure" }, { "report", typeof(long) }, { "result", typeof(byte) }, { "reason" },
                { "reported_at", typeof(long) }, { "reported_on" }, { "operator" },
            },
        };
        foreach (var outcome in report.Outcomes)
        {
            table.Rows.Add(
                report.CheckId?.ToString(),
                outcome.MeasureCode,
                sequence,
                (byte)outcome.Result,
                outcome.Reason,
                report.ReportedAt.UtcTicks,
                ReportedOn(report),
                report.OperatorId);
        }

        return table;
    }

    private static string ReportedOn(OutcomeReport report) => IsoDay.Of(ChinaTime.DateOf(report.ReportedAt));

    private OutcomeReport ToReport() => new()
    {
        ReportId = Guid.Parse(ReportId),
        RequestId = RequestId,
        RequestDigest = RequestDigest,
        Caller = Caller,
        DepartmentCode = Department,
        OperatorId = Operator,
        CheckId = CheckId is null ? null : Guid.Parse(CheckId),
        MatterCode = Matter,
        CaseNumber = CaseNumber,
        ReportedAt = FactRow.Instant(ReportedAt),
        ActedAt = FactRow.Instant(ActedAt),
        CaseClosedOn = IsoDay.ReadIfAny(CaseClosedOn),
        MustCheck = MustCheck,
        ClosedWithoutCheck = ClosedWithoutCheck,
        MandatoryNotExecuted = MandatoryNotExecuted,
        OldCheck = (OldCheckCause)OldCheck,
        Outcomes = [],
    };
}
