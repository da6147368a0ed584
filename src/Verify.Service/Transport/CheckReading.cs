using System.Collections.Immutable;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Verify.Callers;
using Verify.Catalogs;
using Verify.Decisions;
using Verify.Domain;
using Verify.Flows;
using Verify.Registry;
using Verify.V1;
using FieldFault = Verify.Domain.FieldFault;
using Matter = Verify.Domain.Matter;

namespace Verify.Transport;

/// <summary>(1) A request of the wire becomes a question, or every reason why it is none.</summary>
public sealed class CheckReading(CatalogLibrary catalogs, SubjectKeys keys, PersonProbes? probes = null)
{
    /// <summary>Most members of one consortium.</summary>
    public const int MaxMembers = 100;

    /// <summary>Most related parties in one question.</summary>
    public const int MaxRelatedParties = 100;

    /// <summary>Most missing materials in one question.</summary>
    public const int MaxMaterials = 100;

    /// <summary>The longest purpose of a consent, in characters.</summary>
    public const int MaxPurpose = 256;

    /// <summary>The longest <c>max_staleness</c>: a day.</summary>
    public const int MaxStalenessSeconds = 86_400;

    private static readonly DateTimeOffset EarliestInstant = new(1992, 1, 1, 0, 0, 0, ChinaTime.Offset);

    /// <summary>Reads a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="now">The instant of asking, read once.</param>
    public Outcome<CheckQuestion> Read(CheckRequest request, Caller caller, DateTimeOffset now) =>
        CheckPermissions.FaultOf(request, caller.Grants, catalogs, now) is { } refusal ? refusal : ReadPermitted(request, caller, now);

    /// <summary>Reads a request of which <see cref="FaultOf"/> has said that its caller may make it.</summary>
    public Outcome<CheckQuestion> ReadPermitted(CheckRequest request, Caller caller, DateTimeOffset now)
    {
        var errors = new FieldErrors();
        var question = Read(request, caller, now, errors, withSubjects: true);

        if (CheckPermissions.FaultOf(question.Subjects, question.Related, caller.Grants) is { } notAllowed)
            return notAllowed;

        // R0 goes before R1: who may not ask about a person does not learn whether the rest of the question is right.
        if (FaultOfPersons(request, question, now) is { } refusal)
            return refusal;

        if (!errors.IsEmpty)
            return errors.ToFailure();
        return AsksAboutPersons(question) ? question with { PersonBasis = PersonBasisReading.Read(request.PersonBasis) } : question;
    }

    private static bool AsksAboutPersons(CheckQuestion question)
    {
        foreach (var subject in question.Subjects)
        {
            if (subject.Reading.Code.IsPerson)
                return true;
        }

        return false;
    }

    private Failure? FaultOfPersons(CheckRequest request, CheckQuestion question, DateTimeOffset now)
    {
        var asksAboutPersons = AsksAboutPersons(question);
        if (!asksAboutPersons && question.Related.IsEmpty)
            return null;
        var refusal = asksAboutPersons ? PersonBasisReading.FaultOf(request.PersonBasis, ChinaTime.DateOf(now)) : null;
        var persons = question.Subjects.Select(static subject => subject.Reading.Code)
            .Concat(question.Related.Select(static one => one.Code))
            .Where(static code => code.IsPerson);
        foreach (var person in persons)
        {
            if (probes?.Charge(question.Caller.Id, person, refusal is not null, now) is { } over)
                return over;
        }

        return refusal;
    }

    /// <summary>What is wrong with a question, whoever it is about; null where nothing is.</summary>
    public Failure? FaultOf(CheckRequest context, Caller caller, DateTimeOffset now)
    {
        if (CheckPermissions.FaultOf(context, caller.Grants, catalogs, now) is { } refusal)
            return refusal;
        var errors = new FieldErrors();
        Read(context, caller, now, errors, withSubjects: false);
        return errors.IsEmpty ? null : errors.ToFailure();
    }

