using System.Collections.Immutable;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Verify.Domain;
using Wire = Verify.V1;

namespace Verify.Transport;

/// <summary>Facts of the domain as the wire shows them; persons appear as <paramref name="show"/> lets them.</summary>
/// <param name="show">The subject behind a key, a person's code masked.</param>
public sealed class FactWriting(Func<SubjectKey, Wire.Subject> show)
{
    /// <summary>The subjects that facts are about or name, all of which it is told how to show.</summary>
    public static IReadOnlyCollection<SubjectKey> SubjectsOf(IEnumerable<RecordedFact> facts) =>
        facts.SelectMany(static fact => NamedIn(fact.Fact).Append(fact.Subject)).ToHashSet();

    /// <summary>Whom a fact is about; null for a source and the catalogue.</summary>
    public Wire.Subject? SubjectOf(RecordedFact recorded) => recorded.Fact is SourceSynced or CatalogPublished ? null : show(recorded.Subject);

    /// <summary>Writes a fact as recorded.</summary>
    public Wire.RecordedFact Write(RecordedFact recorded)
    {
        var fact = Write(recorded.Fact);
        if (recorded.Subject.IsPerson && fact.SubjectRegistered is { } registered)
            registered.Name = SubjectWriting.Name(registered.Name, isPerson: true);
        return new Wire.RecordedFact
        {
            Revision = recorded.Revision,
            OccurredAt = recorded.OccurredAt.ToTimestamp(),
            RecordedAt = recorded.RecordedAt.ToTimestamp(),
            RecordedBy = new Wire.RecordedBy { DepartmentCode = recorded.RecordedBy.DepartmentCode, OperatorId = recorded.RecordedBy.OperatorId },
            DocumentNumber = recorded.DocumentNumber,
            Fact = fact,
        };
    }

