using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Registry;

/// <summary>
/// Whether a fact fits what is already on record about its subject. Pure; the store calls it inside the write transaction, so that
/// of two racing moves of one entry exactly one is admitted.
/// </summary>
public static class Admission
{
    /// <summary>Why a fact is not admitted; null where it is.</summary>
    /// <param name="dossier">The subject's dossier as it stands.</param>
    /// <param name="draft">The fact.</param>
    /// <param name="catalogue">The catalogue in force: it tells red lists, whose moves differ.</param>
    public static RecordRefusal? Judge(Dossier dossier, FactDraft draft, Catalogue catalogue) => draft.Fact switch
    {
        // Under a code that leads nowhere the fact would never be found again.
        _ when draft.Subject.IsOldCode => new RecordRefusal.Unfit(
            "subject.code",
            new LocalText(
                "该旧代码未对应任何登记主体，请先以统一社会信用代码登记。",
                "This old code belongs to no registered subject: register the subject under its unified social credit code first.")),
        not SubjectRegistered when draft.MustBeRegistered && dossier.Registrations.IsEmpty =>
            new RecordRefusal.Unfit(
                "subject.code",
                new LocalText("校验码不符，且基础登记库中没有该代码。", "The check character is wrong, and no such code is in the base registry.")),
        EntryFact fact => JudgeEntry(dossier, draft, fact, catalogue),
        PenaltyRecorded penalty => ActAdmission.JudgeNew(dossier, penalty.PenaltyId, "penalty"),
        ActDecided act => ActAdmission.JudgeNew(dossier, act.ActId, "act"),
        ActPublished published => ActAdmission.JudgePublication(dossier, published, DayOf(draft)),
        PenaltyRepairFiled filed => JudgeRepair(dossier, filed.PenaltyId, draft, catalogue),
        PenaltyRepairDecided { Granted: true } decided => JudgeRepair(dossier, decided.PenaltyId, draft, catalogue),
        PenaltyRepairDecided decided => FindPenalty(dossier, decided.PenaltyId) is null ? new RecordRefusal.NotFound("penalty", decided.PenaltyId) : null,
        CommitmentFact fact => JudgeCommitment(dossier, draft, fact),
        InterviewHeld { EntryId.Length: > 0 } interview => FindEntry(dossier, interview.EntryId) is null
            ? new RecordRefusal.NotFound("entry", interview.EntryId)
            : null,
        _ => null,
    };

    private static RecordRefusal? JudgeEntry(Dossier dossier, FactDraft draft, EntryFact fact, Catalogue catalogue)
    {
        var history = FindEntry(dossier, fact.EntryId);
        if (history is null)
        {
            return fact is EntryProposed or EntryListed ? null : new RecordRefusal.NotFound("entry", fact.EntryId);
        }

        // The state by every fact known, so that a move dated back cannot slip in before a later one.
        var entry = history.At(DateTimeOffset.MaxValue);
        var kindCode = KindOf(history);
        var kind = catalogue.FindKind(kindCode);
        var red = kind?.Colour == Colour.Red;
        if (!EntryMachine.Allows(entry.State, fact, red))
            return new RecordRefusal.IllegalTransition(fact.EntryId, entry.State, EntryMachine.AllowedFrom(entry.State, red));
        if (draft.OccurredAt < history.Facts[^1].OccurredAt)
            return LaterFact("entry", fact.EntryId);

        return fact switch
        {
            EntryListed listing when listing.ListKind != kindCode =>
                new RecordRefusal.Unfit(
                    "fact.entry_listed.list_kind",
                    new LocalText($"该条目拟列入的名单类别为{kindCode}。", $"The entry was proposed for list kind {kindCode}.")),
            LocalVerificationDecided when entry.Verification == LocalVerification.NotRequired =>
                new RecordRefusal.Unfit(
                    "fact.local_verification_decided.entry_id", new LocalText("该条目无需本地核实。", "The entry needs no local verification.")),
            _ when kind is { FourEyes: true } && Filers.Of(history).Of(entry.State, fact) == draft.RecordedBy =>
                new RecordRefusal.FourEyesRequired(fact.EntryId, kind.Code),
            _ => kind is null ? null : JudgeRepair(dossier, history, entry, draft, kind, catalogue),
        };
    }

