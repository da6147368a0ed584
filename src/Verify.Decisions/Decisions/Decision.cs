using Verify.Domain;

namespace Verify.Decisions;

/// <summary>What facts and law advise (R14).</summary>
public enum Disposition : byte
{
    /// <summary>Unset.</summary>
    None = 0,
    /// <summary>A mandatory bar applies.</summary>
    Prohibit = 1,
    /// <summary>Could not be established: go manual, never auto-refuse.</summary>
    Undetermined = 2,
    /// <summary>Examine more strictly.</summary>
    Review = 3,
    /// <summary>The green channel is open.</summary>
    Facilitate = 4,
    /// <summary>Nothing speaks against it.</summary>
    Normal = 5,
}

/// <summary>How closely to supervise (R15).</summary>
public enum SupervisionHint : byte
{
    /// <summary>Unset.</summary>
    None = 0,
    /// <summary>More often.</summary>
    Raise = 1,
    /// <summary>As usual.</summary>
    Normal = 2,
    /// <summary>Less often.</summary>
    Lower = 3,
}

/// <summary>Whether an incentive is open, best first.</summary>
public enum IncentiveState : byte
{
    /// <summary>Unset.</summary>
    None = 0,
    /// <summary>Open.</summary>
    Eligible = 1,
    /// <summary>Open as soon as a signed commitment is given.</summary>
    EligibleIfCommitted = 2,
    /// <summary>Cannot be said yet.</summary>
    Pending = 3,
    /// <summary>Closed.</summary>
    NotEligible = 4,
    /// <summary>Does not exist here, or is not needed.</summary>
    NotApplicable = 5,
}

/// <summary>One incentive and why it is as it is.</summary>
/// <param name="State">Whether it is open.</param>
/// <param name="Reasons">Why, in rule order.</param>
/// <param name="On">
/// For deferred acceptance, the last day by which papers may be promised; for a record or a history that is too young, the first
/// day on which it no longer stands in the way.
/// </param>
public readonly record struct Incentive(IncentiveState State, ReasonSet Reasons, DateOnly? On = null);

/// <summary>Incentives for the trusted (rules 3.6).</summary>
/// <param name="GreenChannel">绿色通道.</param>
/// <param name="DeferredAcceptance">容缺受理.</param>
/// <param name="InstantHandling">即时办理.</param>
/// <param name="CommitmentPublicity">The commitment given must be made public (FJ-05).</param>
/// <param name="Others">Codes of further incentives of the profile that are open.</param>
public sealed record Incentives(
    Incentive GreenChannel,
    Incentive DeferredAcceptance,
    Incentive InstantHandling,
    bool CommitmentPublicity,
    IReadOnlyList<string> Others);

/// <summary>What an officer must know about an entry.</summary>
[Flags]
public enum EntryFlags : ushort
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>Objection accepted: measures suspended.</summary>
    UnderObjection = 1 << 1,
    /// <summary>Objection filed, not yet accepted.</summary>
    ObjectionFiled = 1 << 2,
    /// <summary>Repair filed: measures stay.</summary>
    RepairPending = 1 << 3,
    /// <summary>Suspended by a court-approved reorganisation.</summary>
    Suspended = 1 << 4,
    /// <summary>Not yet verified here.</summary>
    VerificationPending = 1 << 5,
    /// <summary>Treated leniently.</summary>
    Lenient = 1 << 6,
    /// <summary>A list of another region.</summary>
    OutOfScope = 1 << 7,
    /// <summary>The decision on an organisation names this person.</summary>
    NamedInDecision = 1 << 8,
    /// <summary>The corrected version.</summary>
    Corrected = 1 << 9,
    /// <summary>Red, not applied while a black or focus entry stands.</summary>
    Suppressed = 1 << 10,
}

/// <summary>An entry that the answer shows.</summary>
/// <param name="Listing">What the decision says.</param>
/// <param name="Kind">Its list kind.</param>
/// <param name="State">Its state at D; <see cref="EntryState.Suppressed"/> for a suppressed red one.</param>
/// <param name="Flags">What to know about it.</param>
public sealed record ShownEntry(EntryListed Listing, ListKind Kind, EntryState State, EntryFlags Flags);

/// <summary>A colour on which the subject stands.</summary>
/// <param name="Colour">BLACK, FOCUS or RED.</param>
/// <param name="State">State of the entry.</param>
public readonly record struct ListStatus(Colour Colour, EntryState State);

/// <summary>Kinds of note from which no measure follows.</summary>
public enum NoteKind : byte
{
    /// <summary>Unset.</summary>
    None = 0,
    /// <summary>About somebody related: for attention only.</summary>
    Advisory = 1,
    /// <summary>A list of another region.</summary>
    Info = 2,
    /// <summary>A list without a filed law.</summary>
    Reference = 3,
}

/// <summary>Something worth knowing from which no measure follows.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="ListKind">The list concerned.</param>
/// <param name="EntryId">The subject's own entry; empty for an advisory note.</param>
/// <param name="Role">Role of the related person, for an advisory note.</param>
public readonly record struct Note(NoteKind Kind, ListKind ListKind, string EntryId, Role Role);

/// <summary>Something that the recogniser of an entry must be told.</summary>
/// <param name="Reason">RED_CONFLICT or MINOR_PROTECTED.</param>
/// <param name="EntryId">The entry.</param>
public readonly record struct Alert(ReasonCode Reason, string EntryId);

/// <summary>What the rules make of one applicant in one case. Times, ids and texts are added further up.</summary>
public sealed record Decision
{
    /// <summary>What facts and law advise.</summary>
    public required Disposition Disposition { get; init; }
    /// <summary>Why.</summary>
    public ReasonSet Reasons { get; init; }
    /// <summary>What else to look at.</summary>
    public ReasonSet Warnings { get; init; }
    /// <summary>Colours on which the subject stands here.</summary>
    public IReadOnlyList<ListStatus> ListStatus { get; init; } = [];
    /// <summary>Entries shown.</summary>
    public IReadOnlyList<ShownEntry> Entries { get; init; } = [];
    /// <summary>Measures for this matter and department.</summary>
    public IReadOnlyList<AppliedMeasure> Measures { get; init; } = [];
    /// <summary>Incentives.</summary>
    public required Incentives Incentives { get; init; }
    /// <summary>How closely to supervise.</summary>
    public required SupervisionHint SupervisionHint { get; init; }
    /// <summary>Notes.</summary>
    public IReadOnlyList<Note> Notes { get; init; } = [];
    /// <summary>Whom to tell what.</summary>
    public IReadOnlyList<Alert> Alerts { get; init; } = [];
    /// <summary>
    /// Entries without which the decision would be another one: those shown, those that count in the three-year test although they
    /// are over, and those of related persons; but none about a minor (R5). For the register, not for callers.
    /// </summary>
    public IReadOnlyList<string> RestsOn { get; init; } = [];
    /// <summary>By when feedback is due, where any is owed.</summary>
    public DateOnly? FeedbackDueOn { get; init; }
    /// <summary>The next instant at which time alone could change this decision; null where none could.</summary>
    public DateTimeOffset? ValidUntil { get; init; }
    /// <summary>Decisions on the members of a consortium, in the order asked; empty otherwise.</summary>
    public IReadOnlyList<Decision> Members { get; init; } = [];
}
