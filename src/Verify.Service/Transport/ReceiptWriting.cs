using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Verify.Domain;
using Verify.Flows;
using Verify.V1;

namespace Verify.Transport;

/// <summary>A receipt in the words of the wire: names in Chinese, since it is for the file; persons masked, as in every answer (R16).</summary>
internal static class ReceiptWriting
{
    public static Receipt Write(FoundReceipt found)
    {
        var (check, place, catalogue) = (found.Check, found.Place, found.Catalogue);
        var matter = catalogue?.FindMatter(check.MatterCode)?.Matter;
        return new Receipt
        {
            CheckId = check.CheckId.ToString(),
            EvaluatedAt = check.EvaluatedAt.ToTimestamp(),
            RegistryId = found.RegistryId.ToString(),
            Inquirer = new Inquirer
            {
                Department = new NamedCode
                {
                    Code = check.DepartmentCode,
                    Name = catalogue?.Rows.Departments.FirstOrDefault(department => department.Code == check.DepartmentCode)?.Name.Chinese ?? "",
                },
                OperatorId = check.OperatorId,
                Caller = check.Caller,
            },
            Question = new Question
            {
                Subject = check.Subject is { } subject ? Write(subject, found) : null,
                Members = { OthersOf(found, Audit.SubjectPart.Member) },
                RelatedParties = { OthersOf(found, Audit.SubjectPart.Related) },
                Matter = new NamedCode { Code = check.MatterCode, Name = matter?.Name.Chinese ?? "" },
                CaseNumber = check.CaseNumber,
                Stage = (Stage)check.Stage,
                RegionCode = check.RegionCode,
                AsOf = check.AsOf.ToTimestamp(),
                Details = AskedWriting.Read(check.Asked, matter),
            },
            Answer = ByteString.CopyFrom(check.Answer),
            Refusal = check.Refusal,
            Revision = check.Revision,
            CatalogVersion = check.CatalogVersion,
            Place = new RegisterPlace
            {
                Block = place.Block,
                BlockHash = ByteString.CopyFrom(place.Hash),
                PriorHash = ByteString.CopyFrom(place.Prior),
                Index = place.Index,
                CheckDigest = ByteString.CopyFrom(place.Digest),
            },
        };
    }

    private static IEnumerable<Subject> OthersOf(FoundReceipt found, Audit.SubjectPart part) =>
        Audit.NamedSubject.Of(found.Check.OtherSubjects, part).Select(key => Write(key, found));

    private static Subject Write(SubjectKey key, FoundReceipt found)
    {
        var party = found.Subjects[key];
        var written = party.Code is { } code ? SubjectWriting.Write(code) : new Subject();
        written.Name = SubjectWriting.Name(party.Name, key.IsPerson);
        return written;
    }
}
