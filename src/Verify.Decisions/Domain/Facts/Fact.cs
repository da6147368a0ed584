using System.Collections.Immutable;

namespace Verify.Domain;

/// <summary>Something that the registry knows about one subject. Facts are only ever added.</summary>
public abstract record Fact;

/// <summary>A fact about one entry.</summary>
/// <param name="EntryId">The entry.</param>
public abstract record EntryFact(string EntryId) : Fact;

/// <summary>A fact about one commitment.</summary>
/// <param name="CommitmentId">The commitment.</param>
public abstract record CommitmentFact(string CommitmentId) : Fact;

/// <summary>A fact as recorded.</summary>
/// <param name="Revision">Registry revision: gap-free, in commit order.</param>
/// <param name="Subject">Whom it is about.</param>
/// <param name="OccurredAt">When it took effect (valid time).</param>
/// <param name="RecordedAt">When the registry learned it (knowledge time).</param>
/// <param name="RecordedBy">Who recorded it.</param>
/// <param name="DocumentNumber">文书号 that it rests on; may be empty.</param>
/// <param name="Fact">The fact.</param>
public sealed record RecordedFact(
    long Revision,
    SubjectKey Subject,
    DateTimeOffset OccurredAt,
    DateTimeOffset RecordedAt,
    Recorder RecordedBy,
    string DocumentNumber,
    Fact Fact);

/// <summary>Department and officer behind a change (JS-30, QTX-34).</summary>
/// <param name="DepartmentCode">部门代码.</param>
/// <param name="OperatorId">The officer.</param>
public readonly record struct Recorder(string DepartmentCode, string OperatorId);

/// <summary>The subject is in the base registry.</summary>
/// <param name="Name">Registered name.</param>
/// <param name="EstablishedOn">成立日期; none for a person.</param>
/// <param name="Aliases">Other codes of the same organisation.</param>
/// <param name="FormerNames">Earlier names.</param>
/// <param name="SubjectClass">Institution class, the first two characters of the USCC; none for a person.</param>
public sealed record SubjectRegistered(
    string Name,
    DateOnly? EstablishedOn,
    ImmutableArray<SubjectCode> Aliases,
    ImmutableArray<string> FormerNames,
    string? SubjectClass) : Fact;

/// <summary>A person (or organisation) stands in a role towards the subject.</summary>
/// <param name="Related">Who.</param>
/// <param name="Role">In which role.</param>
/// <param name="From">First day; none means always.</param>
/// <param name="To">Last day, included; none means open.</param>
public sealed record RelationRecorded(SubjectKey Related, Role Role, DateOnly? From, DateOnly? To) : Fact;

/// <summary>A listing is being considered.</summary>
/// <param name="EntryId">The entry.</param>
/// <param name="ListKind">List kind of the catalogue.</param>
/// <param name="Reason">Why.</param>
public sealed record EntryProposed(string EntryId, string ListKind, string Reason) : EntryFact(EntryId);

/// <summary>The subject has been told beforehand (QTX-09).</summary>
/// <param name="EntryId">The entry.</param>
public sealed record EntryPreNotified(string EntryId) : EntryFact(EntryId);

/// <summary>What a listing decision says; the five parts of QTX-10 among it.</summary>
public sealed record EntryListed(string EntryId) : EntryFact(EntryId)
{
    /// <summary>List kind of the catalogue.</summary>
    public required string ListKind { get; init; }
    /// <summary>认定单位.</summary>
    public string Recogniser { get; init; } = "";
    /// <summary>决定文书号 (JS-77).</summary>
    public string DecisionDocument { get; init; } = "";
    /// <summary>事由.</summary>
    public string Reason { get; init; } = "";
    /// <summary>依据.</summary>
    public ImmutableArray<string> LegalBasis { get; init; } = [];
    /// <summary>失信惩戒措施提示.</summary>
    public string MeasureHints { get; init; } = "";
    /// <summary>移除条件.</summary>
    public string RemovalConditions { get; init; } = "";
    /// <summary>移除程序.</summary>
    public string RemovalProcedure { get; init; } = "";
    /// <summary>救济措施.</summary>
    public string Remedies { get; init; } = "";
    /// <summary>When the conduct took place, where known.</summary>
    public DateOnly? OccurredOn { get; init; }
    /// <summary>Date of the decision.</summary>
    public DateOnly DecidedOn { get; init; }
    /// <summary>First day.</summary>
    public required DateOnly StartOn { get; init; }
    /// <summary>Last day, included; none for an open-ended entry.</summary>
    public DateOnly? EndOn { get; init; }
    /// <summary>How grave the conduct was.</summary>
    public Severity Severity { get; init; }
    /// <summary>Why it is treated leniently, if it is.</summary>
    public Leniency Leniency { get; init; }
    /// <summary>GB/T 2260 prefix within which it has effect; empty means nationwide.</summary>
    public string Scope { get; init; } = "";
    /// <summary>Pushed nationally and to be verified here first (ZS-19).</summary>
    public bool LocalVerificationRequired { get; init; }
    /// <summary>The organisation whose decision put this person on the list, if one did.</summary>
    public EntryOrigin? Origin { get; init; }
}

