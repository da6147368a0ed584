using Verify.Domain;
using Verify.Tests.Worlds;

namespace Verify.Tests.Independent;

/// <summary>What is on record besides list entries, as of the instant of a world.</summary>
internal sealed class NaiveConduct
{
    private readonly World _world;
    private readonly DateOnly _today;
    private readonly Fact[] _known;
    private readonly PenaltyRecorded[] _penalties;
    private readonly Fact[][] _commitments;

    public NaiveConduct(World world)
    {
        _world = world;
        _today = Days.InChina(world.AsOf);
        _known =
        [
            .. world.Subject.Facts.Where(fact => fact.OccurredAt <= world.AsOf)
                .OrderBy(static fact => fact.OccurredAt).ThenBy(static fact => fact.Revision).Select(static fact => fact.Fact),
        ];
        _penalties = [.. _known.OfType<PenaltyRecorded>()];
        _commitments =
        [
            .. _known.OfType<CommitmentFact>().GroupBy(static fact => fact.CommitmentId).Select(static facts => facts.ToArray<Fact>()),
        ];
    }

    public bool IsRegistered => _known.OfType<SubjectRegistered>().Any();

    /// <summary>Established, or of age.</summary>
    public DateOnly? HistoryFrom => _world.Subject.Key.Value.StartsWith("P:", StringComparison.Ordinal)
        ? _world.Subject.BirthDate is { } birth ? Days.YearsAway(birth, 18) : null
        : _known.OfType<SubjectRegistered>().LastOrDefault(static registered => registered.EstablishedOn is not null)?.EstablishedOn;

    public bool HasUncuredBreach => _commitments.Any(static commitment => IsUncured(commitment));

    public bool HasOverdue => _commitments.Any(commitment =>
        !commitment.Any(static fact => fact is CommitmentFulfilled or CommitmentBreached)
        && commitment.Select(DueOn).Last(static due => due is not null) < _today);

    /// <summary>The worst of what each evaluation said last.</summary>
    public Grade Grade => _known.OfType<GradeRecorded>().Where(grade => grade.GradedOn <= _today)
        .GroupBy(static grade => grade.Source)
        .Select(static grades => grades.OrderBy(static grade => grade.GradedOn).Last().Grade)
        .DefaultIfEmpty(Grade.None)
        .Max();

    /// <summary>Whether a penalty or a breach counts as a bad record on a day.</summary>
    public bool CountsOn(DateOnly day) =>
        _penalties.Any(penalty => penalty.DecidedOn == day && penalty.Severity != Severity.Minor && !IsRepaired(penalty))
        || _commitments.Any(commitment => IsUncured(commitment) && commitment.OfType<CommitmentBreached>().Last().BreachedOn == day);

    /// <summary>Major illegal records of the three years before D (政府采购法 art. 22, 实施条例 art. 19, 财库〔2022〕3号).</summary>
    public bool HasMajorViolation(bool repaired) => Days.OfThreeYearsBefore(_today).Any(day => _penalties.Any(penalty =>
        penalty.DecidedOn == day && IsRepaired(penalty) == repaired
        && (penalty.Types.Any(static type => type is PenaltyType.Criminal or PenaltyType.StopBusiness or PenaltyType.RevokeLicence)
            || (penalty.FineYuan >= 2_000_000 && day >= new DateOnly(2022, 2, 8)))));

    private bool IsRepaired(PenaltyRecorded penalty) =>
        _known.OfType<PenaltyRepairDecided>().Any(repair => repair.PenaltyId == penalty.PenaltyId && repair.Granted);

    private static DateOnly? DueOn(Fact fact) => (fact as CommitmentExtended)?.DueOn ?? (fact as CommitmentMade)?.DueOn;

    private static bool IsUncured(Fact[] commitment) =>
        commitment.Any(static fact => fact is CommitmentBreached) && !commitment.Any(static fact => fact is CommitmentCured);
}
