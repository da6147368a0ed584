using Verify.Domain;
using Verify.Dossiers;
using Verify.Registry;

namespace Verify.Flows;

/// <summary>Where a fact is recorded.</summary>
/// <param name="Revision">Its revision.</param>
/// <param name="EffectiveAt">From when no instance answers from before it.</param>
public sealed record Acknowledged(long Revision, DateTimeOffset EffectiveAt);

/// <summary>
/// The story of a fact: read (Transport) -> admit and append in one transaction -> tell whoever follows -> if it could be in the
/// subject's favour, wait until no instance answers from before it -> acknowledge.
/// </summary>
public sealed class RecordFlow(IRegistryStore store, LiftAcknowledgement lifts, TimeProvider clock)
{
    /// <summary>Records one fact.</summary>
    public async Task<Outcome<Acknowledged>> RecordAsync(FactDraft draft, Catalogue catalogue, CancellationToken cancellation)
    {
        try
        {
            var outcomes = await RecordAsync([draft], catalogue, cancellation);
            if (outcomes[0] is not AppendOutcome.Recorded recorded)
                return FlowFailures.Of(outcomes[0], draft.RequestId);

            // A repetition waits as well: whoever was first may have died while waiting.
            if (Favour.IsPossible(draft.Fact))
                await lifts.WaitAsync(recorded.Revision, cancellation);
            else
                await lifts.ReachHereAsync(recorded.Revision, cancellation);
            return new Acknowledged(recorded.Revision, recorded.Repeated ? recorded.RecordedAt : clock.GetUtcNow());
        }
        catch (StoreUnavailableException)
        {
            // The failure becomes UNAVAILABLE: the caller repeats with the same request id, which records once.
            return FlowFailures.StoreUnavailable;
        }
    }

    /// <summary>Waits until no instance answers from before a revision at which facts of <see cref="RecordAsync(IReadOnlyList{FactDraft}, Catalogue, CancellationToken)"/> stand.</summary>
    public Task AcknowledgeAsync(long revision, CancellationToken cancellation) => lifts.WaitAsync(revision, cancellation);

    /// <summary>Records many facts in one transaction; each is admitted or refused by itself. Nobody is waited for.</summary>
    public async Task<IReadOnlyList<AppendOutcome>> RecordAsync(
        IReadOnlyList<FactDraft> drafts, Catalogue catalogue, CancellationToken cancellation)
    {
        var resolved = new FactDraft[drafts.Count];
        for (var i = 0; i < drafts.Count; i++)
        {
            var draft = await ResolveAsync(drafts[i], cancellation);
            resolved[i] = draft with { Obligation = ObligationChange.Of(draft, catalogue) };
        }

        var outcomes = await store.AppendAsync(resolved, (dossier, draft) => Admission.Judge(dossier, draft, catalogue), cancellation);
        if (outcomes.OfType<AppendOutcome.Recorded>().LastOrDefault(static outcome => !outcome.Repeated) is { } last)
            lifts.Announce(last.Revision);
        return outcomes;
    }

    /// <summary>A fact under an organisation's old code is a fact about the subject that the code belongs to.</summary>
    private async ValueTask<FactDraft> ResolveAsync(FactDraft draft, CancellationToken cancellation) =>
        draft.Subject.IsOldCode && await store.ResolveAliasAsync(draft.Subject, Knowledge.Now, cancellation) is { } known
            ? draft with { Subject = known }
            : draft;
}
