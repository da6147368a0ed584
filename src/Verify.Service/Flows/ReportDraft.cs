using System.Collections.Immutable;
using Verify.Audit;
using Verify.Callers;

namespace Verify.Flows;

/// <summary>A report that has been read and is complete; whether it fits the check is for the flow to say.</summary>
public sealed record ReportDraft
{
    /// <summary>Idempotency key.</summary>
    public required string RequestId { get; init; }
    /// <summary>Keyed digest of the whole request.</summary>
    public required byte[] RequestDigest { get; init; }
    /// <summary>Who reports.</summary>
    public required Caller Caller { get; init; }
    /// <summary>The officer.</summary>
    public required string OperatorId { get; init; }
    /// <summary>The check; null where a case was closed without one.</summary>
    public required Guid? CheckId { get; init; }
    /// <summary>The matter; may be empty where there is a check.</summary>
    public required string MatterCode { get; init; }
    /// <summary>办件编号; may be empty where there is a check.</summary>
    public required string CaseNumber { get; init; }
    /// <summary>What was done, each measure once.</summary>
    public required ImmutableArray<MeasureOutcome> Outcomes { get; init; }
    /// <summary>The day on which the case was closed; null where it says nothing of that.</summary>
    public required DateOnly? CaseClosedOn { get; init; }
    /// <summary>The instant of reporting, read once.</summary>
    public required DateTimeOffset Now { get; init; }
    /// <summary>When the department acted; null for now.</summary>
    public required DateTimeOffset? ActedAt { get; init; }

    /// <summary>Whether the department did something because of the check, rather than leave it undone.</summary>
    public bool Acted => CaseClosedOn is not null || Outcomes.Any(static outcome => outcome.Result == OutcomeResult.Executed);
}
