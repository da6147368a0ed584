using Verify.Domain;

namespace Verify.Tests.Independent;

/// <summary>Where an entry is, as far as anything follows from it.</summary>
internal enum Phase
{
    Unlisted,
    Listed,
    Disputed,
    Repairing,
    Frozen,
    Left,
    Void,
}

/// <summary>
/// What can be told of an entry at an instant. No state is carried from fact to fact: the last move that the facts hold tells where
/// it is.
/// </summary>
internal sealed class EntryAccount
{
    private readonly RecordedFact[] _facts;

    public EntryAccount(string id, IEnumerable<RecordedFact> facts, DateTimeOffset asOf)
    {
        Id = id;
        _facts = [.. facts.Where(fact => fact.OccurredAt <= asOf).OrderBy(fact => fact.OccurredAt).ThenBy(fact => fact.Revision)];
        var lastMove = Array.FindLastIndex(_facts, static fact => PhaseOf(fact.Fact) is not null);
        var phase = lastMove < 0 ? Phase.Unlisted : PhaseOf(_facts[lastMove].Fact)!.Value;
        var since = _facts.Skip(lastMove + 1).Select(static fact => fact.Fact).ToArray();
        Phase = phase switch
        {
            Phase.Disputed when since.Any(static fact => fact is ObjectionDecided) => Phase.Listed,
            Phase.Repairing when since.Any(static fact => fact is RepairDecided) => Phase.Listed,
            _ => phase,
        };
        LeftOn = Phase == Phase.Left ? Days.InChina(_facts[lastMove].OccurredAt) : null;
        Text = _facts
            .Select(static fact => fact.Fact as EntryListed ?? (fact.Fact as ObjectionDecided)?.Correction)
            .LastOrDefault(static text => text is not null);
    }

    public string Id { get; }

    public Phase Phase { get; }

    /// <summary>The day on which a department took it off the list.</summary>
    public DateOnly? LeftOn { get; }

    /// <summary>What the listing decision says, in its last version.</summary>
    public EntryListed? Text { get; }

    public bool IsLenient => _facts.Any(static fact => fact.Fact
        is EntryListed { Leniency: not Leniency.None }
        or ObjectionDecided { Correction.Leniency: not Leniency.None }
        or LeniencyConfirmed);

    public bool? Verified
    {
        get
        {
            var decided = _facts.Select(static fact => fact.Fact).OfType<LocalVerificationDecided>().LastOrDefault();
            return decided is not null ? decided.Confirmed : AsksVerification ? null : true;
        }
    }

    /// <summary>Whether an objection has been filed that nobody has accepted or decided.</summary>
    public bool HasOpenFiling => _facts.Select(static fact => fact.Fact)
        .LastOrDefault(static fact => fact is ObjectionFiled or ObjectionAccepted or ObjectionDecided) is ObjectionFiled;

    private bool AsksVerification => _facts.Any(static fact => fact.Fact
        is EntryListed { LocalVerificationRequired: true }
        or ObjectionDecided { Correction.LocalVerificationRequired: true });

    public bool StoodOn(DateOnly day) =>
        Phase is not (Phase.Unlisted or Phase.Void)
        && Text is { } text && Days.Covers(text.StartOn, text.EndOn, day) && (LeftOn is null || day <= LeftOn);

    /// <summary>Whether it stands on the list on a day.</summary>
    public bool StandsOn(DateOnly day) => StoodOn(day) && Phase != Phase.Left;

    private static Phase? PhaseOf(Fact fact) => fact switch
    {
        EntryProposed or EntryPreNotified => Phase.Unlisted,
        EntryListed => Phase.Listed,
        ObjectionAccepted => Phase.Disputed,
        ObjectionDecided { Outcome: ObjectionOutcome.UpheldRevoked } => Phase.Void,
        ObjectionDecided { Outcome: ObjectionOutcome.UpheldCorrected } => Phase.Listed,
        RepairFiled => Phase.Repairing,
        RepairDecided { Granted: true } => Phase.Void,
        EntryAdvanced advanced => advanced.To switch
        {
            EntryState.Listed => Phase.Listed,
            EntryState.UnderObjection => Phase.Disputed,
            EntryState.RepairPending => Phase.Repairing,
            EntryState.Suspended => Phase.Frozen,
            EntryState.Repaired or EntryState.Revoked or EntryState.Dropped => Phase.Void,
            EntryState.Expired or EntryState.Removed or EntryState.Withdrawn => Phase.Left,
            _ => Phase.Unlisted,
        },
        _ => null,
    };
}
