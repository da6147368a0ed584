using Verify.Domain;

namespace Verify.Registry;

/// <summary>What a fact does to the list of what is open.</summary>
/// <param name="Kind">What is due.</param>
/// <param name="Id">The commitment, the act or the penalty.</param>
public abstract record ObligationChange(ObligationKind Kind, string Id)
{
    /// <summary>Working days from a decision to its publication (JS-62, FJ-30, ZS-42).</summary>
    public const int PublicityWorkingDays = 7;

    /// <summary>Something is due from now on.</summary>
    /// <param name="Kind">What is due.</param>
    /// <param name="Id">The commitment, the act or the penalty.</param>
    /// <param name="Day">Last day, included.</param>
    /// <param name="Department">Who follows it up: the department that recorded it.</param>
    public sealed record Opened(ObligationKind Kind, string Id, DateOnly Day, string Department) : ObligationChange(Kind, Id);

    /// <summary>It is due on another day.</summary>
    /// <param name="Kind">What is due.</param>
    /// <param name="Id">The commitment, the act or the penalty.</param>
    /// <param name="Day">The new last day, included.</param>
    public sealed record Moved(ObligationKind Kind, string Id, DateOnly Day) : ObligationChange(Kind, Id);

    /// <summary>It is due no longer.</summary>
    /// <param name="Kind">What was due.</param>
    /// <param name="Id">The commitment, the act or the penalty.</param>
    public sealed record Settled(ObligationKind Kind, string Id) : ObligationChange(Kind, Id);

    /// <summary>This change and an earlier one together; null where this one takes the earlier one back.</summary>
    public ObligationChange? After(ObligationChange? earlier) => (earlier, this) switch
    {
        (Opened opened, Moved moved) => opened with { Day = moved.Day },
        (Opened, Settled) => null,
        _ => this,
    };

    /// <summary>What a draft does, if it is recorded; days are counted by the calendar in force at the recording.</summary>
    public static ObligationChange? Of(FactDraft draft, Catalogue catalogue) => draft.Fact switch
    {
        CommitmentMade made => new Opened(ObligationKind.Commitment, made.CommitmentId, made.DueOn, draft.RecordedBy.DepartmentCode),
        CommitmentExtended extended => new Moved(ObligationKind.Commitment, extended.CommitmentId, extended.DueOn),
        CommitmentFulfilled or CommitmentBreached => new Settled(ObligationKind.Commitment, ((CommitmentFact)draft.Fact).CommitmentId),
        ActDecided act => Publicity(act.ActId, act.DecidedOn, draft, catalogue),
        PenaltyRecorded penalty => Publicity(penalty.PenaltyId, penalty.DecidedOn, draft, catalogue),
        ActPublished published => new Settled(ObligationKind.Publicity, published.ActId),
        _ => null,
    };

    private static Opened Publicity(string id, DateOnly decidedOn, FactDraft draft, Catalogue catalogue) => new(
        ObligationKind.Publicity, id, catalogue.WorkingDays.Add(decidedOn, PublicityWorkingDays), draft.RecordedBy.DepartmentCode);
}
