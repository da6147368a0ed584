using Verify.Callers;
using Verify.Domain;
using Verify.Flows;
using Verify.V1;
using Fact = Verify.V1.Fact;

namespace Verify.Transport;

/// <summary>What a caller may record: kinds of fact, in the name of its own department, about its kinds of subject.</summary>
internal static class RecordPermissions
{
    /// <summary>Why the caller may not record this; null where it may, or where there is no fact.</summary>
    public static Failure? FaultOf(RecordRequest request, Caller caller)
    {
        if (request.Fact is { FactCase: not Fact.FactOneofCase.None } fact && KindOf(fact) is var kind && !caller.Grants.MayRecord(kind))
            return CallerFailures.NoScope(ScopeNames.RecordPrefix + kind);
        return caller.DepartmentCode is { } own && request.RecordedBy is { DepartmentCode.Length: > 0 } by && by.DepartmentCode != own
            ? FlowFailures.OtherDepartment("recorded_by.department_code")
            : null;
    }

    /// <summary>Why the caller may not record facts about a subject; null where it may, or where the fact is of a source.</summary>
    public static Failure? FaultOf(SubjectKey subject, Grants grants) =>
        subject.IsPerson && !grants.Persons ? CallerFailures.NoSubject("subject", isPerson: true)
        : subject.Organisation is not null && !grants.Organisations ? CallerFailures.NoSubject("subject", isPerson: false)
        : null;

    /// <summary>The words for kinds of fact, which scopes name: <c>entry_listed</c>.</summary>
    public static IEnumerable<string> Kinds => Fact.Descriptor.Oneofs[0].Fields.Select(static one => one.Name);

    private static string KindOf(Fact fact) => Fact.Descriptor.FindFieldByNumber((int)fact.FactCase).Name;
}
