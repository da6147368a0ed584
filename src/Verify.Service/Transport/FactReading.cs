using System.Collections.Immutable;
using Verify.Domain;
using Verify.Registry;
using Wire = Verify.V1;

namespace Verify.Transport;

/// <summary>
/// Facts of the wire become facts of the domain. Persons named in them become keys; their codes go, sealed, into
/// <see cref="Identities"/>.
/// </summary>
public sealed class FactReading(SubjectKeys keys, FieldErrors errors)
{
    private const int MaxId = 128;
    private const int MaxText = 4000;
    private readonly List<SubjectIdentity> _identities = [];

    /// <summary>Everybody named so far.</summary>
    public IReadOnlyList<SubjectIdentity> Identities => _identities;

    /// <summary>Whether a code was read that only the base registry can vouch for.</summary>
    public bool AnyPilotCandidate { get; private set; }

    /// <summary>Reads a subject and remembers its identity; null where its code is wrong.</summary>
    public SubjectKey? Subject(Wire.Subject? subject, string path)
    {
        var reading = errors.Code(subject, path);
        AnyPilotCandidate |= reading.PilotCandidate;
        if (reading.Code.Value is null)
            return null;
        var identity = keys.IdentityOf(reading.Code);
        _identities.Add(identity);
        return identity.Key;
    }

    /// <summary>Reads a fact; null where none is given.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="documentNumber">文书号 of the request, the default decision document of a listing.</param>
    /// <param name="occurredOn">Calendar date of the request's occurred_at, the default day of a breach.</param>
    public Fact? Read(Wire.Fact? fact, string documentNumber, DateOnly occurredOn)
    {
        switch (fact?.FactCase)
        {
            case Wire.Fact.FactOneofCase.SubjectRegistered:
                return Read(fact.SubjectRegistered, "fact.subject_registered.");
            case Wire.Fact.FactOneofCase.RelationRecorded:
                return Read(fact.RelationRecorded, "fact.relation_recorded.");
            case Wire.Fact.FactOneofCase.EntryProposed:
                var proposed = fact.EntryProposed;
                return new EntryProposed(
                    Id(proposed.EntryId, "fact.entry_proposed.entry_id"),
                    proposed.ListKind,
                    Text(proposed.Reason, "fact.entry_proposed.reason"));
            case Wire.Fact.FactOneofCase.EntryPreNotified:
                return new EntryPreNotified(Id(fact.EntryPreNotified.EntryId, "fact.entry_pre_notified.entry_id"));
            case Wire.Fact.FactOneofCase.EntryListed:
                return Read(fact.EntryListed, "fact.entry_listed.", documentNumber);
            case Wire.Fact.FactOneofCase.EntryAdvanced:
                var advanced = fact.EntryAdvanced;
                errors.Known(advanced.To, "fact.entry_advanced.to", required: true);
                return new EntryAdvanced(
                    Id(advanced.EntryId, "fact.entry_advanced.entry_id"),
                    (EntryState)advanced.To,
                    Text(advanced.Reason, "fact.entry_advanced.reason"));
            case Wire.Fact.FactOneofCase.ObjectionFiled:
                return new ObjectionFiled(
                    Id(fact.ObjectionFiled.EntryId, "fact.objection_filed.entry_id"),
                    Text(fact.ObjectionFiled.Grounds, "fact.objection_filed.grounds"));
            case Wire.Fact.FactOneofCase.ObjectionAccepted:
                return new ObjectionAccepted(Id(fact.ObjectionAccepted.EntryId, "fact.objection_accepted.entry_id"));
            case Wire.Fact.FactOneofCase.ObjectionDecided:
                return Read(fact.ObjectionDecided, "fact.objection_decided.", documentNumber);
            case Wire.Fact.FactOneofCase.RepairFiled:
                return Read(fact.RepairFiled, "fact.repair_filed.");
            case Wire.Fact.FactOneofCase.RepairDecided:
                return Read(fact.RepairDecided, "fact.repair_decided.");
            case Wire.Fact.FactOneofCase.LocalVerificationDecided:
                return new LocalVerificationDecided(
                    Id(fact.LocalVerificationDecided.EntryId, "fact.local_verification_decided.entry_id"),
                    fact.LocalVerificationDecided.Confirmed);
            case Wire.Fact.FactOneofCase.PenaltyRecorded:
                return Read(fact.PenaltyRecorded, "fact.penalty_recorded.");
            case Wire.Fact.FactOneofCase.GradeRecorded:
                var grade = fact.GradeRecorded;
                errors.Known(grade.Grade, "fact.grade_recorded.grade", required: true);
                return new GradeRecorded(
                    Text(grade.Source, "fact.grade_recorded.source", MaxId),
                    (Grade)grade.Grade,
                    errors.Date(grade.GradedOn, "fact.grade_recorded.graded_on", required: true) ?? default);
            case Wire.Fact.FactOneofCase.CommitmentMade:
                return Read(fact.CommitmentMade, "fact.commitment_made.");
            case Wire.Fact.FactOneofCase.CommitmentFulfilled:
                return new CommitmentFulfilled(Id(fact.CommitmentFulfilled.CommitmentId, "fact.commitment_fulfilled.commitment_id"));
            case Wire.Fact.FactOneofCase.CommitmentExtended:
                return new CommitmentExtended(
                    Id(fact.CommitmentExtended.CommitmentId, "fact.commitment_extended.commitment_id"),
                    errors.Date(fact.CommitmentExtended.DueOn, "fact.commitment_extended.due_on", required: true) ?? default);
            case Wire.Fact.FactOneofCase.CommitmentBreached:
                return new CommitmentBreached(
                    Id(fact.CommitmentBreached.CommitmentId, "fact.commitment_breached.commitment_id"),
                    errors.Date(fact.CommitmentBreached.BreachedOn, "fact.commitment_breached.breached_on") ?? occurredOn);
            case Wire.Fact.FactOneofCase.CommitmentCured:
                return new CommitmentCured(Id(fact.CommitmentCured.CommitmentId, "fact.commitment_cured.commitment_id"));
            case Wire.Fact.FactOneofCase.InterviewHeld:
                var interview = fact.InterviewHeld;
                errors.Known(interview.Kind, "fact.interview_held.kind", required: true);
                return new InterviewHeld(
                    (InterviewKind)interview.Kind,
                    Id(interview.EntryId, "fact.interview_held.entry_id"),
                    Text(interview.Record, "fact.interview_held.record"),
                    interview.Publish);
            case Wire.Fact.FactOneofCase.LeniencyConfirmed:
                errors.Known(fact.LeniencyConfirmed.Leniency, "fact.leniency_confirmed.leniency", required: true);
                return new LeniencyConfirmed(
                    Id(fact.LeniencyConfirmed.EntryId, "fact.leniency_confirmed.entry_id"), (Leniency)fact.LeniencyConfirmed.Leniency);
            case Wire.Fact.FactOneofCase.SourceSynced:
                return new SourceSynced(Id(fact.SourceSynced.Source, "fact.source_synced.source"));
            case Wire.Fact.FactOneofCase.ActDecided:
                return Read(fact.ActDecided, "fact.act_decided.");
            case Wire.Fact.FactOneofCase.ActPublished:
                var published = fact.ActPublished;
                return new ActPublished(
                    Id(published.ActId, "fact.act_published.act_id"),
                    errors.Date(published.PublishedOn, "fact.act_published.published_on", required: true) ?? default,
                    Text(published.Channel, "fact.act_published.channel", 200));
            case Wire.Fact.FactOneofCase.CatalogPublished:
                errors.Add("fact.catalog_published", "Only read, never recorded: PublishCatalog publishes a catalogue.");
                return null;
            default:
                errors.Add("fact", "Required: exactly one fact.", FieldFault.Required);
                return null;
        }
    }