    private CheckQuestion Read(CheckRequest request, Caller caller, DateTimeOffset now, FieldErrors errors, bool withSubjects)
    {
        var asOf = ReadInstant(request.AsOf, "as_of", now, errors) ?? now;
        var knowledge = ReadKnowledge(request.KnownAt, request.AsOf is null ? Knowledge.Now : new Knowledge(null, asOf), now, errors);
        var catalogue = catalogs.InForce(asOf, knowledge.Instant ?? DateTimeOffset.MaxValue, knowledge.Revision ?? long.MaxValue).Catalogue;

        var matter = catalogue.FindMatter(request.MatterCode);
        if (matter is null)
            errors.Add(FlowFailures.UnknownMatter(request.MatterCode));
        if (string.IsNullOrWhiteSpace(request.CaseNumber))
            errors.Add("case_number", "Required: no check without a case (QTX-32).", FieldFault.NoCase, FailureReason.MissingCaseNumber);
        errors.Text(request.CaseNumber, "case_number", 128);
        errors.Id(request.RequestId, "request_id");
        errors.Text(request.OperatorId, "operator_id", 128);
        errors.Text(request.PersonBasis?.Consent?.Purpose ?? "", "person_basis.consent.purpose", MaxPurpose);
        errors.Text(request.PersonBasis?.StatutoryCode ?? "", "person_basis.statutory_code", 128);
        errors.Known(request.Stage, "stage", required: true);
        if (request.RegionCode.Length != 6 || request.RegionCode.AsSpan().ContainsAnyExceptInRange('0', '9'))
            errors.Add("region_code", "Required: the 6-digit GB/T 2260 code of the case's region.", FieldFault.NotARegion);

        return new CheckQuestion
        {
            RequestId = request.RequestId,
            RequestDigest = request.RequestId.Length > 0 ? keys.RequestDigest(request.ToByteArray()) : [],
            Caller = caller,
            OperatorId = request.OperatorId,
            IsConsortium = request.Members.Count > 0,
            HasLead = request.Members.Count > 0 && request.Subject is not null,
            Related = ReadRelated(request, errors),
            Catalogue = catalogue,
            Matter = matter!,
            CaseNumber = request.CaseNumber,
            Stage = (int)request.Stage,
            RegionCode = request.RegionCode,
            MissingMaterials = ReadMaterials(request, matter?.Matter, errors),
            Commitment = ReadCommitment(request.Commitment, errors),
            Now = now,
            AsOf = asOf,
            Knowledge = knowledge,
            AtLeastRevision = ReadAtLeast(request, knowledge, errors),
            MaxStaleness = ReadMaxStaleness(request.Consistency?.MaxStaleness, errors),
            Latest = request.Consistency?.Latest is not null,
            Subjects = withSubjects ? ReadSubjects(request, errors) : [],
        };
    }

    /// <summary>Reads what the registry knew.</summary>
    public static Knowledge ReadKnowledge(KnownAt? knownAt, Knowledge otherwise, DateTimeOffset now, FieldErrors errors)
    {
        switch (knownAt?.AtCase)
        {
            case KnownAt.AtOneofCase.Instant:
                return ReadInstant(knownAt.Instant, "known_at.instant", now, errors) is { } instant ? new Knowledge(null, instant) : otherwise;
            case KnownAt.AtOneofCase.Revision:
                if (knownAt.Revision < 0)
                    errors.Add("known_at.revision", "A revision is not negative.");
                return new Knowledge(knownAt.Revision, null);
            default:
                return otherwise;
        }
    }

    /// <summary>Reads an instant that must not lie in the future.</summary>
    public static DateTimeOffset? ReadInstant(Timestamp? timestamp, string field, DateTimeOffset now, FieldErrors errors)
    {
        if (timestamp is null)
            return null;
        if (timestamp.Nanos is < 0 or > 999_999_999 || timestamp.Seconds < EarliestInstant.ToUnixTimeSeconds())
        {
            errors.Add(field, "Not an instant since 1992.", FieldFault.NotAnInstant);
            return null;
        }

        if (timestamp.Seconds > now.ToUnixTimeSeconds() || timestamp.ToDateTimeOffset() > now)
        {
            errors.Add(new Failure(FailureReason.FutureInstant, "")
            {
                Violations = [new FieldViolation(field, "Lies in the future.", FailureReason.FutureInstant, FieldFault.InFuture)],
            }.With("field", field));
            return null;
        }

        return timestamp.ToDateTimeOffset();
    }

