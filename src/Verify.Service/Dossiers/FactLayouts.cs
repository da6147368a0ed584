using Verify.Domain;

namespace Verify.Dossiers;

/// <summary>
/// The fields of every type of fact, written and read side by side. A tag belongs to its type for ever and is never used again. A
/// field that is added is written last and raises <see cref="DossierCodec.Version"/>.
/// </summary>
internal static class FactLayouts
{
    private delegate Fact ReadFact(ref ValueReader reader);

    private static readonly Layout[] All =
    [
        Of<SubjectRegistered>(1, static (to, fact) =>
        {
            to.Text(fact.Name);
            to.DateOrNone(fact.EstablishedOn);
            // As the key, so that a person's number, which has none without a secret, cannot be written at all.
            to.Each(fact.Aliases, static (to, alias) => to.Text(SubjectKey.OfOrganisation(alias).Value));
            to.Each(fact.FormerNames, static (to, name) => to.Text(name));
            to.Word(fact.SubjectClass);
        }, static (ref from) => new SubjectRegistered(
            from.Text(),
            from.DateOrNone(),
            from.Each(static (ref from) => Alias(ref from)),
            from.Each(static (ref from) => from.Text()),
            from.WordOrNone())),
        Of<RelationRecorded>(2, static (to, fact) =>
        {
            to.Text(fact.Related.Value);
            to.Enum(fact.Role);
            to.DateOrNone(fact.From);
            to.DateOrNone(fact.To);
        }, static (ref from) => new RelationRecorded(new SubjectKey(from.Text()), from.Enum<Role>(), from.DateOrNone(), from.DateOrNone())),
        Of<EntryProposed>(3, static (to, fact) =>
        {
            to.Text(fact.EntryId);
            to.Word(fact.ListKind);
            to.Text(fact.Reason);
        }, static (ref from) => new EntryProposed(from.Text(), from.Word(), from.Text())),
        Of<EntryPreNotified>(4, static (to, fact) => to.Text(fact.EntryId), static (ref from) => new EntryPreNotified(from.Text())),
        Of<EntryListed>(5, Listing, static (ref from) => Listing(ref from)),
        Of<EntryAdvanced>(6, static (to, fact) =>
        {
            to.Text(fact.EntryId);
            to.Enum(fact.To);
            to.Text(fact.Reason);
        }, static (ref from) => new EntryAdvanced(from.Text(), from.Enum<EntryState>(), from.Text())),
        Of<ObjectionFiled>(7, static (to, fact) =>
        {
            to.Text(fact.EntryId);
            to.Text(fact.Grounds);
        }, static (ref from) => new ObjectionFiled(from.Text(), from.Text())),
        Of<ObjectionAccepted>(8, static (to, fact) => to.Text(fact.EntryId), static (ref from) => new ObjectionAccepted(from.Text())),
        Of<ObjectionDecided>(9, static (to, fact) =>
        {
            to.Text(fact.EntryId);
            to.Enum(fact.Outcome);
            to.Flag(fact.Correction is not null);
            if (fact.Correction is { } correction)
                Listing(to, correction);
        }, static (ref from) => new ObjectionDecided(
            from.Text(), from.Enum<ObjectionOutcome>(), from.Flag() ? Listing(ref from) : null)),
        Of<RepairFiled>(10, static (to, fact) =>
        {
            to.Text(fact.EntryId);
            to.Each(fact.Steps, static (to, step) => to.Enum(step));
        }, static (ref from) => new RepairFiled(from.Text()) { Steps = from.Each(static (ref from) => from.Enum<RepairStep>()) }),
        Of<RepairDecided>(11, static (to, fact) =>
        {
            to.Text(fact.EntryId);
            to.Flag(fact.Granted);
            to.Text(fact.Reason);
            to.Flag(fact.FalseMaterial);
        }, static (ref from) => new RepairDecided(from.Text(), from.Flag(), from.Text()) { FalseMaterial = from.Flag() }),
        Of<LocalVerificationDecided>(12, static (to, fact) =>
        {
            to.Text(fact.EntryId);
            to.Flag(fact.Confirmed);
        }, static (ref from) => new LocalVerificationDecided(from.Text(), from.Flag())),
        Of<LeniencyConfirmed>(13, static (to, fact) =>
        {
            to.Text(fact.EntryId);
            to.Enum(fact.Leniency);
        }, static (ref from) => new LeniencyConfirmed(from.Text(), from.Enum<Leniency>())),
        Of<PenaltyRecorded>(14, static (to, fact) =>
        {
            to.Text(fact.PenaltyId);
            to.Each(fact.Types, static (to, type) => to.Enum(type));
            to.Signed(fact.FineYuan);
            to.Date(fact.DecidedOn);
            to.Enum(fact.Severity);
            to.Word(fact.Authority);
            to.Text(fact.Reason);
            to.Word(fact.Field);
        }, static (ref from) => new PenaltyRecorded(
            from.Text(),
            from.Each(static (ref from) => from.Enum<PenaltyType>()),
            from.Signed(),
            from.Date(),
            from.Enum<Severity>(),
            from.Word(),
            from.Text()) { Field = from.Word() }),
        Of<PenaltyRepairFiled>(15, static (to, fact) =>
        {
            to.Text(fact.PenaltyId);
            to.Each(fact.Steps, static (to, step) => to.Enum(step));
        }, static (ref from) => new PenaltyRepairFiled(from.Text()) { Steps = from.Each(static (ref from) => from.Enum<RepairStep>()) }),
        Of<PenaltyRepairDecided>(16, static (to, fact) =>
        {
            to.Text(fact.PenaltyId);
            to.Flag(fact.Granted);
            to.Text(fact.Reason);
            to.Flag(fact.FalseMaterial);
        }, static (ref from) => new PenaltyRepairDecided(from.Text(), from.Flag(), from.Text()) { FalseMaterial = from.Flag() }),
        Of<GradeRecorded>(17, static (to, fact) =>
        {
            to.Word(fact.Source);
            to.Enum(fact.Grade);
            to.Date(fact.GradedOn);
        }, static (ref from) => new GradeRecorded(from.Word(), from.Enum<Grade>(), from.Date())),
        Of<CommitmentMade>(18, static (to, fact) =>
        {
            to.Text(fact.CommitmentId);
            to.Enum(fact.Type);
            to.Text(fact.CaseNumber);
            to.Word(fact.MatterCode);
            to.Date(fact.DueOn);
        }, static (ref from) => new CommitmentMade(from.Text(), from.Enum<CommitmentType>(), from.Text(), from.Word(), from.Date())),
        Of<CommitmentFulfilled>(
            19, static (to, fact) => to.Text(fact.CommitmentId), static (ref from) => new CommitmentFulfilled(from.Text())),
        Of<CommitmentExtended>(20, static (to, fact) =>
        {
            to.Text(fact.CommitmentId);
            to.Date(fact.DueOn);
        }, static (ref from) => new CommitmentExtended(from.Text(), from.Date())),
        Of<CommitmentBreached>(21, static (to, fact) =>
        {
            to.Text(fact.CommitmentId);
            to.Date(fact.BreachedOn);
        }, static (ref from) => new CommitmentBreached(from.Text(), from.Date())),
        Of<CommitmentCured>(22, static (to, fact) => to.Text(fact.CommitmentId), static (ref from) => new CommitmentCured(from.Text())),
        Of<InterviewHeld>(23, static (to, fact) =>
        {
            to.Enum(fact.Kind);
            to.Text(fact.EntryId);
            to.Text(fact.Record);
            to.Flag(fact.Publish);
        }, static (ref from) => new InterviewHeld(from.Enum<InterviewKind>(), from.Text(), from.Text(), from.Flag())),
        Of<ActDecided>(24, static (to, fact) =>
        {
            to.Text(fact.ActId);
            to.Enum(fact.Kind);
            to.Date(fact.DecidedOn);
            to.Word(fact.Authority);
            to.Text(fact.Title);
        }, static (ref from) => new ActDecided(from.Text(), from.Enum<ActKind>(), from.Date(), from.Word(), from.Text())),
        Of<ActPublished>(25, static (to, fact) =>
        {
            to.Text(fact.ActId);
            to.Date(fact.PublishedOn);
            to.Word(fact.Channel);
        }, static (ref from) => new ActPublished(from.Text(), from.Date(), from.Word())),
        Of<SourceSynced>(26, static (to, fact) => to.Word(fact.Source), static (ref from) => new SourceSynced(from.Word())),
        Of<CatalogPublished>(27, static (to, fact) =>
        {
            to.Text(fact.Version);
            to.Instant(fact.EffectiveFrom);
        }, static (ref from) => new CatalogPublished(from.Text(), from.Instant())),
    ];

