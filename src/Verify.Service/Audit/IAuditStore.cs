using Verify.Audit.Chain;

namespace Verify.Audit;

/// <summary>
/// What is asked of the register of queries after an answer, and what departments report back. Implementations pass one acceptance
/// suite. Every method throws <see cref="RegisterUnavailableException"/> where the store cannot be reached.
/// </summary>
public interface IAuditStore
{
    /// <summary>A check by its id, or null.</summary>
    Task<RegisteredCheck?> FindCheckAsync(Guid checkId, CancellationToken cancellation);

    /// <summary>Where a check lies in the register's chain; null for one that is not there.</summary>
    Task<ChainPlace?> FindPlaceAsync(Guid checkId, CancellationToken cancellation);

    /// <summary>Checks, newest first. Those that come later do not move a page that is older than a given check.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="count">At the most so many; fewer mean that there are no more.</param>
    /// <param name="cancellation">Cancels the read.</param>
    Task<IReadOnlyList<RegisteredCheck>> SearchChecksAsync(CheckFilter filter, int count, CancellationToken cancellation);

    /// <summary>
    /// Takes a report, unless its caller used its request id before; returns the report that stands under that id, which is the
    /// given one or, without its outcomes, the earlier one. When it returns, the report MUST survive the death of process and machine.
    /// </summary>
    Task<OutcomeReport> AppendReportAsync(OutcomeReport report, CancellationToken cancellation);

    /// <summary>Notices owed to, or acknowledged by, departments whose answers rest on entries that were taken back.</summary>
    /// <param name="retracted">The entries; one for each fact that took an entry back.</param>
    /// <param name="departmentCode">To this department; null for all.</param>
    /// <param name="cancellation">Cancels the read.</param>
    Task<IReadOnlyList<Notice>> ReadRetractionNoticesAsync(
        IReadOnlyCollection<RetractedEntry> retracted, string? departmentCode, CancellationToken cancellation);

    /// <summary>Notices from the alerts of checks, one for each kind, entry and department.</summary>
    Task<IReadOnlyList<Notice>> ReadAlertNoticesAsync(string? departmentCode, CancellationToken cancellation);

    /// <summary>A department has taken note. Returns the acknowledgement that stands: the first one.</summary>
    Task<Acknowledgement> AcknowledgeAsync(NoticeName name, Acknowledgement acknowledgement, CancellationToken cancellation);

    /// <summary>Counts a month, by department and matter.</summary>
    Task<MonthStatistics> ReadStatisticsAsync(StatisticsFilter filter, CancellationToken cancellation);

    /// <summary>Findings of a month, by <see cref="AuditFinding.Position"/>.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="count">At the most so many; fewer mean that there are no more.</param>
    /// <param name="cancellation">Cancels the read.</param>
    Task<IReadOnlyList<AuditFinding>> ReadFindingsAsync(FindingFilter filter, int count, CancellationToken cancellation);
}
