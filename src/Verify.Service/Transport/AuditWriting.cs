using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Verify.Audit;
using Verify.Domain;

namespace Verify.Transport;

/// <summary>What the register tells, in the words of the wire.</summary>
/// <param name="show">A subject as it may be shown.</param>
internal sealed class AuditWriting(Func<SubjectKey, V1.Subject> show)
{
    public V1.RegisteredCheck Write(RegisteredCheck check) => new()
    {
        CheckId = check.CheckId.ToString(),
        EvaluatedAt = check.EvaluatedAt.ToTimestamp(),
        AsOf = check.AsOf.ToTimestamp(),
        DepartmentCode = check.DepartmentCode,
        OperatorId = check.OperatorId,
        Subject = check.Subject is { } subject ? show(subject) : null,
        MatterCode = check.MatterCode,
        CaseNumber = check.CaseNumber,
        Stage = (V1.Stage)check.Stage,
        RegionCode = check.RegionCode,
        Disposition = (V1.Disposition)check.Disposition,
        Refusal = check.Refusal,
        EntryIds = { check.Entries },
        Measures = { check.Measures.Select(Write) },
        FeedbackDueOn = Day(check.FeedbackDueOn),
        AnswerValidUntil = check.AnswerValidUntil?.ToTimestamp(),
        Revision = check.Revision,
        CatalogVersion = check.CatalogVersion,
    };

    public V1.AffectedCheck Write(RegisteredCheck check, IReadOnlyList<RetractedEntry> retracted)
    {
        var fact = retracted.FirstOrDefault(one => one.Concerns(check));
        return new V1.AffectedCheck
        {
            Check = Write(check),
            RetractedByRevision = fact?.Revision ?? 0,
            RetractedAt = fact?.RecordedAt.ToTimestamp(),
        };
    }

    public static V1.Notice Write(Notice notice) => new()
    {
        Kind = (V1.NoticeKind)notice.Name.Kind,
        EntryId = notice.Name.EntryId,
        Revision = notice.Name.Revision,
        DepartmentCode = notice.Name.DepartmentCode,
        Since = notice.Since.ToTimestamp(),
        Checks = notice.Checks,
        LastCheckId = notice.LastCheckId.ToString(),
        AcknowledgedAt = notice.Acknowledged?.At.ToTimestamp(),
        AcknowledgedBy = notice.Acknowledged?.OperatorId ?? "",
    };

    public static V1.ReportOutcomeResponse Write(OutcomeReport report)
    {
        var response = new V1.ReportOutcomeResponse
        {
            ReportId = report.ReportId.ToString(),
            ReportedAt = report.ReportedAt.ToTimestamp(),
            OldCheckCause = (V1.OldCheckCause)report.OldCheck,
        };
        foreach (var finding in report.Findings)
            response.Findings.Add((V1.FindingKind)finding);
        return response;
    }

    public static V1.AuditFinding Write(AuditFinding finding) => new()
    {
        Kind = (V1.FindingKind)finding.Kind,
        FoundOn = Day(finding.FoundOn),
        DepartmentCode = finding.DepartmentCode,
        OperatorId = finding.OperatorId,
        MatterCode = finding.MatterCode,
        CaseNumber = finding.CaseNumber,
        CheckId = finding.CheckId?.ToString() ?? "",
        MeasureCode = finding.MeasureCode,
        Reason = finding.Reason,
        OldCheckCause = (V1.OldCheckCause)finding.OldCheck,
        SettledOn = Day(finding.SettledOn),
    };

    /// <summary>A check as the subject sees it: what was answered about somebody else in the same question is not its business.</summary>
    public static V1.Access Access(RegisteredCheck check, SubjectKey subject, Catalogue catalogue, Language language)
    {
        var part = check.Subject == subject ? SubjectPart.Asked : check.OtherSubjects.First(other => other.Key == subject).Part;
        var department = catalogue.Rows.Departments.FirstOrDefault(department => department.Code == check.DepartmentCode);
        var access = new V1.Access
        {
            CheckId = check.CheckId.ToString(),
            AccessedAt = check.EvaluatedAt.ToTimestamp(),
            Department = new V1.NamedCode { Code = check.DepartmentCode, Name = department?.Name.In(language) ?? "" },
            Matter = new V1.NamedCode
            {
                Code = check.MatterCode,
                Name = catalogue.FindMatter(check.MatterCode)?.Matter.Name.In(language) ?? "",
            },
            Part = (V1.SubjectPart)part,
        };
        if (part != SubjectPart.Related)
        {
            access.Disposition = (V1.Disposition)check.Disposition;
            access.MeasureCodes.AddRange(check.Measures.Select(static state => state.Measure.Code));
        }

        return access;
    }

    private static V1.RegisteredMeasure Write(MeasureState state) => new()
    {
        Code = state.Measure.Code,
        Effect = (V1.MeasureEffect)state.Measure.Effect,
        Strength = (V1.MeasureStrength)state.Measure.Strength,
        FeedbackRequired = state.Measure.FeedbackRequired,
        Result = (V1.OutcomeResult)(state.Last?.Result ?? OutcomeResult.None),
        Reason = state.Last?.Reason ?? "",
        ReportedAt = state.Last?.ReportedAt.ToTimestamp(),
    };

    private static string Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture) ?? "";
}
