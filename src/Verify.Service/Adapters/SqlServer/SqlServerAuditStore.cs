using System.Text.Json;
using Verify.Audit;
using Verify.Audit.Chain;
using Verify.Registry;

namespace Verify.Adapters.SqlServer;

/// <summary>What is asked of the register of queries, in SQL Server.</summary>
public sealed class SqlServerAuditStore(SqlServerDatabase database) : IAuditStore
{
    /// <inheritdoc/>
    public Task<RegisteredCheck?> FindCheckAsync(Guid checkId, CancellationToken cancellation) => ReadAsync(
        async session =>
        {
            var rows = await session.QueryAsync<RegisteredCheckRow>("find_registered_check", new { check_id = checkId.ToString() });
            return (await RegisteredCheckRow.CompleteAsync(session, rows)).SingleOrDefault();
        },
        cancellation);

    /// <inheritdoc/>
    public Task<ChainPlace?> FindPlaceAsync(Guid checkId, CancellationToken cancellation) => ReadAsync(
        async session => await session.QueryAsync<PlaceRow>("find_place", new { check_id = checkId.ToString() }) is [var row]
            ? new ChainPlace(row.Block, row.Place, row.Hash, row.Prior, row.Sequence, row.Digest)
            : null,
        cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RegisteredCheck>> SearchChecksAsync(CheckFilter filter, int count, CancellationToken cancellation) => ReadAsync(
        async session =>
        {
            var (from, below) = CheckIds.RangeOf(filter);
            var rows = await session.QueryAsync<RegisteredCheckRow>("search_checks", new
            {
                from_id = from.ToString(),
                below_id = below.ToString(),
                entry_id = filter.EntryId,
                subject_key = filter.Subject?.Value,
                case_number = filter.CaseNumber,
                department = filter.DepartmentCode,
                matter = filter.MatterCode,
                disposition = filter.Disposition,
                refused = filter.Refused,
                from = (filter.From ?? DateTimeOffset.MinValue).UtcTicks,
                to = (filter.To ?? DateTimeOffset.MaxValue).UtcTicks,
                count,
            });
            return await RegisteredCheckRow.CompleteAsync(session, rows);
        },
        cancellation);

    /// <inheritdoc/>
    public Task<OutcomeReport> AppendReportAsync(OutcomeReport report, CancellationToken cancellation) =>
        WriteAsync(session => ReportRow.AppendAsync(session, report), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Notice>> ReadRetractionNoticesAsync(
        IReadOnlyCollection<RetractedEntry> retracted, string? departmentCode, CancellationToken cancellation)
    {
        var json = JsonSerializer.Serialize(retracted.Select(static one =>
            new { entry_id = one.EntryId, after = one.After, revision = one.Revision, since = one.RecordedAt.UtcTicks }));
        return ReadNoticesAsync(
            "read_retraction_notices", new { kind = (byte)NoticeKind.EntryRetracted, retracted = json, department = departmentCode }, cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Notice>> ReadAlertNoticesAsync(string? departmentCode, CancellationToken cancellation) =>
        ReadNoticesAsync("read_alert_notices", new { department = departmentCode }, cancellation);

    /// <inheritdoc/>
    public Task<Acknowledgement> AcknowledgeAsync(NoticeName name, Acknowledgement acknowledgement, CancellationToken cancellation) => WriteAsync(
        async session => (await session.QueryAsync<AcknowledgementRow>("acknowledge_notice", new
        {
            kind = (byte)name.Kind,
            entry_id = name.EntryId,
            revision = name.Revision,
            department = name.DepartmentCode,
            acknowledged_at = acknowledgement.At.UtcTicks,
            @operator = acknowledgement.OperatorId,
        }))[0].ToAcknowledgement(),
        cancellation);

    /// <inheritdoc/>
    public Task<MonthStatistics> ReadStatisticsAsync(StatisticsFilter filter, CancellationToken cancellation) => ReadAsync(
        async session =>
        {
            await using var results = await session.QueryMultipleAsync("count_month", new
            {
                from_id = CheckIds.LowestAt(filter.Month.Start).ToString(),
                below_id = CheckIds.LowestAt(filter.Month.End).ToString(),
                first_day = IsoDay.Of(filter.Month.First),
                last_day = IsoDay.Of(filter.Month.Last),
                today = IsoDay.Of(filter.Today),
                department = filter.DepartmentCode,
                matter = filter.MatterCode,
            });
            return new MonthStatistics(
                [.. await results.ReadAsync<CheckCount>()],
                [.. await results.ReadAsync<MeasureCount>()],
                [.. await results.ReadAsync<ClosingCount>()]);
        },
        cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AuditFinding>> ReadFindingsAsync(FindingFilter filter, int count, CancellationToken cancellation) =>
        ReadAsync<IReadOnlyList<AuditFinding>>(
            async session => (await session.QueryAsync<FindingRow>("read_findings", new
            {
                first_day = IsoDay.Of(filter.Month.First),
                last_day = IsoDay.Of(filter.Month.Last),
                today = IsoDay.Of(filter.Today),
                department = filter.DepartmentCode,
                after = filter.After,
                count,
            })).ConvertAll(static row => row.ToFinding()),
            cancellation);

    private Task<IReadOnlyList<Notice>> ReadNoticesAsync(string operation, object values, CancellationToken cancellation) =>
        ReadAsync<IReadOnlyList<Notice>>(
            async session => (await session.QueryAsync<NoticeRow>(operation, values)).ConvertAll(static row => row.ToNotice()), cancellation);

    private Task<T> ReadAsync<T>(Func<SqlServerSession, Task<T>> work, CancellationToken cancellation) =>
        GuardAsync(() => database.ReadAsync(work, cancellation));

    private Task<T> WriteAsync<T>(Func<SqlServerSession, Task<T>> work, CancellationToken cancellation) =>
        GuardAsync(() => database.WriteAsync(work, cancellation));

    private static async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (StoreUnavailableException exception)
        {
            throw new RegisterUnavailableException("The register cannot be reached.", exception);
        }
    }

    private sealed record PlaceRow(long Block, int Place, byte[] Hash, byte[] Prior, long Sequence, byte[] Digest);
}
