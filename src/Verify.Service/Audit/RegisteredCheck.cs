using Verify.Domain;

namespace Verify.Audit;

/// <summary>A check as the register tells of it: without the answer itself, with what was reported since.</summary>
public sealed record RegisteredCheck
{
    /// <summary>UUIDv7.</summary>
    public required Guid CheckId { get; init; }
    /// <summary>For which department; empty for a caller that is none.</summary>
    public required string DepartmentCode { get; init; }
    /// <summary>The officer.</summary>
    public required string OperatorId { get; init; }
    /// <summary>Whom it was about; null for a refusal.</summary>
    public required SubjectKey? Subject { get; init; }
    /// <summary>For which matter.</summary>
    public required string MatterCode { get; init; }
    /// <summary>办件编号.</summary>
    public required string CaseNumber { get; init; }
    /// <summary>At which step, as on the wire.</summary>
    public required int Stage { get; init; }
    /// <summary>Region of the case.</summary>
    public required string RegionCode { get; init; }
    /// <summary>When it was answered.</summary>
    public required DateTimeOffset EvaluatedAt { get; init; }
    /// <summary>The instant that the rules looked at.</summary>
    public required DateTimeOffset AsOf { get; init; }
    /// <summary>Registry revision; 0 for a refusal.</summary>
    public required long Revision { get; init; }
    /// <summary>Catalogue version; empty for a refusal.</summary>
    public required string CatalogVersion { get; init; }
    /// <summary>What was advised, as on the wire; 0 for a refusal.</summary>
    public required int Disposition { get; init; }
    /// <summary>Error reason of a refusal; empty for an answer.</summary>
    public required string Refusal { get; init; }
    /// <summary>The last day for feedback; null where none is owed.</summary>
    public required DateOnly? FeedbackDueOn { get; init; }
    /// <summary>The next instant at which time alone could change the answer; null where none could.</summary>
    public required DateTimeOffset? AnswerValidUntil { get; init; }
    /// <summary>Further subjects that the question names, by key.</summary>
    public IReadOnlyList<NamedSubject> OtherSubjects { get; init; } = [];
    /// <summary>Entries that the answer rests on, by id.</summary>
    public IReadOnlyList<string> Entries { get; init; } = [];
    /// <summary>Measures that were advised, by code, each with the last report on it.</summary>
    public IReadOnlyList<MeasureState> Measures { get; init; } = [];
}

/// <summary>A measure that was advised, and what became of it.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Last">The last report on it, which counts; null while there is none.</param>
public sealed record MeasureState(AdvisedMeasure Measure, ReportedOutcome? Last);

/// <summary>What a department said that it did with a measure.</summary>
/// <param name="Result">Whether it carried it out.</param>
/// <param name="Reason">Why not; may be empty where it did.</param>
/// <param name="ReportedAt">When it said so.</param>
public sealed record ReportedOutcome(OutcomeResult Result, string Reason, DateTimeOffset ReportedAt);

/// <summary>Which checks to look for; what is null does not narrow the search.</summary>
public sealed record CheckFilter
{
    /// <summary>Of this department.</summary>
    public string? DepartmentCode { get; init; }
    /// <summary>For this matter.</summary>
    public string? MatterCode { get; init; }
    /// <summary>In this case.</summary>
    public string? CaseNumber { get; init; }
    /// <summary>That name this subject, in whatever part.</summary>
    public SubjectKey? Subject { get; init; }
    /// <summary>That rest on this entry.</summary>
    public string? EntryId { get; init; }
    /// <summary>Evaluated at or after this instant.</summary>
    public DateTimeOffset? From { get; init; }
    /// <summary>Evaluated before this instant.</summary>
    public DateTimeOffset? To { get; init; }
    /// <summary>Of this disposition, as on the wire.</summary>
    public int? Disposition { get; init; }
    /// <summary>Refusals only (true), answers only (false).</summary>
    public bool? Refused { get; init; }
    /// <summary>Older than this check, where the page before ended.</summary>
    public Guid? OlderThan { get; init; }
}
