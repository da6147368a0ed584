using Verify.Audit;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Flows;

/// <summary>Whether the answer of a check was still the one to act on, by what register and registry knew when the department acted.</summary>
public sealed class OldCheckLookup(IAuditStore audit, IRegistryStore registry)
{
    /// <summary>Why it was not; none where it was.</summary>
    public async ValueTask<OldCheckCause> CauseAsync(RegisteredCheck check, DateTimeOffset actedAt, CancellationToken cancellation)
    {
        if (await IsSupersededAsync(check, actedAt, cancellation))
            return OldCheckCause.Superseded;
        if (actedAt >= check.AnswerValidUntil)
            return OldCheckCause.AnswerExpired;
        foreach (var entryId in check.Entries)
        {
            if (await IsLiftedAsync(check, entryId, actedAt, cancellation))
                return OldCheckCause.EntryLifted;
        }

        return OldCheckCause.None;
    }

    /// <summary>The last check of the same case before the act counts; if it says the same, the older one may be filed.</summary>
    private async Task<bool> IsSupersededAsync(RegisteredCheck check, DateTimeOffset actedAt, CancellationToken cancellation)
    {
        var last = await audit.SearchChecksAsync(
            new CheckFilter
            {
                DepartmentCode = check.DepartmentCode,
                MatterCode = check.MatterCode,
                CaseNumber = check.CaseNumber,
                Subject = check.Subject,
                From = check.EvaluatedAt,
                To = actedAt.AddTicks(1),
                Refused = false,
            },
            count: 1,
            cancellation);
        return last is [var later] && later.CheckId != check.CheckId && !SaysTheSame(later, check);
    }

    private static bool SaysTheSame(RegisteredCheck later, RegisteredCheck earlier) =>
        later.Disposition == earlier.Disposition
        && later.Entries.SequenceEqual(earlier.Entries)
        && later.Measures.Select(static state => state.Measure).SequenceEqual(earlier.Measures.Select(static state => state.Measure));

    private async Task<bool> IsLiftedAsync(RegisteredCheck check, string entryId, DateTimeOffset actedAt, CancellationToken cancellation)
    {
        if (await registry.FindEntryAsync(entryId, cancellation) is not { } subject)
            return false;
        var snapshot = await registry.ReadAsync([subject], new Knowledge(null, actedAt), cancellation);
        var now = snapshot.Dossiers[0].Entries.FirstOrDefault(entry => entry.Id == entryId);
        if (now is null)
            return false;

        var before = now.KnownAt(check.Revision);
        return now.Retractions.Count() > before.Retractions.Count()
            || (Stands(before.At(check.AsOf).State) && !Stands(now.At(actedAt).State));
    }

    private static bool Stands(EntryState state) => state is EntryState.Listed or EntryState.Corrected or EntryState.RepairPending;
}
