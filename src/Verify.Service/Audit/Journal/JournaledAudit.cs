using Verify.Audit.Chain;

namespace Verify.Audit.Journal;

/// <summary>
/// What is asked of a register behind a journal: the store is asked once it has everything that this process has answered, so that no
/// reader can forget to wait for it.
/// </summary>
/// <param name="store">What is asked.</param>
/// <param name="register">The register before it.</param>
/// <param name="lag">How long to wait before looking again for a check that another process has just answered.</param>
/// <param name="clock">The clock that check ids are made by.</param>
public sealed class JournaledAudit(IAuditStore store, IQueryRegister register, TimeSpan lag, TimeProvider clock) : IAuditStore
{
    /// <summary>How long a record usually takes from the journal of another process to the store.</summary>
    public static readonly TimeSpan Lag = TimeSpan.FromMilliseconds(50);

    // Of the usual time: as long as a busy process may take.
    private const int LagsMax = 32;

    /// <summary>
    /// A check by its id, or null. One whose id says that it was answered a moment ago may still be in the journal of another process,
    /// and is looked for again.
    /// </summary>
    public Task<RegisteredCheck?> FindCheckAsync(Guid checkId, CancellationToken cancellation) =>
        LookAsync(store.FindCheckAsync, checkId, cancellation);

    /// <summary>A check's place, or null; looked for as <see cref="FindCheckAsync"/> does.</summary>
    public Task<ChainPlace?> FindPlaceAsync(Guid checkId, CancellationToken cancellation) =>
        LookAsync(store.FindPlaceAsync, checkId, cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RegisteredCheck>> SearchChecksAsync(CheckFilter filter, int count, CancellationToken cancellation)
    {
        await register.FlushAsync(cancellation);
        return await store.SearchChecksAsync(filter, count, cancellation);
    }

    /// <inheritdoc/>
    public async Task<OutcomeReport> AppendReportAsync(OutcomeReport report, CancellationToken cancellation)
    {
        await register.FlushAsync(cancellation);
        return await store.AppendReportAsync(report, cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Notice>> ReadRetractionNoticesAsync(
        IReadOnlyCollection<RetractedEntry> retracted, string? departmentCode, CancellationToken cancellation)
    {
        await register.FlushAsync(cancellation);
        return await store.ReadRetractionNoticesAsync(retracted, departmentCode, cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Notice>> ReadAlertNoticesAsync(string? departmentCode, CancellationToken cancellation)
    {
        await register.FlushAsync(cancellation);
        return await store.ReadAlertNoticesAsync(departmentCode, cancellation);
    }

    /// <inheritdoc/>
    public async Task<Acknowledgement> AcknowledgeAsync(NoticeName name, Acknowledgement acknowledgement, CancellationToken cancellation)
    {
        await register.FlushAsync(cancellation);
        return await store.AcknowledgeAsync(name, acknowledgement, cancellation);
    }

    /// <inheritdoc/>
    public async Task<MonthStatistics> ReadStatisticsAsync(StatisticsFilter filter, CancellationToken cancellation)
    {
        await register.FlushAsync(cancellation);
        return await store.ReadStatisticsAsync(filter, cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AuditFinding>> ReadFindingsAsync(FindingFilter filter, int count, CancellationToken cancellation)
    {
        await register.FlushAsync(cancellation);
        return await store.ReadFindingsAsync(filter, count, cancellation);
    }

    private async Task<T?> LookAsync<T>(Func<Guid, CancellationToken, Task<T?>> find, Guid checkId, CancellationToken cancellation)
        where T : class
    {
        await register.FlushAsync(cancellation);
        var old = CheckIds.LowestAt(clock.GetUtcNow() - (LagsMax * lag)).ToString();
        for (var lags = 1; ; lags *= 2)
        {
            if (await find(checkId, cancellation) is { } found)
                return found;
            if (lags == LagsMax || string.CompareOrdinal(checkId.ToString(), old) < 0)
                return null;
            await Task.Delay(lags * lag, cancellation);
        }
    }
}