    private SubjectRegistered Read(Wire.SubjectRegistered fact, string path)
    {
        errors.Limit(fact.Aliases.Count, path + "aliases", 20);
        errors.Limit(fact.FormerNames.Count, path + "former_names", 50);
        var aliases = ImmutableArray.CreateBuilder<SubjectCode>();
        for (var i = 0; i < Math.Min(fact.Aliases.Count, 20); i++)
        {
            var reading = errors.Code(fact.Aliases[i], $"{path}aliases[{i}]");
            if (reading.Code is { Value: not null, Type: CodeType.OrganisationCode or CodeType.RegistrationNumber })
                aliases.Add(reading.Code);
            else if (reading.Code.Value is not null)
                errors.Add($"{path}aliases[{i}].code_type", "An alias is an organisation code or a registration number.");
        }

        return new SubjectRegistered(
            Text(fact.Name, path + "name", 200),
            errors.Date(fact.EstablishedOn, path + "established_on"),
            aliases.ToImmutable(),
            [.. fact.FormerNames.Select((name, index) => Text(name, $"{path}former_names[{index}]", 200))],
            fact.SubjectClass.Length > 0 ? Text(fact.SubjectClass, path + "subject_class", 8) : null);
    }

    private RelationRecorded Read(Wire.RelationRecorded fact, string path)
    {
        errors.Known(fact.Role, path + "role", required: true);
        return new RelationRecorded(
            Subject(fact.Person, path + "person") ?? default,
            (Role)fact.Role,
            errors.Date(fact.From, path + "from"),
            errors.Date(fact.To, path + "to"));
    }

