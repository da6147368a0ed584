using System.Text.Json;
using Verify.Audit;
using Verify.Audit.Chain;
using Verify.Registry;

namespace Verify.Adapters.Sqlite;

/// <summary>What is asked of the register of queries, in the embedded database.</summary>
public sealed class SqliteAuditStore(SqliteDatabase database) : IAuditStore
{
    /// <inheritdoc/>
    public Task<RegisteredCheck?> FindCheckAsync(Guid checkId, CancellationToken cancellation) => ReadAsync(
        session => RegisteredCheckRow.Complete(
            session, session.Query("find_registered_check", RegisteredCheckRow.Read, ("@check_id", checkId.ToString()))).SingleOrDefault(),
        cancellation);

    /// <inheritdoc/>
    public Task<ChainPlace?> FindPlaceAsync(Guid checkId, CancellationToken cancellation) => ReadAsync(
        session => session.Query(
            "find_place",
            static row => new ChainPlace(
                row.GetInt64(0), row.GetInt32(1), row.GetBytes(2).ToArray(), row.GetBytes(3).ToArray(), row.GetInt64(4), row.GetBytes(5).ToArray()),
            ("@check_id", checkId.ToString())).SingleOrDefault(),
        cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RegisteredCheck>> SearchChecksAsync(CheckFilter filter, int count, CancellationToken cancellation) => ReadAsync(
        session => RegisteredCheckRow.Complete(session, CheckSearch.Run(session, filter, count)), cancellation);

    /// <inheritdoc/>
    public Task<OutcomeReport> AppendReportAsync(OutcomeReport report, CancellationToken cancellation) =>
        WriteAsync(session => ReportRow.Append(session, report), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Notice>> ReadRetractionNoticesAsync(
        IReadOnlyCollection<RetractedEntry> retracted, string? departmentCode, CancellationToken cancellation) =>
        ReadAsync<IReadOnlyList<Notice>>(
            session => session.Query(
                "read_retraction_notices",
                ReadNotice,
                ("@kind", (int)NoticeKind.EntryRetracted),
                ("@retracted", JsonSerializer.Serialize(retracted.Select(static one =>
                    new { one.EntryId, one.After, one.Revision, Since = one.RecordedAt.UtcTicks }))),
                ("@department", departmentCode)),
            cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Notice>> ReadAlertNoticesAsync(string? departmentCode, CancellationToken cancellation) =>
        ReadAsync<IReadOnlyList<Notice>>(
            session => session.Query("read_alert_notices", ReadNotice, ("@department", departmentCode)), cancellation);

    /// <inheritdoc/>
    public Task<Acknowledgement> AcknowledgeAsync(NoticeName name, Acknowledgement acknowledgement, CancellationToken cancellation) => WriteAsync(
        session =>
        {
            session.Execute(
                "acknowledge_notice",
                ("@kind", (int)name.Kind),
                ("@entry_id", name.EntryId),
                ("@revision", name.Revision),
                ("@department", name.DepartmentCode),
                ("@acknowledged_at", acknowledgement.At.UtcTicks),
                ("@operator", acknowledgement.OperatorId));
            return session.Query(
                "find_acknowledgement",
                static row => new Acknowledgement(FactRow.Instant(row.GetInt64(0)), row.GetString(1)),
                ("@kind", (int)name.Kind),
                ("@entry_id", name.EntryId),
                ("@revision", name.Revision),
                ("@department", name.DepartmentCode))[0];
        },
        cancellation);

    /// <inheritdoc/>
    public Task<MonthStatistics> ReadStatisticsAsync(StatisticsFilter filter, CancellationToken cancellation) =>
        ReadAsync(session => MonthCounts.Read(session, filter), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AuditFinding>> ReadFindingsAsync(FindingFilter filter, int count, CancellationToken cancellation) =>
        ReadAsync<IReadOnlyList<AuditFinding>>(
            session => session.Query(
                "read_findings",
                ReadFinding,
                ("@first_day", RegisteredCheckRow.Day(filter.Month.First)),
                ("@last_day", RegisteredCheckRow.Day(filter.Month.Last)),
                ("@today", RegisteredCheckRow.Day(filter.Today)),
                ("@department", filter.DepartmentCode),
                ("@after", filter.After),
                ("@count", count)),
            cancellation);

    private static Notice ReadNotice(SqliteRow row) => new(
        new NoticeName((NoticeKind)row.GetInt32(0), row.GetString(1), row.GetInt64(2), row.GetString(3)),
        FactRow.Instant(row.GetInt64(4)),
        row.GetInt64(5),
        Guid.Parse(row.GetString(6)),
        row.IsDBNull(7) ? null : new Acknowledgement(FactRow.Instant(row.GetInt64(7)), row.GetString(8)));

    private static AuditFinding ReadFinding(SqliteRow row) => new()
    {
        Kind = (FindingKind)row.GetInt32(0),
        FoundOn = RegisteredCheckRow.Day(row.GetString(1)),
        DepartmentCode = row.GetString(2),
        OperatorId = row.GetString(3),
        MatterCode = row.GetString(4),
        CaseNumber = row.GetString(5),
        CheckId = row.IsDBNull(6) ? null : Guid.Parse(row.GetString(6)),
        MeasureCode = row.GetString(7),
        Reason = row.GetString(8),
        OldCheck = (OldCheckCause)row.GetInt32(9),
        SettledOn = row.IsDBNull(10) ? null : RegisteredCheckRow.Day(row.GetString(10)),
        Position = row.GetString(11),
    };

    private Task<T> ReadAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellation) =>
        GuardAsync(database.ReadAsync(work, cancellation));

    private Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellation) =>
        GuardAsync(database.WriteAsync(work, cancellation));

    private static async Task<T> GuardAsync<T>(Task<T> work)
    {
        try
        {
            return await work;
        }
        catch (StoreUnavailableException exception)
        {
            throw new RegisterUnavailableException("The register cannot be reached.", exception);
        }
    }
}
