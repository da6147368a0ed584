using System.Collections.Immutable;

namespace Verify.Domain;

/// <summary>Where a commitment stands.</summary>
public enum CommitmentState : byte
{
    /// <summary>Not made yet.</summary>
    None = 0,
    /// <summary>Made, and not due.</summary>
    Open = 1,
    /// <summary>Fulfilled.</summary>
    Fulfilled = 2,
    /// <summary>Past its last day and not fulfilled. Computed by the calendar, never recorded.</summary>
    Overdue = 3,
    /// <summary>Broken, as a department established (JS-39).</summary>
    Breached = 4,
    /// <summary>Broken and cured.</summary>
    Cured = 5,
}

/// <summary>A commitment at an instant.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="DueOn">Last day, included, extensions applied.</param>
/// <param name="BreachedOn">Day of the breach.</param>
public readonly record struct CommitmentSnapshot(CommitmentState State, DateOnly DueOn, DateOnly BreachedOn);

/// <summary>Everything recorded about one commitment.</summary>
/// <param name="Id">The commitment.</param>
/// <param name="Facts">Its facts, by <see cref="RecordedFact.OccurredAt"/>, then revision.</param>
public sealed record CommitmentHistory(string Id, ImmutableArray<RecordedFact> Facts)
{
    /// <summary>The commitment as it stood at an instant.</summary>
    public CommitmentSnapshot At(DateTimeOffset asOf)
    {
        var snapshot = default(CommitmentSnapshot);
        foreach (var recorded in Facts)
        {
            if (recorded.OccurredAt > asOf)
                break;
            snapshot = recorded.Fact switch
            {
                CommitmentMade made => snapshot with { State = CommitmentState.Open, DueOn = made.DueOn },
                CommitmentFulfilled => snapshot with { State = CommitmentState.Fulfilled },
                CommitmentExtended extended => snapshot with { DueOn = extended.DueOn },
                CommitmentBreached breached => snapshot with { State = CommitmentState.Breached, BreachedOn = breached.BreachedOn },
                CommitmentCured => snapshot with { State = CommitmentState.Cured },
                _ => snapshot,
            };
        }

        return snapshot.State == CommitmentState.Open && snapshot.DueOn < ChinaTime.DateOf(asOf)
            ? snapshot with { State = CommitmentState.Overdue }
            : snapshot;
    }
}