    private static ImmutableArray<AskedSubject> ReadSubjects(CheckRequest request, FieldErrors errors)
    {
        errors.Limit(request.Members.Count, "members", MaxMembers);
        if (request.Members.Count == 0)
            return [new AskedSubject(errors.Code(request.Subject, "subject"), request.Subject?.Name ?? "")];
        var subjects = ImmutableArray.CreateBuilder<AskedSubject>();
        if (request.Subject is not null)
            subjects.Add(new AskedSubject(errors.Code(request.Subject, "subject"), request.Subject.Name));
        for (var i = 0; i < Math.Min(request.Members.Count, MaxMembers); i++)
        {
            var member = new AskedSubject(errors.Code(request.Members[i], $"members[{i}]"), request.Members[i].Name, i);

            // The lead may stand among the members too; everybody is checked once.
            if (!subjects.Any(known => known.Reading.Code == member.Reading.Code))
                subjects.Add(member);
        }

        return subjects.ToImmutable();
    }

    private static ImmutableArray<AskedRelated> ReadRelated(CheckRequest request, FieldErrors errors)
    {
        if (request.RelatedParties.Count == 0)
            return [];
        errors.Limit(request.RelatedParties.Count, "related_parties", MaxRelatedParties);
        var related = ImmutableArray.CreateBuilder<AskedRelated>();
        for (var i = 0; i < Math.Min(request.RelatedParties.Count, MaxRelatedParties); i++)
        {
            var party = request.RelatedParties[i];
            errors.Known(party.Role, $"related_parties[{i}].role", required: true);
            var reading = errors.Code(party.Subject, $"related_parties[{i}].subject");
            related.Add(new AskedRelated(reading.Code, party.Subject?.Name ?? "", (Domain.Role)party.Role));
        }

        return related.ToImmutable();
    }

    private static ImmutableArray<string> ReadMaterials(CheckRequest request, Matter? matter, FieldErrors errors)
    {
        if (request.MissingMaterials.Count == 0)
            return [];
        errors.Limit(request.MissingMaterials.Count, "missing_materials", MaxMaterials);
        for (var i = 0; matter is not null && i < Math.Min(request.MissingMaterials.Count, MaxMaterials); i++)
        {
            if (matter.FindMaterial(request.MissingMaterials[i]) is null)
            {
                var known = string.Join(", ", matter.Materials.Select(static material => material.Code));
                errors.Add($"missing_materials[{i}]", $"Not a material of this matter; it has {(known.Length > 0 ? known : "none")}.", FieldFault.UnknownMaterial);
            }
        }

        return [.. request.MissingMaterials.Distinct()];
    }

    private static GivenCommitment? ReadCommitment(Commitment? commitment, FieldErrors errors)
    {
        if (commitment is null)
            return null;
        errors.Known(commitment.Type, "commitment.type");
        return new GivenCommitment(
            (Domain.CommitmentType)commitment.Type, commitment.Signed, errors.Date(commitment.DueDate, "commitment.due_date"));
    }

    /// <summary>A known_at beyond the head is a revision that has not been reached, not a shorter past.</summary>
    private static long ReadAtLeast(CheckRequest request, Knowledge knowledge, FieldErrors errors)
    {
        var consistency = request.Consistency;
        if (consistency?.AtLeast is { Revision: < 0 })
            errors.Add("consistency.at_least.revision", "A revision is not negative.");
        return Math.Max(consistency?.AtLeast?.Revision ?? 0, knowledge.Revision ?? 0);
    }

    private static TimeSpan ReadMaxStaleness(MaxStaleness? staleness, FieldErrors errors)
    {
        if (staleness is null)
            return TimeSpan.Zero;
        if (staleness.Duration is { Seconds: >= 0 and <= MaxStalenessSeconds, Nanos: >= 0 and <= 999_999_999 } duration)
            return duration.ToTimeSpan();
        errors.Add("consistency.max_staleness.duration", $"A duration between 0 and {MaxStalenessSeconds} seconds.");
        return TimeSpan.Zero;
    }
}