/// <summary>The organisation whose decision put a person on the list.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Role">In which role.</param>
/// <param name="NamedInDecision">Whether the decision names the person; without it the entry is advisory only (R9).</param>
public sealed record EntryOrigin(SubjectKey Organisation, Role Role, bool NamedInDecision);

/// <summary>A move of the state machine that has no fact of its own.</summary>
/// <param name="EntryId">The entry.</param>
/// <param name="To">Into which state.</param>
/// <param name="Reason">Why.</param>
public sealed record EntryAdvanced(string EntryId, EntryState To, string Reason) : EntryFact(EntryId);

/// <summary>An objection has been filed; measures stay until it is accepted (rules 3.10 A6).</summary>
/// <param name="EntryId">The entry.</param>
/// <param name="Grounds">On what grounds.</param>
public sealed record ObjectionFiled(string EntryId, string Grounds) : EntryFact(EntryId);

/// <summary>An objection has been accepted; measures are suspended from here on (JS-71).</summary>
/// <param name="EntryId">The entry.</param>
public sealed record ObjectionAccepted(string EntryId) : EntryFact(EntryId);

/// <summary>An objection has been decided.</summary>
/// <param name="EntryId">The entry.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Correction">The corrected entry, for <see cref="ObjectionOutcome.UpheldCorrected"/>.</param>
public sealed record ObjectionDecided(string EntryId, ObjectionOutcome Outcome, EntryListed? Correction) : EntryFact(EntryId);

/// <summary>Repair of an entry has been applied for.</summary>
/// <param name="EntryId">The entry.</param>
public sealed record RepairFiled(string EntryId) : EntryFact(EntryId)
{
    /// <summary>What the subject has done towards it.</summary>
    public ImmutableArray<RepairStep> Steps { get; init; } = [];
}

/// <summary>Repair of an entry has been decided.</summary>
/// <param name="EntryId">The entry.</param>
/// <param name="Granted">Whether it was granted.</param>
/// <param name="Reason">Why.</param>
public sealed record RepairDecided(string EntryId, bool Granted, string Reason) : EntryFact(EntryId)
{
    /// <summary>Refused because material was false; bars further applications for a time.</summary>
    public bool FalseMaterial { get; init; }
}

/// <summary>A nationally pushed entry has been verified here (ZS-19).</summary>
/// <param name="EntryId">The entry.</param>
/// <param name="Confirmed">If not, the entry is dropped.</param>
public sealed record LocalVerificationDecided(string EntryId, bool Confirmed) : EntryFact(EntryId);

/// <summary>Leniency has been confirmed after listing (QTX-20).</summary>
/// <param name="EntryId">The entry.</param>
/// <param name="Leniency">Why.</param>
public sealed record LeniencyConfirmed(string EntryId, Leniency Leniency) : EntryFact(EntryId);

/// <summary>A penalty has been imposed.</summary>
/// <param name="PenaltyId">Identifier, unique in the registry.</param>
/// <param name="Types">What was imposed.</param>
/// <param name="FineYuan">Fine in yuan.</param>
/// <param name="DecidedOn">Date of the decision.</param>
/// <param name="Severity">How grave.</param>
/// <param name="Authority">处罚机关.</param>
/// <param name="Reason">处罚事由.</param>
public sealed record PenaltyRecorded(
    string PenaltyId,
    ImmutableArray<PenaltyType> Types,
    long FineYuan,
    DateOnly DecidedOn,
    Severity Severity,
    string Authority,
    string Reason) : Fact
{
    /// <summary>领域, FOOD_DRUG for example; repair rules may ask for longer publicity in some. Empty for none in particular.</summary>
    public string Field { get; init; } = "";
}