    private static RecordRefusal? JudgeRepair(
        Dossier dossier, EntryHistory history, EntrySnapshot entry, FactDraft draft, ListKind kind, Catalogue catalogue)
    {
        var next = EntryMachine.After(entry.State, draft.Fact);
        if (next == entry.State || next is not (EntryState.RepairPending or EntryState.Repaired))
            return null;
        if (!kind.Repairable)
            return new RecordRefusal.Unfit("fact", new LocalText($"名单类别{kind.Code}依法不可修复 (QTX-26)。", $"List kind {kind.Code} cannot be repaired (QTX-26)."));
        // What a court has suspended is repaired when the reorganisation is carried out, whatever the term (国办发〔2025〕22号).
        if (entry.State == EntryState.Suspended)
            return null;
        return RepairLimit.Of(entry.Listing!, dossier, kind, catalogue) is { } limit && DayOf(draft) < limit.FirstDay
            ? new RecordRefusal.RepairTooEarly("entry", history.Id, limit)
            : null;
    }

    private static RecordRefusal? JudgeRepair(Dossier dossier, string penaltyId, FactDraft draft, Catalogue catalogue)
    {
        if (FindPenalty(dossier, penaltyId) is not { } history || history.At(DateTimeOffset.MaxValue) is not { } imposed)
            return new RecordRefusal.NotFound("penalty", penaltyId);
        var filed = history.Facts.LastOrDefault(static recorded => recorded.Fact is PenaltyRepairFiled);
        var filedOn = draft.Fact is PenaltyRepairDecided && filed is not null ? ChinaTime.DateOf(filed.OccurredAt) : DayOf(draft);
        return RepairLimit.Of(imposed.Penalty, dossier, filedOn, catalogue) is { } limit && DayOf(draft) < limit.FirstDay
            ? new RecordRefusal.RepairTooEarly("penalty", penaltyId, limit)
            : null;
    }

    private static RecordRefusal? JudgeCommitment(Dossier dossier, FactDraft draft, CommitmentFact fact)
    {
        var history = FindCommitment(dossier, fact.CommitmentId);
        if (fact is CommitmentMade)
            return history is null ? null : new RecordRefusal.Taken("commitment", fact.CommitmentId);
        if (history is null)
            return new RecordRefusal.NotFound("commitment", fact.CommitmentId);
        if (draft.OccurredAt < history.Facts[^1].OccurredAt)
            return LaterFact("commitment", fact.CommitmentId);

        var state = history.At(draft.OccurredAt).State;
        ImmutableArray<string> allowed = state switch
        {
            CommitmentState.Open or CommitmentState.Overdue => ["commitment_fulfilled", "commitment_extended", "commitment_breached"],
            CommitmentState.Breached => ["commitment_cured"],
            _ => [],
        };
        return allowed.Contains(FactCodec.NameOf(fact))
            ? null
            : new RecordRefusal.CommitmentClosed(fact.CommitmentId, state.ToString().ToUpperInvariant(), allowed);
    }

    private static RecordRefusal.Unfit LaterFact(string kind, string id) => new(
        "occurred_at",
        new LocalText($"{id}已有更晚的记录，新的变动不能早于该记录。", $"The {kind} {id} already has a later fact; a change cannot be dated before it."));

    private static string KindOf(EntryHistory history)
    {
        foreach (var recorded in history.Facts)
        {
            switch (recorded.Fact)
            {
                case EntryProposed proposed:
                    return proposed.ListKind;
                case EntryListed listed:
                    return listed.ListKind;
            }
        }

        return "";
    }

    private static EntryHistory? FindEntry(Dossier dossier, string id) => dossier.Entries.FirstOrDefault(entry => entry.Id == id);

    private static CommitmentHistory? FindCommitment(Dossier dossier, string id) =>
        dossier.Commitments.FirstOrDefault(commitment => commitment.Id == id);

    private static PenaltyHistory? FindPenalty(Dossier dossier, string id) => dossier.Penalties.FirstOrDefault(penalty => penalty.Id == id);

    private static DateOnly DayOf(FactDraft draft) => ChinaTime.DateOf(draft.OccurredAt);
}
