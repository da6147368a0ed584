namespace Verify.Audit;

/// <summary>What a department must answer for.</summary>
public enum FindingKind : byte
{
    /// <summary>Unset.</summary>
    None = 0,
    /// <summary>Feedback on a measure had not come by its last day (ZS-40).</summary>
    FeedbackOverdue = 1,
    /// <summary>A case of a must-check matter was closed and no check of it is on record (ZS-46).</summary>
    CaseClosedWithoutCheck = 2,
    /// <summary>A measure that the law orders was not carried out.</summary>
    MandatoryMeasureNotExecuted = 3,
    /// <summary>The department acted on an answer that no longer held.</summary>
    ActedOnOldCheck = 4,
}

/// <summary>One finding.</summary>
public sealed record AuditFinding
{
    /// <summary>What.</summary>
    public required FindingKind Kind { get; init; }
    /// <summary>The day that puts it into a month: the last day for feedback, the closing of the case, the report.</summary>
    public required DateOnly FoundOn { get; init; }
    /// <summary>The department; empty for a caller that is none.</summary>
    public required string DepartmentCode { get; init; }
    /// <summary>The officer who asked, or who reported.</summary>
    public required string OperatorId { get; init; }
    /// <summary>The matter.</summary>
    public required string MatterCode { get; init; }
    /// <summary>办件编号.</summary>
    public required string CaseNumber { get; init; }
    /// <summary>The check; null where there is none.</summary>
    public required Guid? CheckId { get; init; }
    /// <summary>The measure; empty where it is about none.</summary>
    public required string MeasureCode { get; init; }
    /// <summary>Why the measure was not carried out, in the department's words.</summary>
    public required string Reason { get; init; }
    /// <summary>Why the check was too old.</summary>
    public required OldCheckCause OldCheck { get; init; }
    /// <summary>The day on which late feedback came; null while it is owed, and for the other kinds.</summary>
    public required DateOnly? SettledOn { get; init; }
    /// <summary>Where it stands in its month; the next page begins after it.</summary>
    public required string Position { get; init; }
}

/// <summary>Which findings to look for.</summary>
/// <param name="Month">Of which month.</param>
/// <param name="Today">The calendar date in China: what is due today is not overdue.</param>
/// <param name="DepartmentCode">Of which department; null for all.</param>
/// <param name="After">After which position; empty for the first page.</param>
public sealed record FindingFilter(Month Month, DateOnly Today, string? DepartmentCode, string After);
