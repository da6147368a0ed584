using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Tests.Worlds;

/// <summary>
/// Draws the history of an entry as a registry would admit it: only moves that the state machine allows, none dated before an
/// earlier one.
/// </summary>
internal sealed class EntrySampler(Dice dice, DateOnly today, bool isPerson)
{
    private readonly Moment _moment = new(dice, today);

    /// <summary>A history of one entry.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="entryId">Its id.</param>
    /// <param name="kind">Its list kind.</param>
    public ImmutableArray<RecordedFact> Draw(SubjectKey subject, string entryId, string kind)
    {
        var red = WorldCatalogue.Kinds.FirstOrDefault(known => known.Code == kind)?.Colour == Colour.Red;
        var facts = ImmutableArray.CreateBuilder<RecordedFact>();
        var snapshot = new EntrySnapshot();
        var at = _moment.InstantOn(_moment.PastDay());
        for (var moves = dice.Between(1, 6); moves > 0; moves--)
        {
            var legal = Candidates(entryId, kind, snapshot, ChinaTime.DateOf(at))
                .Where(fact => EntryMachine.Allows(snapshot.State, fact, red))
                .ToArray();
            if (legal.Length == 0)
                break;
            var recorded = Recorded.At(subject, at, dice.Pick(legal));
            facts.Add(recorded);
            snapshot = snapshot.After(recorded);
            at = Later(at);
        }

        return facts.ToImmutable();
    }

    public EntryListed Listing(string entryId, string kind, DateOnly on)
    {
        var start = dice.Chance(80) ? on : on.AddDays(dice.Between(1, 40));
        var end = dice.Chance(3) ? DateOnly.MaxValue : _moment.Day();
        var openEnded = kind == "B-OPEN" && dice.Chance(50);
        return new EntryListed(entryId)
        {
            ListKind = kind,
            StartOn = start,
            EndOn = openEnded ? null : end >= start ? end : start.AddDays(dice.Pick(0, 1, 365, 1096, 2000)),
            OccurredOn = dice.Chance(50) ? null : start.AddDays(-dice.Pick(0, 30, 400, 4000)),
            Severity = dice.Pick(Severity.None, Severity.Minor, Severity.Serious),
            Leniency = dice.Chance(85) ? Leniency.None : dice.Pick(Leniency.ForceMajeure, Leniency.MinorAge),
            Scope = dice.Chance(75) ? "" : dice.Pick("52", "520523", "64", "4420"),
            LocalVerificationRequired = dice.Chance(20),
            Origin = isPerson && dice.Chance(25)
                ? new EntryOrigin(new SubjectKey("U:91520523MA6HQ01018"), dice.Pick(Role.LegalRep, Role.DirectlyLiable), dice.Chance(60))
                : null,
        };
    }

    private IEnumerable<Fact> Candidates(string id, string kind, EntrySnapshot now, DateOnly on)
    {
        yield return Listing(id, kind, on);
        if (now.State == EntryState.None)
        {
            // Most entries come from elsewhere, already decided.
            if (dice.Chance(20))
                yield return new EntryProposed(id, kind, "");
            yield break;
        }

        yield return new EntryPreNotified(id);
        foreach (var state in Enum.GetValues<EntryState>())
        {
            if (state is not (EntryState.None or EntryState.Suppressed))
                yield return new EntryAdvanced(id, state, "");
        }

        yield return new ObjectionFiled(id, "");
        yield return new ObjectionAccepted(id);
        yield return new ObjectionDecided(id, ObjectionOutcome.Rejected, null);
        yield return new ObjectionDecided(id, ObjectionOutcome.UpheldRevoked, null);
        yield return new ObjectionDecided(id, ObjectionOutcome.UpheldCorrected, Listing(id, kind, on));
        yield return new RepairFiled(id);
        yield return new RepairDecided(id, Granted: true, "");
        yield return new RepairDecided(id, Granted: false, "");
        yield return new LeniencyConfirmed(id, Leniency.Slight);
        if (now.Verification != LocalVerification.NotRequired)
            yield return new LocalVerificationDecided(id, dice.Chance(60));
    }

    private DateTimeOffset Later(DateTimeOffset at) => dice.Below(6) switch
    {
        0 => at,
        1 => at.AddTicks(1),
        2 => at.AddDays(1),
        3 => at.AddDays(dice.Between(2, 60)),
        4 => _moment.InstantOn(today) is var now && now > at ? now : at.AddHours(5),
        _ => at.AddDays(dice.Between(60, 500)),
    };
}