    private static readonly Dictionary<Type, Layout> ByType = All.ToDictionary(static layout => layout.Type);

    /// <summary>Writes tag and fields.</summary>
    public static void Write(ValueWriter to, Fact fact)
    {
        var layout = ByType[fact.GetType()];
        to.Byte(layout.Tag);
        layout.Write(to, fact);
    }

    /// <summary>Reads tag and fields; null where the tag is not known, which the reader then says.</summary>
    public static Fact? Read(ref ValueReader from)
    {
        var tag = from.Byte();
        if (tag is > 0 && tag <= All.Length)
            return All[tag - 1].Read(ref from);
        from.Fail($"A fact has the tag {tag}, which is not known.");
        return null;
    }

    private static void Listing(ValueWriter to, EntryListed fact)
    {
        to.Text(fact.EntryId);
        to.Word(fact.ListKind);
        to.Word(fact.Recogniser);
        to.Text(fact.DecisionDocument);
        to.Text(fact.Reason);
        to.Each(fact.LegalBasis, static (to, basis) => to.Word(basis));
        to.Word(fact.MeasureHints);
        to.Word(fact.RemovalConditions);
        to.Word(fact.RemovalProcedure);
        to.Word(fact.Remedies);
        to.DateOrNone(fact.OccurredOn);
        to.Date(fact.DecidedOn);
        to.Date(fact.StartOn);
        to.DateOrNone(fact.EndOn);
        to.Enum(fact.Severity);
        to.Enum(fact.Leniency);
        to.Word(fact.Scope);
        to.Flag(fact.LocalVerificationRequired);
        to.Flag(fact.Origin is not null);
        if (fact.Origin is { } origin)
        {
            to.Text(origin.Organisation.Value);
            to.Enum(origin.Role);
            to.Flag(origin.NamedInDecision);
        }
    }

