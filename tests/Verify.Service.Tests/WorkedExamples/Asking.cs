using Verify.V1;

namespace Verify.Service.Tests.WorkedExamples;

/// <summary>Questions in the words of the examples. Jinsha is where cases are, unless said otherwise.</summary>
internal static class Asking
{
    public const string Jinsha = "520523";
    public const string Zhongshan = "442000";
    public const string Fujian = "350100";
    public const string Haitang = "460202";
    public const string Qingtongxia = "640381";

    public static Subject Subject(string code) => new()
    {
        Code = code,
        CodeType = code.StartsWith("520599", StringComparison.Ordinal) ? CodeType.ResidentId
            : code.Contains('-', StringComparison.Ordinal) ? CodeType.OrganisationCode
            : CodeType.Uscc,
    };

    /// <summary>A listing with everything that a black one must say (QTX-10, JS-77).</summary>
    public static EntryListed Listing(string entryId, string kind, string start, string end) => new()
    {
        EntryId = entryId,
        ListKind = kind,
        Recogniser = "认定单位",
        DecisionDocument = "决〔2025〕1号",
        Reason = "事由",
        LegalBasis = { "依据条款" },
        MeasureHints = "惩戒措施提示",
        RemovalConditions = "移除条件",
        RemovalProcedure = "移除程序",
        Remedies = "救济措施",
        StartOn = start,
        EndOn = end,
    };

    public static CheckRequest Ask(string code, string matter, string region = Jinsha)
    {
        var subject = Subject(code);
        return new CheckRequest
        {
            Subject = subject,
            MatterCode = matter,
            CaseNumber = "办件-1",
            Stage = Stage.Accept,
            RegionCode = region,
            OperatorId = "officer",
            PersonBasis = subject.CodeType == CodeType.ResidentId ? new PersonBasis { StatutoryCode = "GPL-22" } : null,
        };
    }

    public static CheckRequest Consortium(string matter, params string[] members)
    {
        var request = Ask(members[0], matter);
        request.Subject = null;
        request.Members.AddRange(members.Select(Subject));
        return request;
    }

    public static CheckRequest Missing(this CheckRequest request, params string[] materials)
    {
        request.MissingMaterials.AddRange(materials);
        return request;
    }

    public static CheckRequest Committing(this CheckRequest request, string due, CommitmentType type = CommitmentType.Proactive)
    {
        request.Commitment = new Commitment { Type = type, Signed = true, DueDate = due };
        return request;
    }

    public static CheckRequest With(this CheckRequest request, string person, Role role)
    {
        request.RelatedParties.Add(new RelatedParty { Subject = Subject(person), Role = role });
        return request;
    }
}