    /// <summary>Writes a fact.</summary>
    public Wire.Fact Write(Fact fact) => fact switch
    {
        SubjectRegistered registered => new Wire.Fact
        {
            SubjectRegistered = new Wire.SubjectRegistered
            {
                Name = registered.Name,
                EstablishedOn = Date(registered.EstablishedOn),
                Aliases = { registered.Aliases.Select(static alias => SubjectWriting.Write(alias)) },
                FormerNames = { registered.FormerNames },
                SubjectClass = registered.SubjectClass ?? "",
            },
        },
        RelationRecorded relation => new Wire.Fact
        {
            RelationRecorded = new Wire.RelationRecorded
            {
                Person = show(relation.Related),
                Role = (Wire.Role)relation.Role,
                From = Date(relation.From),
                To = Date(relation.To),
            },
        },
        EntryProposed proposed => new Wire.Fact
        {
            EntryProposed = new Wire.EntryProposed { EntryId = proposed.EntryId, ListKind = proposed.ListKind, Reason = proposed.Reason },
        },
        EntryPreNotified notified => new Wire.Fact { EntryPreNotified = new Wire.EntryPreNotified { EntryId = notified.EntryId } },
        EntryListed listed => new Wire.Fact { EntryListed = Write(listed) },
        EntryAdvanced advanced => new Wire.Fact
        {
            EntryAdvanced = new Wire.EntryAdvanced
            {
                EntryId = advanced.EntryId, To = (Wire.EntryState)advanced.To, Reason = advanced.Reason,
            },
        },
        ObjectionFiled filed => new Wire.Fact { ObjectionFiled = new Wire.ObjectionFiled { EntryId = filed.EntryId, Grounds = filed.Grounds } },
        ObjectionAccepted accepted => new Wire.Fact { ObjectionAccepted = new Wire.ObjectionAccepted { EntryId = accepted.EntryId } },
        ObjectionDecided decided => new Wire.Fact
        {
            ObjectionDecided = new Wire.ObjectionDecided
            {
                EntryId = decided.EntryId,
                Outcome = (Wire.ObjectionOutcome)decided.Outcome,
                Correction = decided.Correction is { } correction ? Write(correction) : null,
            },
        },
        RepairFiled filed => new Wire.Fact { RepairFiled = new Wire.RepairFiled { EntryId = filed.EntryId, Steps = { Steps(filed.Steps) } } },
        PenaltyRepairFiled filed => new Wire.Fact
        {
            RepairFiled = new Wire.RepairFiled { PenaltyId = filed.PenaltyId, Steps = { Steps(filed.Steps) } },
        },
        RepairDecided decided => new Wire.Fact
        {
            RepairDecided = new Wire.RepairDecided
            {
                EntryId = decided.EntryId, Granted = decided.Granted, Reason = decided.Reason, FalseMaterial = decided.FalseMaterial,
            },
        },
        PenaltyRepairDecided decided => new Wire.Fact
        {
            RepairDecided = new Wire.RepairDecided
            {
                PenaltyId = decided.PenaltyId, Granted = decided.Granted, Reason = decided.Reason, FalseMaterial = decided.FalseMaterial,
            },
        },
        LocalVerificationDecided decided => new Wire.Fact
        {
            LocalVerificationDecided = new Wire.LocalVerificationDecided { EntryId = decided.EntryId, Confirmed = decided.Confirmed },
        },
        PenaltyRecorded penalty => new Wire.Fact
        {
            PenaltyRecorded = new Wire.PenaltyRecorded
            {
                PenaltyId = penalty.PenaltyId,
                Types_ = { penalty.Types.Select(static type => (Wire.PenaltyType)type) },
                FineYuan = penalty.FineYuan,
                DecidedOn = Date(penalty.DecidedOn),
                Severity = (Wire.Severity)penalty.Severity,
                Authority = penalty.Authority,
                Reason = penalty.Reason,
                Field = penalty.Field,
            },
        },
        GradeRecorded grade => new Wire.Fact
        {
            GradeRecorded = new Wire.GradeRecorded { Source = grade.Source, Grade = (Wire.Grade)grade.Grade, GradedOn = Date(grade.GradedOn) },
        },
        CommitmentMade made => new Wire.Fact
        {
            CommitmentMade = new Wire.CommitmentMade
            {
                CommitmentId = made.CommitmentId,
                Type = (Wire.CommitmentType)made.Type,
                CaseNumber = made.CaseNumber,
                MatterCode = made.MatterCode,
                DueOn = Date(made.DueOn),
            },
        },
        CommitmentFulfilled fulfilled => new Wire.Fact
        {
            CommitmentFulfilled = new Wire.CommitmentFulfilled { CommitmentId = fulfilled.CommitmentId },
        },
        CommitmentExtended extended => new Wire.Fact
        {
            CommitmentExtended = new Wire.CommitmentExtended { CommitmentId = extended.CommitmentId, DueOn = Date(extended.DueOn) },
        },
        CommitmentBreached breached => new Wire.Fact
        {
            CommitmentBreached = new Wire.CommitmentBreached { CommitmentId = breached.CommitmentId, BreachedOn = Date(breached.BreachedOn) },
        },
        CommitmentCured cured => new Wire.Fact { CommitmentCured = new Wire.CommitmentCured { CommitmentId = cured.CommitmentId } },
        InterviewHeld interview => new Wire.Fact
        {
            InterviewHeld = new Wire.InterviewHeld
            {
                Kind = (Wire.InterviewKind)interview.Kind,
                EntryId = interview.EntryId,
                Record = interview.Record,
                Publish = interview.Publish,
            },
        },
        LeniencyConfirmed confirmed => new Wire.Fact
        {
            LeniencyConfirmed = new Wire.LeniencyConfirmed { EntryId = confirmed.EntryId, Leniency = (Wire.Leniency)confirmed.Leniency },
        },
        ActDecided act => new Wire.Fact
        {
            ActDecided = new Wire.ActDecided
            {
                ActId = act.ActId,
                Kind = (Wire.ActKind)act.Kind,
                DecidedOn = Date(act.DecidedOn),
                Authority = act.Authority,
                Title = act.Title,
            },
        },
        ActPublished published => new Wire.Fact
        {
            ActPublished = new Wire.ActPublished
            {
                ActId = published.ActId, PublishedOn = Date(published.PublishedOn), Channel = published.Channel,
            },
        },
        SourceSynced synced => new Wire.Fact { SourceSynced = new Wire.SourceSynced { Source = synced.Source } },
        CatalogPublished published => new Wire.Fact
        {
            CatalogPublished = new Wire.CatalogPublished { Version = published.Version, EffectiveFrom = published.EffectiveFrom.ToTimestamp() },
        },
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact.GetType(), "Every fact has a form on the wire."),
    };

    private Wire.EntryListed Write(EntryListed listed) => new()
    {
        EntryId = listed.EntryId,
        ListKind = listed.ListKind,
        Recogniser = listed.Recogniser,
        DecisionDocument = listed.DecisionDocument,
        Reason = listed.Reason,
        LegalBasis = { listed.LegalBasis },
        MeasureHints = listed.MeasureHints,
        RemovalConditions = listed.RemovalConditions,
        RemovalProcedure = listed.RemovalProcedure,
        Remedies = listed.Remedies,
        OccurredOn = Date(listed.OccurredOn),
        DecidedOn = Date(listed.DecidedOn),
        StartOn = Date(listed.StartOn),
        EndOn = Date(listed.EndOn),
        Severity = (Wire.Severity)listed.Severity,
        Leniency = (Wire.Leniency)listed.Leniency,
        Scope = listed.Scope,
        LocalVerificationRequired = listed.LocalVerificationRequired,
        Origin = listed.Origin is { } origin
            ? new Wire.EntryOrigin
            {
                Organisation = show(origin.Organisation), Role = (Wire.Role)origin.Role, NamedInDecision = origin.NamedInDecision,
            }
            : null,
    };

    private static IEnumerable<Wire.RepairStep> Steps(ImmutableArray<RepairStep> steps) => steps.Select(static step => (Wire.RepairStep)step);

    private static SubjectKey[] NamedIn(Fact fact) => fact switch
    {
        RelationRecorded relation => [relation.Related],
        EntryListed { Origin: { } origin } => [origin.Organisation],
        ObjectionDecided { Correction.Origin: { } origin } => [origin.Organisation],
        _ => [],
    };

    private static string Date(DateOnly? date) => date?.ToString("O", CultureInfo.InvariantCulture) ?? "";
}
