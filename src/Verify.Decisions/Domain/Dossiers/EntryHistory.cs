using System.Collections.Immutable;

namespace Verify.Domain;

/// <summary>Where local verification of an entry stands (ZS-19).</summary>
public enum LocalVerification : byte
{
    /// <summary>Not a nationally pushed entry.</summary>
    NotRequired = 0,
    /// <summary>Not yet verified: measures are capped.</summary>
    Pending = 1,
    /// <summary>Confirmed.</summary>
    Confirmed = 2,
    /// <summary>Rejected: the entry is dropped.</summary>
    Rejected = 3,
}

/// <summary>Everything recorded about one entry, by the instant at which it took effect.</summary>
/// <param name="Id">The entry.</param>
/// <param name="Facts">Its facts, by <see cref="RecordedFact.OccurredAt"/>, then revision.</param>
public sealed record EntryHistory(string Id, ImmutableArray<RecordedFact> Facts)
{
    /// <summary>The entry as it stood at an instant.</summary>
    public EntrySnapshot At(DateTimeOffset asOf)
    {
        var snapshot = new EntrySnapshot();
        foreach (var recorded in Facts)
        {
            if (recorded.OccurredAt > asOf)
                break;
            snapshot = snapshot.After(recorded);
        }

        return snapshot;
    }

    /// <summary>The department that recorded the listing, or, before it, the proposal.</summary>
    public string RecordedBy =>
        (Facts.FirstOrDefault(static recorded => recorded.Fact is EntryListed) ?? Facts[0]).RecordedBy.DepartmentCode;

    /// <summary>What was known of the entry at a revision.</summary>
    public EntryHistory KnownAt(long revision) => this with { Facts = [.. Facts.Where(fact => fact.Revision <= revision)] };

    /// <summary>Facts by which the entry, or what it said, turned out wrong, by revision.</summary>
    public IEnumerable<RecordedFact> Retractions =>
        Facts.Where(static recorded => Retraction.EntryOf(recorded.Fact) is not null).OrderBy(static recorded => recorded.Revision);
}

/// <summary>An entry at an instant.</summary>
public readonly record struct EntrySnapshot
{
    /// <summary>What the listing decision, or its correction, says; null before listing.</summary>
    public EntryListed? Listing { get; private init; }
    /// <summary>State by the facts alone; the calendar is applied by <see cref="StateOn"/>.</summary>
    public EntryState State { get; private init; }
    /// <summary>Leniency of the decision or confirmed later.</summary>
    public Leniency Leniency { get; private init; }
    /// <summary>Where local verification stands.</summary>
    public LocalVerification Verification { get; private init; }
    /// <summary>An objection has been filed and neither accepted nor decided.</summary>
    public bool HasFiledObjection { get; private init; }
    /// <summary>The entry was corrected after an objection.</summary>
    public bool Corrected { get; private init; }
    /// <summary>When the last move took effect.</summary>
    public DateTimeOffset MovedAt { get; private init; }

    /// <summary>The entry after one more fact.</summary>
    public EntrySnapshot After(RecordedFact recorded)
    {
        var state = EntryMachine.After(State, recorded.Fact);
        var next = state == State ? this : this with { State = state, MovedAt = recorded.OccurredAt };
        return recorded.Fact switch
        {
            EntryListed listing => next.WithListing(listing),
            ObjectionFiled => next with { HasFiledObjection = true },
            ObjectionAccepted => next with { HasFiledObjection = false },
            ObjectionDecided { Correction: { } correction } => next.WithListing(correction) with { HasFiledObjection = false, Corrected = true },
            ObjectionDecided => next with { HasFiledObjection = false },
            LocalVerificationDecided decided => next with
            {
                Verification = decided.Confirmed ? LocalVerification.Confirmed : LocalVerification.Rejected,
            },
            LeniencyConfirmed confirmed => next with { Leniency = confirmed.Leniency },
            _ => next,
        };
    }

    /// <summary>The state on a day: a listed entry past its last day is expired, whatever was recorded (promise 5).</summary>
    public EntryState StateOn(DateOnly day) =>
        State is (EntryState.Listed or EntryState.Corrected or EntryState.RepairPending) && Listing!.EndOn < day
            ? EntryState.Expired
            : State;

    /// <summary>The last day on which the entry was on the list: its own, or the day of an earlier end; null while open-ended.</summary>
    public DateOnly? LastDay
    {
        get
        {
            if (State is not (EntryState.Expired or EntryState.Removed or EntryState.Withdrawn))
                return Listing!.EndOn;
            var ended = ChinaTime.DateOf(MovedAt);
            return Listing!.EndOn < ended ? Listing.EndOn : ended;
        }
    }

    private EntrySnapshot WithListing(EntryListed listing) => this with
    {
        Listing = listing,
        Leniency = listing.Leniency != Leniency.None ? listing.Leniency : Leniency,
        Verification = Verification == LocalVerification.NotRequired && listing.LocalVerificationRequired
            ? LocalVerification.Pending
            : Verification,
    };
}