    private EntryListed Read(Wire.EntryListed fact, string path, string documentNumber)
    {
        errors.Known(fact.Severity, path + "severity");
        errors.Known(fact.Leniency, path + "leniency");
        errors.Limit(fact.LegalBasis.Count, path + "legal_basis", 50);
        var start = errors.Date(fact.StartOn, path + "start_on", required: true) ?? default;
        return new EntryListed(Id(fact.EntryId, path + "entry_id"))
        {
            ListKind = fact.ListKind,
            Recogniser = Text(fact.Recogniser, path + "recogniser", 200),
            DecisionDocument = fact.DecisionDocument.Length > 0 ? Text(fact.DecisionDocument, path + "decision_document", MaxId) : documentNumber,
            Reason = Text(fact.Reason, path + "reason"),
            LegalBasis = [.. fact.LegalBasis.Select((article, index) => Text(article, $"{path}legal_basis[{index}]", 200))],
            MeasureHints = Text(fact.MeasureHints, path + "measure_hints"),
            RemovalConditions = Text(fact.RemovalConditions, path + "removal_conditions"),
            RemovalProcedure = Text(fact.RemovalProcedure, path + "removal_procedure"),
            Remedies = Text(fact.Remedies, path + "remedies"),
            OccurredOn = errors.Date(fact.OccurredOn, path + "occurred_on"),
            DecidedOn = errors.Date(fact.DecidedOn, path + "decided_on") ?? start,
            StartOn = start,
            EndOn = errors.Date(fact.EndOn, path + "end_on"),
            Severity = (Severity)fact.Severity,
            Leniency = (Leniency)fact.Leniency,
            Scope = fact.Scope,
            LocalVerificationRequired = fact.LocalVerificationRequired,
            Origin = fact.Origin is { } origin ? Read(origin, path + "origin.") : null,
        };
    }

    private EntryOrigin Read(Wire.EntryOrigin origin, string path)
    {
        errors.Known(origin.Role, path + "role", required: true);
        return new EntryOrigin(Subject(origin.Organisation, path + "organisation") ?? default, (Role)origin.Role, origin.NamedInDecision);
    }

    private ObjectionDecided Read(Wire.ObjectionDecided fact, string path, string documentNumber)
    {
        errors.Known(fact.Outcome, path + "outcome", required: true);
        var correction = fact.Correction;
        if (correction is { EntryId.Length: 0 })
        {
            correction = correction.Clone();
            correction.EntryId = fact.EntryId;
        }

        return new ObjectionDecided(
            Id(fact.EntryId, path + "entry_id"),
            (ObjectionOutcome)fact.Outcome,
            correction is null ? null : Read(correction, path + "correction.", documentNumber));
    }

    private Fact Read(Wire.RepairFiled fact, string path)
    {
        errors.Limit(fact.Steps.Count, path + "steps", 20);
        foreach (var step in fact.Steps)
            errors.Known(step, path + "steps", required: true);
        ImmutableArray<RepairStep> steps = [.. fact.Steps.Select(static step => (RepairStep)step)];
        return fact.TargetCase == Wire.RepairFiled.TargetOneofCase.PenaltyId
            ? new PenaltyRepairFiled(Id(fact.PenaltyId, path + "penalty_id")) { Steps = steps }
            : new RepairFiled(Id(fact.EntryId, path + "entry_id")) { Steps = steps };
    }

    private Fact Read(Wire.RepairDecided fact, string path)
    {
        var reason = Text(fact.Reason, path + "reason");
        return fact.TargetCase == Wire.RepairDecided.TargetOneofCase.PenaltyId
            ? new PenaltyRepairDecided(Id(fact.PenaltyId, path + "penalty_id"), fact.Granted, reason) { FalseMaterial = fact.FalseMaterial }
            : new RepairDecided(Id(fact.EntryId, path + "entry_id"), fact.Granted, reason) { FalseMaterial = fact.FalseMaterial };
    }

    private PenaltyRecorded Read(Wire.PenaltyRecorded fact, string path)
    {
        errors.Limit(fact.Types_.Count, path + "types", 20);
        foreach (var type in fact.Types_)
            errors.Known(type, path + "types", required: true);
        errors.Known(fact.Severity, path + "severity");
        return new PenaltyRecorded(
            Id(fact.PenaltyId, path + "penalty_id"),
            [.. fact.Types_.Select(static type => (PenaltyType)type)],
            fact.FineYuan,
            errors.Date(fact.DecidedOn, path + "decided_on", required: true) ?? default,
            (Severity)fact.Severity,
            Text(fact.Authority, path + "authority", 200),
            Text(fact.Reason, path + "reason"))
        {
            Field = Text(fact.Field, path + "field", 64),
        };
    }

    private CommitmentMade Read(Wire.CommitmentMade fact, string path)
    {
        errors.Known(fact.Type, path + "type");
        return new CommitmentMade(
            Id(fact.CommitmentId, path + "commitment_id"),
            (CommitmentType)fact.Type,
            Text(fact.CaseNumber, path + "case_number", MaxId),
            Text(fact.MatterCode, path + "matter_code", MaxId),
            errors.Date(fact.DueOn, path + "due_on", required: true) ?? default);
    }

    private ActDecided Read(Wire.ActDecided fact, string path)
    {
        errors.Known(fact.Kind, path + "kind", required: true);
        return new ActDecided(
            Id(fact.ActId, path + "act_id"),
            (ActKind)fact.Kind,
            errors.Date(fact.DecidedOn, path + "decided_on", required: true) ?? default,
            Text(fact.Authority, path + "authority", 200),
            Text(fact.Title, path + "title"));
    }

    private string Id(string value, string field)
    {
        errors.Id(value, field);
        return value;
    }

    private string Text(string value, string field, int maxLength = MaxText)
    {
        errors.Text(value, field, maxLength);
        return value;
    }
}
