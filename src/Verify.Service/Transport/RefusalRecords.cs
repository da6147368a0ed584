using Verify.Audit;
using Verify.Callers;
using Verify.Domain;
using Verify.V1;

namespace Verify.Transport;

/// <summary>A refused question as a row of the register: who asked for what, cut to sane lengths, and never a code.</summary>
internal static class RefusalRecords
{
    private const int MaxLength = 128;

    public static CheckRecord Of(Failure refusal, CheckRequest request, Caller caller, DateTimeOffset now) => new(
        CheckIds.New(now),
        RequestId: "",
        RequestDigest: [],
        caller.Id,
        caller.DepartmentCode ?? "",
        Cut(request.OperatorId),
        Subject: null,
        Cut(request.MatterCode),
        Cut(request.CaseNumber),
        (int)request.Stage,
        Cut(request.RegionCode),
        EvaluatedAt: now,
        AsOf: now,
        Revision: 0,
        CatalogVersion: "",
        Disposition: 0,
        FailureStatus.NameOf(refusal.Reason),
        Answer: []);

    private static string Cut(string text) => text.Length <= MaxLength ? text : text[..MaxLength];
}
