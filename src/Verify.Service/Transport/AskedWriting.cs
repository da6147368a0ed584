using System.Text.RegularExpressions;
using Google.Protobuf.WellKnownTypes;
using Verify.Audit;
using Verify.Domain;
using Verify.Flows;
using Verify.Registry;
using Verify.Transport.Replies;
using Verify.V1;

namespace Verify.Transport;

/// <summary>
/// What a question says beyond the register's columns, as <see cref="AskedDetails"/>: written in one place and in one order, so that one
/// question has one encoding. Persons are masked before anything is written (R16).
/// </summary>
internal static partial class AskedWriting
{
    [ThreadStatic]
    private static FieldWriter? writing;

    /// <inheritdoc cref="IAnswerWriter.WriteAsked"/>
    public static byte[] Write(CheckQuestion question, IReadOnlyList<NamedSubject> others)
    {
        var details = writing ??= new FieldWriter();
        details.Clear();
        foreach (var material in question.MissingMaterials)
            details.Message(AskedDetails.MissingMaterialsFieldNumber, new NamedCode { Code = material });
        if (question.Commitment is { } commitment)
            details.Message(AskedDetails.CommitmentFieldNumber, Of(commitment));
        WriteParties(question, others, details);
        if (!question.IsLive)
            details.Message(AskedDetails.KnownAtFieldNumber, Of(question.Knowledge));
        if (question.PersonBasis is { } basis)
            details.Message(AskedDetails.PersonBasisFieldNumber, Of(basis));
        return details.Written.ToArray();
    }

    /// <summary>Details as they were written, with the names of materials by the catalogue of then; null where there are none.</summary>
    public static AskedDetails? Read(byte[] asked, Domain.Matter? matter)
    {
        if (asked.Length == 0)
            return null;
        var details = AskedDetails.Parser.ParseFrom(asked);
        foreach (var material in details.MissingMaterials)
            material.Name = matter?.FindMaterial(material.Code)?.Name.Chinese ?? "";
        return details;
    }

    private static void WriteParties(CheckQuestion question, IReadOnlyList<NamedSubject> others, FieldWriter details)
    {
        var subject = question.Subjects[0];
        if (IsSaidOf(subject))
            details.Message(AskedDetails.SubjectFieldNumber, new AskedParty { Given = Given(subject.Reading.Code, subject.Name) });
        if (others.Count == 0)
            return;

        var members = NamedSubject.Of(others, Audit.SubjectPart.Member);
        for (var i = 1; i < question.Subjects.Length; i++)
        {
            if (question.Subjects[i] is var member && IsSaidOf(member))
            {
                details.Message(
                    AskedDetails.MembersFieldNumber,
                    new AskedParty { Index = Array.IndexOf(members, others[i - 1].Key), Given = Given(member.Reading.Code, member.Name) });
            }
        }

        var related = NamedSubject.Of(others, Audit.SubjectPart.Related);
        for (var i = 0; i < question.Related.Length; i++)
        {
            var (code, name, role) = question.Related[i];
            details.Message(
                AskedDetails.RelatedPartiesFieldNumber,
                new AskedParty { Index = Array.IndexOf(related, others[question.Subjects.Length - 1 + i].Key), Given = Given(code, name), Role = (V1.Role)role });
        }
    }

    private static bool IsSaidOf(AskedSubject subject) => subject.Name.Length > 0 || subject.Reading.Code.IsOld;

    private static Subject? Given(SubjectCode code, string name)
    {
        if (name.Length == 0 && !code.IsOld)
            return null;
        var given = code.IsOld ? SubjectWriting.Write(code) : new Subject();
        given.Name = Unnumbered(SubjectWriting.Name(name, code.IsPerson));
        return given;
    }

    private static Commitment Of(Decisions.GivenCommitment commitment) => new()
    {
        Type = (V1.CommitmentType)commitment.Type, Signed = commitment.Signed, DueDate = AnswerWriting.Date(commitment.DueOn),
    };

    private static KnownAt Of(Knowledge knowledge) =>
        knowledge.Revision is { } revision ? new KnownAt { Revision = revision } : new KnownAt { Instant = knowledge.Instant!.Value.ToTimestamp() };

    private static PersonBasis Of(AskedBasis basis) => basis.Consent is not { } consent
        ? new PersonBasis { StatutoryCode = Unnumbered(basis.StatutoryCode) }
        : new PersonBasis
        {
            Consent = new Consent
            {
                Purpose = Unnumbered(consent.Purpose), GrantedOn = AnswerWriting.Date(consent.GrantedOn), ExpiresOn = AnswerWriting.Date(consent.ExpiresOn),
            },
        };

    /// <summary>A free text without what could be a citizen's number, which has no place in any of these.</summary>
    private static string Unnumbered(string text) =>
        text.Length < ShortestNumber ? text : CitizenNumber().Replace(text, static number => new SubjectCode(Domain.CodeType.ResidentId, number.Value).Masked);

    private const int ShortestNumber = 15;

    [GeneratedRegex("[0-9]{15,}[Xx]?")]
    private static partial Regex CitizenNumber();
}
