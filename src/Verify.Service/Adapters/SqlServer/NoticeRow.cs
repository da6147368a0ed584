using Verify.Audit;

namespace Verify.Adapters.SqlServer;

/// <summary>A notice, as both statements select it.</summary>
internal sealed record NoticeRow(
    byte Kind, string EntryId, long Revision, string Department, long Since, long Checks, string LastCheckId, long? AcknowledgedAt, string? Operator)
{
    public Notice ToNotice() => new(
        new NoticeName((NoticeKind)Kind, EntryId, Revision, Department),
        FactRow.Instant(Since),
        Checks,
        Guid.Parse(LastCheckId),
        AcknowledgedAt is { } at ? new AcknowledgementRow(at, Operator!).ToAcknowledgement() : null);
}

/// <summary>That a department has taken note.</summary>
internal sealed record AcknowledgementRow(long AcknowledgedAt, string Operator)
{
    public Acknowledgement ToAcknowledgement() => new(FactRow.Instant(AcknowledgedAt), Operator);
}
