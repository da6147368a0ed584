using Google.Protobuf;
using System.Collections.Immutable;
using Verify.Callers;
using Verify.Catalogs;
using Verify.Decisions;
using Verify.Domain;
using Verify.Flows;
using Verify.Registry;
using Verify.Service.Tests.Catalogs;
using Verify.Tests.Stores;
using Verify.Transport;
using Verify.V1;
using CodeType = Verify.Domain.CodeType;

namespace Verify.Service.Tests.WorkedExamples;

/// <summary>An example decided by the pure engine alone: no store, no server, no clock.</summary>
internal static class PureDecision
{
    private static readonly Catalogue Catalogue = CatalogReader.Read(RepositoryCatalogs.WorkedExamples).Catalogue!;
    private static readonly DateTimeOffset Now = new(2026, 6, 15, 10, 0, 0, ChinaTime.Offset);

    public static CheckResponse Answer(Example example)
    {
        var facts = FactsOf(World.Of(example.Given));
        var request = example.Question;
        var matter = Catalogue.FindMatter(request.MatterCode)!;
        var subjects = (request.Members.Count > 0 ? request.Members.ToArray() : [request.Subject])
            .Select(static subject => new AskedSubject(ReadCode(subject), "")).ToImmutableArray();
        var errors = new FieldErrors();
        var @case = new Case
        {
            Catalogue = Catalogue,
            Matter = matter,
            RegionCode = request.RegionCode,
            AsOf = Now,
            DepartmentCode = example.Department,
            MissingMaterials = [.. request.MissingMaterials],
            Commitment = request.Commitment is { } given
                ? new GivenCommitment((Domain.CommitmentType)given.Type, given.Signed, errors.Date(given.DueDate, "due_date"))
                : null,
            Sources = [.. matter.Sources.Select(source => new SourceStatus(source, LastSyncOf(SubjectKey.OfSource(source.Code))))],
        };
        var decisions = subjects.Select(subject => DecisionEngine.Decide(@case, ApplicantOf(subject.Reading.Code))).ToArray();
        var decision = request.Members.Count > 0 ? ConsortiumRules.Combine(decisions) : decisions[0];
        var reply = AnswerWriting.English.Write(
            new CheckAnswer(Guid.Empty, QuestionOf(request, subjects, matter), [], decision, 0, Now, true, null, @case.Sources, null));
        var answer = CheckResponse.Parser.ParseFrom(reply);

        // Every worked example proves by the way that replies are encoded as Google.Protobuf encodes them, to the byte.
        Assert.Equal(answer.ToByteArray(), reply);
        return answer;

        Applicant ApplicantOf(SubjectCode code)
        {
            var dossier = DossierOf(KeyOf(code));
            return new Applicant
            {
                Dossier = dossier,
                BirthDate = BirthDateOf(code),
                Related =
                [
                    .. dossier.Relations.Select(static relation => (Domain.RelationRecorded)relation.Fact)
                        .Select(relation => new RelatedApplicant(relation.Role, DossierOf(relation.Related), null, relation.From, relation.To)),
                    .. request.RelatedParties.Select(party => new RelatedApplicant(
                        (Domain.Role)party.Role, DossierOf(TestKeys.Subjects.KeyOf(ReadCode(party.Subject).Code)), BirthDateOf(ReadCode(party.Subject).Code))),
                ],
            };
        }

        // The registry's part: an organisation code that is part of a registered USCC is that subject's.
        SubjectKey KeyOf(SubjectCode code) => code.Type == CodeType.OrganisationCode
            ? facts.Select(static fact => fact.Subject).First(key => key.Uscc is { } uscc && uscc.AsSpan(8, 9).SequenceEqual(code.Value))
            : TestKeys.Subjects.KeyOf(code);

        DateTimeOffset LastSyncOf(SubjectKey source) => facts.Where(fact => fact.Subject == source).Max(static fact => fact.OccurredAt);

        Dossier DossierOf(SubjectKey key) => Dossier.Fold(key, facts.Count, facts.Where(fact => fact.Subject == key));
    }

    private static List<Domain.RecordedFact> FactsOf(World world)
    {
        var facts = new List<Domain.RecordedFact>();
        foreach (var record in world.Records)
        {
            var errors = new FieldErrors();
            var reading = new FactReading(TestKeys.Subjects, errors);
            var given = record.OccurredAt?.ToDateTimeOffset();
            var fact = reading.Read(record.Fact, record.DocumentNumber, ChinaTime.DateOf(given ?? Now))!;
            var subject = fact is Domain.SourceSynced synced ? SubjectKey.OfSource(synced.Source) : reading.Subject(record.Subject, "subject")!.Value;
            Assert.True(errors.IsEmpty);
            facts.Add(new(facts.Count + 1, subject, given ?? EffectiveInstant.Of(fact, Now), Now, default, "", fact));
        }

        return facts;
    }

    private static CheckQuestion QuestionOf(CheckRequest request, ImmutableArray<AskedSubject> subjects, MatterView matter) => new()
    {
        RequestId = "",
        RequestDigest = [],
        Caller = DevelopmentCallers.Open("test", null),
        OperatorId = "",
        Subjects = subjects,
        IsConsortium = request.Members.Count > 0,
        HasLead = false,
        Related = [],
        Catalogue = Catalogue,
        Matter = matter,
        CaseNumber = request.CaseNumber,
        Stage = (int)request.Stage,
        RegionCode = request.RegionCode,
        MissingMaterials = [],
        Commitment = null,
        Now = Now,
        AsOf = Now,
        Knowledge = Knowledge.Now,
        AtLeastRevision = 0,
    };

    private static CodeReading ReadCode(Subject subject) => SubjectCodes.Read((CodeType)(subject.CodeType - 1), subject.Code);

    private static DateOnly? BirthDateOf(SubjectCode code) => code.Type == CodeType.ResidentId ? ResidentId.BirthDate(code.Value) : null;
}
