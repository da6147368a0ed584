using Verify.Audit;

namespace Verify.Adapters.SqlServer;

/// <summary>Something that a department must answer for.</summary>
internal sealed record FindingRow(
    byte Kind,
    string FoundOn,
    string Department,
    string Operator,
    string Matter,
    string CaseNumber,
    string? CheckId,
    string Measure,
    string Reason,
    byte OldCheck,
    string? SettledOn,
    string Position)
{
    public AuditFinding ToFinding() => new()
    {
        Kind = (FindingKind)Kind,
        FoundOn = IsoDay.Read(FoundOn),
        DepartmentCode = Department,
        OperatorId = Operator,
        MatterCode = Matter,
        CaseNumber = CaseNumber,
        CheckId = CheckId is null ? null : Guid.Parse(CheckId),
        MeasureCode = Measure,
        Reason = Reason,
        OldCheck = (OldCheckCause)OldCheck,
        SettledOn = IsoDay.ReadIfAny(SettledOn),
        Position = Position,
    };
}