    private static EntryListed Listing(ref ValueReader from) => new(from.Text())
    {
        ListKind = from.Word(),
        Recogniser = from.Word(),
        DecisionDocument = from.Text(),
        Reason = from.Text(),
        LegalBasis = from.Each(static (ref from) => from.Word()),
        MeasureHints = from.Word(),
        RemovalConditions = from.Word(),
        RemovalProcedure = from.Word(),
        Remedies = from.Word(),
        OccurredOn = from.DateOrNone(),
        DecidedOn = from.Date(),
        StartOn = from.Date(),
        EndOn = from.DateOrNone(),
        Severity = from.Enum<Severity>(),
        Leniency = from.Enum<Leniency>(),
        Scope = from.Word(),
        LocalVerificationRequired = from.Flag(),
        Origin = from.Flag() ? new EntryOrigin(new SubjectKey(from.Text()), from.Enum<Role>(), from.Flag()) : null,
    };

    private static SubjectCode Alias(ref ValueReader from)
    {
        if (new SubjectKey(from.Text()).Organisation is { } code)
            return code;
        from.Fail("An alias is no organisation's code.");
        return default;
    }

    private static Layout Of<TFact>(byte tag, Action<ValueWriter, TFact> write, ReadFact read)
        where TFact : Fact => new(tag, typeof(TFact), (to, fact) => write(to, (TFact)fact), read);

    private sealed record Layout(byte Tag, Type Type, Action<ValueWriter, Fact> Write, ReadFact Read);
}
