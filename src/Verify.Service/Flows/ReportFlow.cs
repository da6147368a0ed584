using System.Security.Cryptography;
using Verify.Audit;
using Verify.Catalogs;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Flows;

/// <summary>
/// The story of what became of an answer: the department that asked reports, and hears what the report gives rise to.
/// <code>
///  (1) Transport    proto request -> draft
///  (2) Audit        the check, or what else is on record of the case
///  (3) Registry     whether the answer was still the one to act on
///  (4) Audit        the report is appended; a repeated one gets what was told the first time
/// </code>
/// </summary>
public sealed class ReportFlow(IAuditStore audit, OldCheckLookup oldChecks, CatalogLibrary catalogs)
{
    /// <summary>Takes a report.</summary>
    public async Task<Outcome<OutcomeReport>> ReportAsync(ReportDraft draft, CancellationToken cancellation)
    {
        try
        {
            // (2), (3)
            var report = draft.CheckId is { } checkId
                ? await OfCheckAsync(draft, checkId, cancellation)
                : await OfCaseAsync(draft, cancellation);
            if (report.Value is not { } complete)
                return report;

            // (4)
            var standing = await audit.AppendReportAsync(complete, cancellation);
            return CryptographicOperations.FixedTimeEquals(standing.RequestDigest, draft.RequestDigest)
                ? standing
                : FlowFailures.RequestIdReused(draft.RequestId);
        }
        catch (RegisterUnavailableException exception)
        {
            // The failure becomes UNAVAILABLE: the caller repeats with the same request id, which reports once.
            return FlowFailures.Of(exception);
        }
        catch (StoreUnavailableException)
        {
            // The failure becomes UNAVAILABLE: whether the answer still held cannot be said.
            return FlowFailures.StoreUnavailable;
        }
    }

    private async Task<Outcome<OutcomeReport>> OfCheckAsync(ReportDraft draft, Guid checkId, CancellationToken cancellation)
    {
        if (await audit.FindCheckAsync(checkId, cancellation) is not { Refusal: "" } check)
            return FlowFailures.NotFound("check", checkId.ToString());
        if (draft.Caller.DepartmentCode is { } department && department != check.DepartmentCode)
            return FlowFailures.OtherDepartment("check_id");
        if (FaultOf(draft, check) is { } fault)
            return fault;

        // Another instance's clock may be a little ahead of this one's.
        var actedAt = draft.ActedAt ?? (draft.Now > check.EvaluatedAt ? draft.Now : check.EvaluatedAt);
        var mandatory = check.Measures.Where(static state => state.Measure.Strength == MeasureStrength.Mandatory)
            .Select(static state => state.Measure.Code).ToHashSet(StringComparer.Ordinal);
        return ReportOf(draft, actedAt) with
        {
            DepartmentCode = check.DepartmentCode,
            CheckId = checkId,
            MatterCode = check.MatterCode,
            CaseNumber = check.CaseNumber,
            MustCheck = catalogs.FindVersion(check.CatalogVersion)?.Catalogue.FindMatter(check.MatterCode)?.Matter.MustCheck ?? false,
            MandatoryNotExecuted = draft.Outcomes.Any(outcome =>
                outcome.Result == OutcomeResult.NotExecuted && mandatory.Contains(outcome.MeasureCode)),
            OldCheck = draft.Acted ? await oldChecks.CauseAsync(check, actedAt, cancellation) : OldCheckCause.None,
        };
    }

    /// <summary>A case that is closed without naming a check is covered only if the register has an answer given for it (ZS-46).</summary>
    private async Task<Outcome<OutcomeReport>> OfCaseAsync(ReportDraft draft, CancellationToken cancellation)
    {
        var actedAt = draft.ActedAt ?? draft.Now;
        if (catalogs.InForce(actedAt, draft.Now).Catalogue.FindMatter(draft.MatterCode) is not { } matter)
            return FlowFailures.UnknownMatter(draft.MatterCode);

        var known = await audit.SearchChecksAsync(
            new CheckFilter
            {
                DepartmentCode = draft.Caller.DepartmentCode,
                MatterCode = draft.MatterCode,
                CaseNumber = draft.CaseNumber,
                To = draft.Now,
                Refused = false,
            },
            count: 1,
            cancellation);
        return ReportOf(draft, actedAt) with
        {
            MustCheck = matter.Matter.MustCheck,
            ClosedWithoutCheck = matter.Matter.MustCheck && known.Count == 0,
        };
    }

    private static Failure? FaultOf(ReportDraft draft, RegisteredCheck check)
    {
        var violations = new List<FieldViolation>();
        for (var i = 0; i < draft.Outcomes.Length; i++)
        {
            if (!check.Measures.Any(state => state.Measure.Code == draft.Outcomes[i].MeasureCode))
                violations.Add(new FieldViolation($"outcomes[{i}].measure_code", "The check did not advise this measure."));
        }

        if (draft.MatterCode.Length > 0 && draft.MatterCode != check.MatterCode)
            violations.Add(new FieldViolation("matter_code", "Not the matter of the check."));
        if (draft.CaseNumber.Length > 0 && draft.CaseNumber != check.CaseNumber)
            violations.Add(new FieldViolation("case_number", "Not the case of the check."));
        if (draft.ActedAt < check.EvaluatedAt)
            violations.Add(new FieldViolation("acted_at", "Lies before the check."));
        return violations.Count == 0 ? null : FlowFailures.InvalidFields(violations);
    }

    private static OutcomeReport ReportOf(ReportDraft draft, DateTimeOffset actedAt) => new()
    {
        ReportId = Guid.CreateVersion7(draft.Now),
        RequestId = draft.RequestId,
        RequestDigest = draft.RequestDigest,
        Caller = draft.Caller.Id,
        DepartmentCode = draft.Caller.DepartmentCode ?? "",
        OperatorId = draft.OperatorId,
        CheckId = null,
        MatterCode = draft.MatterCode,
        CaseNumber = draft.CaseNumber,
        ReportedAt = draft.Now,
        ActedAt = actedAt,
        CaseClosedOn = draft.CaseClosedOn,
        MustCheck = false,
        ClosedWithoutCheck = false,
        MandatoryNotExecuted = false,
        OldCheck = OldCheckCause.None,
        Outcomes = draft.Outcomes,
    };
}
