using Verify.Audit;
using Verify.Audit.Chain;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Flows;

/// <summary>What a run of retention did.</summary>
/// <param name="Seen">Checks that were looked at.</param>
/// <param name="Removed">Checks that were removed, or would be.</param>
/// <param name="Kept">Checks whose time is over and that are kept, because something of them is owed or disputed.</param>
public sealed record RetentionTally(long Seen, long Removed, long Kept);

/// <summary>
/// The story of a check whose time of keeping is over: it goes, unless somebody still waits for something that rests on it. The chain
/// keeps its digest, and says when and under which rule it went.
/// </summary>
/// <remarks>
/// Kept are checks on which feedback is owed and none was given (ZS-40); that rest on an entry that is under objection (JS-71, ZS-60) or
/// was taken back and of which a department has yet to take note (JS-73, ZS-61); and whose own alerts wait for that.
/// </remarks>
public sealed class RetentionFlow(IRegisterChain chain, IAuditStore audit, IRegistryStore registry, NoticeFlow notices, RetentionOptions options, TimeProvider clock)
{
    private const int BatchMax = 500;

    /// <summary>Goes through the register from its beginning to where nothing is old enough, a batch of checks at a time.</summary>
    /// <param name="isTrial">Only count.</param>
    /// <param name="progress">Hears of it after each batch.</param>
    /// <param name="cancellation">Stops after the batch.</param>
    /// <exception cref="RegisterUnavailableException">The register cannot be reached.</exception>
    /// <exception cref="StoreUnavailableException">The registry cannot be reached.</exception>
    public async Task<RetentionTally> RunAsync(bool isTrial, Action<RetentionTally>? progress, CancellationToken cancellation)
    {
        var tally = new RetentionTally(0, 0, 0);
        var today = ChinaTime.DateOf(clock.GetUtcNow());
        var owed = await ReadOwedAsync(cancellation);
        var from = 0L;
        while (options.IsAnythingRemoved && await chain.FindCheckFromAsync(from, cancellation) is { } first)
        {
            var checks = await chain.ReadChecksAsync(first, first + BatchMax, cancellation);
            // One that cannot be read is for VerifyLog to find, not for us to make disappear.
            var old = checks.Where(check => check.Record is not null && options.IsOver(check.Record, today)).ToArray();
            var going = new List<long>();
            foreach (var check in old)
            {
                if (!await IsStillNeededAsync(check.Record!, owed, cancellation))
                    going.Add(check.Sequence);
            }

            if (!isTrial && going.Count > 0)
                await chain.RemoveAsync([.. RangesOf(going)], options.Rule, clock.GetUtcNow(), cancellation);
            tally = new(tally.Seen + checks.Count, tally.Removed + going.Count, tally.Kept + old.Length - going.Count);
            progress?.Invoke(tally);
            // Checks are in the order of time, give or take what a journal held back: a batch without an old one is the end of them.
            if (old.Length == 0)
                break;
            from = first + BatchMax;
        }

        return tally;
    }

    private async Task<bool> IsStillNeededAsync(CheckRecord check, Owed owed, CancellationToken cancellation)
    {
        if (check.Alerts.Any(alert => owed.Alerts.Contains((alert.Kind, alert.EntryId, alert.DepartmentCode))))
            return true;
        foreach (var entry in check.Entries)
        {
            if (owed.Entries.Contains(entry) || await IsDisputedAsync(entry, owed, cancellation))
                return true;
        }

        return check.FeedbackDueOn is not null
            && await audit.FindCheckAsync(check.CheckId, cancellation) is { } registered
            && registered.Measures.Any(static measure => measure is { Measure.FeedbackRequired: true, Last: null });
    }

    private async Task<bool> IsDisputedAsync(string entryId, Owed owed, CancellationToken cancellation)
    {
        if (owed.Disputed.TryGetValue(entryId, out var known))
            return known;
        var isDisputed = false;
        if (await registry.FindEntryAsync(entryId, cancellation) is { } subject)
        {
            var snapshot = await registry.ReadAsync([subject], Knowledge.Now, cancellation);
            isDisputed = snapshot.Dossiers[0].Entries.FirstOrDefault(entry => entry.Id == entryId)?.At(clock.GetUtcNow()) is
                { HasFiledObjection: true } or { State: EntryState.UnderObjection };
        }

        return owed.Disputed[entryId] = isDisputed;
    }

    private async Task<Owed> ReadOwedAsync(CancellationToken cancellation)
    {
        var read = await notices.ListAsync(departmentCode: null, acknowledged: false, after: "", int.MaxValue, cancellation);
        var open = read.Value ?? throw new RegisterUnavailableException(read.Failure!.Message);
        return new Owed(
            [.. open.Where(static notice => notice.Name.Kind == NoticeKind.EntryRetracted).Select(static notice => notice.Name.EntryId)],
            [.. open.Select(static notice => (notice.Name.Kind, notice.Name.EntryId, notice.Name.DepartmentCode))],
            []);
    }

    private static IEnumerable<SequenceRange> RangesOf(List<long> sequences)
    {
        for (int start = 0, end; start < sequences.Count; start = end)
        {
            for (end = start + 1; end < sequences.Count && sequences[end] == sequences[end - 1] + 1; end++)
            {
            }

            yield return new SequenceRange(sequences[start], end - start);
        }
    }

    /// <summary>What somebody still waits for: entries of which to take note, alerts, and, as they are looked up, disputed entries.</summary>
    private sealed record Owed(
        HashSet<string> Entries, HashSet<(NoticeKind Kind, string EntryId, string DepartmentCode)> Alerts, Dictionary<string, bool> Disputed);
}
