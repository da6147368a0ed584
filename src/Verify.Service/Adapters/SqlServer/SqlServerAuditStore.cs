using Verify.Audit;

namespace Verify.Adapters.SqlServer;

/// <summary>What is asked of the register of queries, in SQL Server: unavailable until its statements are there.</summary>
public sealed class SqlServerAuditStore : IAuditStore
{
    private static RegisterUnavailableException Unavailable => new("The register cannot be searched in SQL Server yet.");

    /// <inheritdoc/>
    public Task<RegisteredCheck?> FindCheckAsync(Guid checkId, CancellationToken cancellation) => throw Unavailable;

    /// <inheritdoc/>
    public Task<IReadOnlyList<RegisteredCheck>> SearchChecksAsync(CheckFilter filter, int count, CancellationToken cancellation) => throw Unavailable;

    /// <inheritdoc/>
    public Task<OutcomeReport> AppendReportAsync(OutcomeReport report, CancellationToken cancellation) => throw Unavailable;

    /// <inheritdoc/>
    public Task<IReadOnlyList<Notice>> ReadRetractionNoticesAsync(
        IReadOnlyCollection<RetractedEntry> retracted, string? departmentCode, CancellationToken cancellation) => throw Unavailable;

    /// <inheritdoc/>
    public Task<IReadOnlyList<Notice>> ReadAlertNoticesAsync(string? departmentCode, CancellationToken cancellation) => throw Unavailable;

    /// <inheritdoc/>
    public Task<Acknowledgement> AcknowledgeAsync(NoticeName name, Acknowledgement acknowledgement, CancellationToken cancellation) =>
        throw Unavailable;

    /// <inheritdoc/>
    public Task<MonthStatistics> ReadStatisticsAsync(StatisticsFilter filter, CancellationToken cancellation) => throw Unavailable;

    /// <inheritdoc/>
    public Task<IReadOnlyList<AuditFinding>> ReadFindingsAsync(FindingFilter filter, int count, CancellationToken cancellation) => throw Unavailable;
}
