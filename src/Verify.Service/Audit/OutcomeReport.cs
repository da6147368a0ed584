namespace Verify.Audit;

/// <summary>Whether a measure was carried out.</summary>
public enum OutcomeResult : byte
{
    /// <summary>Unset.</summary>
    None = 0,
    /// <summary>Carried out.</summary>
    Executed = 1,
    /// <summary>Not carried out, with a reason.</summary>
    NotExecuted = 2,
}

/// <summary>Why an answer was no longer the one to act on.</summary>
public enum OldCheckCause : byte
{
    /// <summary>It was.</summary>
    None = 0,
    /// <summary>A later check of the same case, matter and subject had another answer.</summary>
    Superseded = 1,
    /// <summary>Time alone could have changed it: answer_valid_until was over.</summary>
    AnswerExpired = 2,
    /// <summary>An entry that it rested on had been lifted.</summary>
    EntryLifted = 3,
}

/// <summary>What a department reports on one measure.</summary>
/// <param name="MeasureCode">Which.</param>
/// <param name="Result">Whether it carried it out.</param>
/// <param name="Reason">Why not; may be empty where it did.</param>
public readonly record struct MeasureOutcome(string MeasureCode, OutcomeResult Result, string Reason);

/// <summary>A report of what became of a check, or of a case that had none. Appended; nothing is ever changed.</summary>
public sealed record OutcomeReport
{
    /// <summary>UUIDv7.</summary>
    public required Guid ReportId { get; init; }
    /// <summary>Idempotency key of the caller.</summary>
    public required string RequestId { get; init; }
    /// <summary>Keyed digest of the whole request.</summary>
    public required byte[] RequestDigest { get; init; }
    /// <summary>Who reports, system identity.</summary>
    public required string Caller { get; init; }
    /// <summary>The department whose check or case it is; empty for a caller that is none.</summary>
    public required string DepartmentCode { get; init; }
    /// <summary>The officer.</summary>
    public required string OperatorId { get; init; }
    /// <summary>The check; null where a case was closed without one.</summary>
    public required Guid? CheckId { get; init; }
    /// <summary>The matter.</summary>
    public required string MatterCode { get; init; }
    /// <summary>办件编号.</summary>
    public required string CaseNumber { get; init; }
    /// <summary>When it came.</summary>
    public required DateTimeOffset ReportedAt { get; init; }
    /// <summary>When the department acted.</summary>
    public required DateTimeOffset ActedAt { get; init; }
    /// <summary>The day on which the case was closed; null where it says nothing of that.</summary>
    public required DateOnly? CaseClosedOn { get; init; }
    /// <summary>Whether the matter must be checked (ZS-45).</summary>
    public required bool MustCheck { get; init; }
    /// <summary>The case was closed, must have been checked, and was not (ZS-46).</summary>
    public required bool ClosedWithoutCheck { get; init; }
    /// <summary>A mandatory measure was not carried out.</summary>
    public required bool MandatoryNotExecuted { get; init; }
    /// <summary>Why the check was too old to act on, where the department acted on it.</summary>
    public required OldCheckCause OldCheck { get; init; }
    /// <summary>What was done, each measure once.</summary>
    public required IReadOnlyList<MeasureOutcome> Outcomes { get; init; }

    /// <summary>What is told back.</summary>
    public IEnumerable<FindingKind> Findings
    {
        get
        {
            if (ClosedWithoutCheck)
                yield return FindingKind.CaseClosedWithoutCheck;
            if (MandatoryNotExecuted)
                yield return FindingKind.MandatoryMeasureNotExecuted;
            if (OldCheck != OldCheckCause.None)
                yield return FindingKind.ActedOnOldCheck;
        }
    }
}