/// <summary>Repair of a penalty has been applied for.</summary>
/// <param name="PenaltyId">The penalty.</param>
public sealed record PenaltyRepairFiled(string PenaltyId) : Fact
{
    /// <summary>What the subject has done towards it.</summary>
    public ImmutableArray<RepairStep> Steps { get; init; } = [];
}

/// <summary>Repair of a penalty has been decided.</summary>
/// <param name="PenaltyId">The penalty.</param>
/// <param name="Granted">Whether it was granted.</param>
/// <param name="Reason">Why.</param>
public sealed record PenaltyRepairDecided(string PenaltyId, bool Granted, string Reason) : Fact
{
    /// <summary>Refused because material was false; bars further applications for a time.</summary>
    public bool FalseMaterial { get; init; }
}

/// <summary>A grade of the public comprehensive evaluation: reference only (JS-50).</summary>
/// <param name="Source">Which evaluation.</param>
/// <param name="Grade">The grade.</param>
/// <param name="GradedOn">From which day.</param>
public sealed record GradeRecorded(string Source, Grade Grade, DateOnly GradedOn) : Fact;

/// <summary>A commitment has been made.</summary>
/// <param name="CommitmentId">The commitment.</param>
/// <param name="Type">Which kind.</param>
/// <param name="CaseNumber">For which case.</param>
/// <param name="MatterCode">For which matter.</param>
/// <param name="DueOn">Last day, included.</param>
public sealed record CommitmentMade(
    string CommitmentId, CommitmentType Type, string CaseNumber, string MatterCode, DateOnly DueOn) : CommitmentFact(CommitmentId);

/// <summary>A commitment has been fulfilled.</summary>
/// <param name="CommitmentId">The commitment.</param>
public sealed record CommitmentFulfilled(string CommitmentId) : CommitmentFact(CommitmentId);

/// <summary>A commitment has been extended.</summary>
/// <param name="CommitmentId">The commitment.</param>
/// <param name="DueOn">The new last day, included.</param>
public sealed record CommitmentExtended(string CommitmentId, DateOnly DueOn) : CommitmentFact(CommitmentId);

/// <summary>A department has established that a commitment was broken (JS-39).</summary>
/// <param name="CommitmentId">The commitment.</param>
/// <param name="BreachedOn">Day of the breach.</param>
public sealed record CommitmentBreached(string CommitmentId, DateOnly BreachedOn) : CommitmentFact(CommitmentId);

/// <summary>A breach has been cured.</summary>
/// <param name="CommitmentId">The commitment.</param>
public sealed record CommitmentCured(string CommitmentId) : CommitmentFact(CommitmentId);

/// <summary>The subject has been interviewed (约谈).</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="EntryId">About which entry; may be empty.</param>
/// <param name="Record">What it was about.</param>
/// <param name="Publish">Whether it is made public (JS-60).</param>
public sealed record InterviewHeld(InterviewKind Kind, string EntryId, string Record, bool Publish) : Fact;

/// <summary>A source of facts was synchronised at <see cref="RecordedFact.OccurredAt"/>.</summary>
/// <param name="Source">Code of the source in the catalogue.</param>
public sealed record SourceSynced(string Source) : Fact;

/// <summary>An administrative act has been decided; it is to be made public within seven working days (JS-62, ZS-42).</summary>
/// <param name="ActId">Identifier, unique in the registry and told from the subject's penalties.</param>
/// <param name="Kind">Which kind.</param>
/// <param name="DecidedOn">Date of the decision.</param>
/// <param name="Authority">作出机关.</param>
/// <param name="Title">What was decided.</param>
public sealed record ActDecided(string ActId, ActKind Kind, DateOnly DecidedOn, string Authority, string Title) : Fact;

/// <summary>An act, or a penalty under its own identifier, has been made public.</summary>
/// <param name="ActId">The act or the penalty.</param>
/// <param name="PublishedOn">On which day.</param>
/// <param name="Channel">Where.</param>
public sealed record ActPublished(string ActId, DateOnly PublishedOn, string Channel) : Fact;

/// <summary>
/// A catalogue was published. It stands among the facts so that a revision names the rules as well as the facts of an answer, and
/// so that whoever follows the facts learns of it in its turn.
/// </summary>
/// <param name="Version">Content hash of its files.</param>
/// <param name="EffectiveFrom">From when it is in force.</param>
public sealed record CatalogPublished(string Version, DateTimeOffset EffectiveFrom) : Fact;
