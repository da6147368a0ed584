using Verify.Audit;

namespace Verify.Tests.Stores;

/// <summary>Reports of departments.</summary>
public static class Reports
{
    /// <summary>A report on a check, its request id as good as unique.</summary>
    public static OutcomeReport Of(CheckRecord check, DateTimeOffset at, params (string Measure, OutcomeResult Result)[] outcomes) => new()
    {
        ReportId = Guid.CreateVersion7(at),
        RequestId = Guid.NewGuid().ToString(),
        RequestDigest = [1, 2],
        Caller = "caller-1",
        DepartmentCode = check.DepartmentCode,
        OperatorId = "op-2",
        CheckId = check.CheckId,
        MatterCode = check.MatterCode,
        CaseNumber = check.CaseNumber,
        ReportedAt = at,
        ActedAt = at,
        CaseClosedOn = null,
        MustCheck = true,
        ClosedWithoutCheck = false,
        MandatoryNotExecuted = false,
        OldCheck = OldCheckCause.None,
        Outcomes = [.. outcomes.Select(static outcome => new MeasureOutcome(outcome.Measure, outcome.Result, "理由"))],
    };
}
