using Verify.Audit;
using Verify.Callers;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Flows;

/// <summary>Checks that rest on an entry, what took the entry back, and who must be told.</summary>
/// <param name="Checks">The checks, newest first.</param>
/// <param name="Retracted">The facts by which the entry turned out wrong, by revision; empty while it stands.</param>
/// <param name="Notices">One for each such fact and department.</param>
public sealed record AffectedChecks(
    IReadOnlyList<RegisteredCheck> Checks, IReadOnlyList<RetractedEntry> Retracted, IReadOnlyList<Notice> Notices);

/// <summary>
/// The story of an entry that turned out wrong: the registry says what was taken back, the register who had been answered from it,
/// and a department stays owed a notice until it takes note (JS-73, FJ-35). Notices are worked out when they are asked for, so none
/// can be lost.
/// </summary>
public sealed class NoticeFlow(IRegistryStore registry, IAuditStore audit)
{
    /// <summary>Who was answered from an entry. A department sees its own checks only, unless it recorded the entry.</summary>
    /// <param name="entryId">The entry.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="olderThan">Where the page before ended.</param>
    /// <param name="count">At the most so many checks.</param>
    /// <param name="cancellation">Cancels the read.</param>
    public Task<Outcome<AffectedChecks>> FindAffectedAsync(
        string entryId, Caller caller, Guid? olderThan, int count, CancellationToken cancellation) => GuardAsync(async () =>
    {
        if (await FindEntryAsync(entryId, cancellation) is not { } entry)
            return (Outcome<AffectedChecks>)FlowFailures.NotFound(NamedThing.Entry, entryId);

        var department = caller.DepartmentCode == entry.RecordedBy ? null : caller.DepartmentCode;
        var retracted = RetractedOf(entry.Retractions);
        var filter = new CheckFilter { EntryId = entryId, DepartmentCode = department, OlderThan = olderThan };
        return new AffectedChecks(
            await audit.SearchChecksAsync(filter, count, cancellation),
            retracted,
            await audit.ReadRetractionNoticesAsync(retracted, department, cancellation));
    });

    /// <summary>Notices to a department, or to all, by <see cref="Notice.Position"/>.</summary>
    /// <param name="departmentCode">To which department; null for all.</param>
    /// <param name="acknowledged">Also those of which a department has taken note.</param>
    /// <param name="after">After which position; empty for the first page.</param>
    /// <param name="count">At the most so many.</param>
    /// <param name="cancellation">Cancels the read.</param>
    public Task<Outcome<Notice[]>> ListAsync(
        string? departmentCode, bool acknowledged, string after, int count, CancellationToken cancellation) => GuardAsync(async () =>
    {
        var retracted = RetractedOf(await registry.ReadRetractionsAsync(cancellation));
        var notices = await audit.ReadRetractionNoticesAsync(retracted, departmentCode, cancellation);
        var alerts = await audit.ReadAlertNoticesAsync(departmentCode, cancellation);
        return (Outcome<Notice[]>)notices.Concat(alerts)
            .Where(notice => acknowledged || notice.Acknowledged is null)
            .Where(notice => string.CompareOrdinal(notice.Position, after) > 0)
            .OrderBy(static notice => notice.Position, StringComparer.Ordinal)
            .Take(count)
            .ToArray();
    });

    /// <summary>A department takes note. Doing so again changes nothing.</summary>
    public Task<Outcome<Notice>> AcknowledgeAsync(NoticeName name, Acknowledgement acknowledgement, CancellationToken cancellation) =>
        GuardAsync(async () =>
        {
            var notices = name.Kind == NoticeKind.EntryRetracted
                ? await RetractionNoticesAsync(name, cancellation)
                : await audit.ReadAlertNoticesAsync(name.DepartmentCode, cancellation);
            return notices.FirstOrDefault(notice => notice.Name == name) is { } owed
                ? owed with { Acknowledged = await audit.AcknowledgeAsync(name, acknowledgement, cancellation) }
                : (Outcome<Notice>)FlowFailures.NotFound("notice", name.EntryId);
        });

    private async Task<IReadOnlyList<Notice>> RetractionNoticesAsync(NoticeName name, CancellationToken cancellation) =>
        await FindEntryAsync(name.EntryId, cancellation) is { } entry
            ? await audit.ReadRetractionNoticesAsync(RetractedOf(entry.Retractions), name.DepartmentCode, cancellation)
            : [];

    private async Task<EntryHistory?> FindEntryAsync(string entryId, CancellationToken cancellation)
    {
        if (await registry.FindEntryAsync(entryId, cancellation) is not { } subject)
            return null;
        var snapshot = await registry.ReadAsync([subject], Knowledge.Now, cancellation);
        return snapshot.Dossiers[0].Entries.FirstOrDefault(entry => entry.Id == entryId);
    }

    private static List<RetractedEntry> RetractedOf(IEnumerable<RecordedFact> retractions)
    {
        var last = new Dictionary<string, long>(StringComparer.Ordinal);
        var retracted = new List<RetractedEntry>();
        foreach (var fact in retractions)
        {
            var entryId = Retraction.EntryOf(fact.Fact)!;
            retracted.Add(new RetractedEntry(entryId, last.GetValueOrDefault(entryId), fact.Revision, fact.RecordedAt));
            last[entryId] = fact.Revision;
        }

        return retracted;
    }

    private static async Task<Outcome<T>> GuardAsync<T>(Func<Task<Outcome<T>>> work)
        where T : class
    {
        try
        {
            return await work();
        }
        catch (StoreUnavailableException)
        {
            // The failure becomes UNAVAILABLE: "nobody to tell" would be said from ignorance.
            return FlowFailures.StoreUnavailable;
        }
        catch (RegisterUnavailableException exception)
        {
            // The same for the register.
            return FlowFailures.Of(exception);
        }
    }
}
