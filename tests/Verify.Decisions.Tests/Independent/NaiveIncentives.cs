using Verify.Decisions;
using Verify.Domain;
using Verify.Tests.Worlds;

namespace Verify.Tests.Independent;

/// <summary>Rules 3.6, clause by clause.</summary>
internal sealed class NaiveIncentives(World world, PartyAccount account)
{
    private readonly DateOnly _today = Days.InChina(world.AsOf);
    private readonly Matter _matter = world.Case.Matter.Matter;
    private readonly Listing[] _standing = [.. account.Standing];
    private readonly NaiveConduct _conduct = new(world);

    public (IncentiveState State, ReasonCode[] Why) GreenChannel => _matter.GreenAllowed
        ? Block(overdueCounts: false) ?? Condition(world.Profile?.GreenChannel)
        : (IncentiveState.NotApplicable, [ReasonCode.MatterWithoutGreenChannel]);

    public (IncentiveState State, ReasonCode[] Why) DeferredAcceptance
    {
        get
        {
            // T1
            if (!_matter.DeferredAllowed || _matter.Immediate || _matter.SafetyExcluded)
                return (IncentiveState.NotEligible, [ReasonCode.MatterExcluded]);

            // T2
            if (world.MissingMaterials.Length == 0)
                return (IncentiveState.NotApplicable, [ReasonCode.NothingMissing]);
            var missing = world.MissingMaterials.Select(code => _matter.Materials.Single(material => material.Code == code));
            var classes = missing.Select(static material => material.Class).ToArray();
            ReasonCode[] never =
            [
                .. classes.Contains(MaterialClass.Statutory) ? [ReasonCode.StatutoryMaterial] : Array.Empty<ReasonCode>(),
                .. classes.Contains(MaterialClass.Main) ? [ReasonCode.MainMaterial] : Array.Empty<ReasonCode>(),
            ];
            if (never.Length > 0)
                return (IncentiveState.NotEligible, never);

            // T3
            var (state, why) = Block(overdueCounts: true) ?? Condition(world.Profile?.DeferredAcceptance);
            if (state != IncentiveState.Eligible)
                return (state, why);

            // T4
            if (world.Commitment is not { Signed: true, DueOn: { } due })
                return (IncentiveState.EligibleIfCommitted, [.. why, ReasonCode.CommitmentNeeded]);
            if (due < _today)
                return (IncentiveState.NotEligible, [ReasonCode.DueInPast]);
            return due > LastDay
                ? (IncentiveState.NotEligible, [ReasonCode.DueTooLate])
                : (IncentiveState.Eligible, [.. why, ReasonCode.CommitmentSigned]);
        }
    }

    /// <summary>Due ≤ min(supplement, promised) working days.</summary>
    private DateOnly LastDay =>
        new[] { _matter.SupplementDays, _matter.PromisedDays }
            .Select(count => Days.WorkingDaysAfter(_today, count, world.Catalogue.Rows))
            .Min();

    public (IncentiveState State, ReasonCode[] Why) InstantHandling
    {
        get
        {
            if (!_matter.OnCommitmentList)
                return (IncentiveState.NotApplicable, [ReasonCode.MatterNotOnCommitmentList]);
            ReasonCode[] against =
            [
                .. Unresolved,
                .. If(HasEffective(Colour.Black), ReasonCode.Black),
                .. If(_conduct.HasUncuredBreach, ReasonCode.CommitmentBreached),
                .. If(world.MissingMaterials.Length > 0, ReasonCode.MaterialMissing),
            ];
            if (against.Length > 0)
                return (IncentiveState.NotEligible, against);
            return world.Commitment is { Signed: true, Type: CommitmentType.ApprovalSubstituting }
                ? (IncentiveState.Eligible, [ReasonCode.CommitmentSigned])
                : (IncentiveState.EligibleIfCommitted, [ReasonCode.CommitmentNeeded]);
        }
    }

    /// <summary>R2: without a subject in the base registry incentives are not available.</summary>
    private IEnumerable<ReasonCode> Unresolved =>
        world.Subject.Resolution == Resolution.AliasUnresolved ? [ReasonCode.AliasUnresolved]
        : !_conduct.IsRegistered ? [ReasonCode.SubjectUnknown]
        : [];

    /// <summary>Common blocks, all profiles.</summary>
    private (IncentiveState, ReasonCode[])? Block(bool overdueCounts)
    {
        ReasonCode[] closed =
        [
            .. Unresolved,
            .. If(HasEffective(Colour.Black), ReasonCode.Black),
            .. If(HasEffective(Colour.Focus), ReasonCode.Focus),
            .. If(_conduct.HasUncuredBreach, ReasonCode.CommitmentBreached),
            .. If(overdueCounts && _conduct.HasOverdue, ReasonCode.CommitmentOverdue),
        ];
        if (closed.Length > 0)
            return (IncentiveState.NotEligible, closed);
        ReasonCode[] pending =
        [
            .. If(_standing.Any(static listing => listing.Entry.Phase == Phase.Disputed), ReasonCode.UnderObjection),
            .. If(_standing.Any(static listing => listing.Entry.Phase == Phase.Frozen), ReasonCode.Suspended),
        ];
        return pending.Length > 0 ? (IncentiveState.Pending, pending) : null;
    }

    private (IncentiveState, ReasonCode[]) Condition(CreditCondition? condition)
    {
        if (condition is null || (condition.RedFamilies.Length == 0 && !condition.Clean3Y && !condition.Grade))
            return (IncentiveState.NotEligible, [ReasonCode.ProfileOff]);
        var reds = NaiveEvaluator.EffectiveReds(_standing);
        if (reds.Any(red => condition.RedFamilies.Contains("*") || condition.RedFamilies.Contains(red.Kind.Family)))
            return (IncentiveState.Eligible, [ReasonCode.Red]);
        if (condition.Grade && _conduct.Grade != Grade.None)
        {
            return _conduct.Grade is Grade.Excellent or Grade.Good
                ? (IncentiveState.Eligible, [ReasonCode.GradeGood])
                : (IncentiveState.NotEligible, [ReasonCode.GradeNotGood]);
        }

        return condition.Clean3Y || condition.Grade ? ThreeCleanYears() : (IncentiveState.NotEligible, [ReasonCode.ProfileRedOnly]);
    }

    /// <summary>Day by day through the window.</summary>
    private (IncentiveState, ReasonCode[]) ThreeCleanYears()
    {
        var window = Days.OfThreeYearsBefore(_today).ToArray();
        var bad = window.Any(day => account.CountsOn(day) || _conduct.CountsOn(day));
        var shortHistory = _conduct.HistoryFrom is not { } from || from > Days.YearsAway(_today, -3);
        if (bad || shortHistory)
            return (IncentiveState.NotEligible, [.. If(shortHistory, ReasonCode.HistoryTooShort), .. If(bad, ReasonCode.RecordInWindow)]);
        return window.Any(account.MayCountOn)
            ? (IncentiveState.Pending, [ReasonCode.RecordPending])
            : (IncentiveState.Eligible, [ReasonCode.Clean3Y]);
    }

    private bool HasEffective(Colour colour) => _standing.Any(listing => listing.Colour == colour && listing.IsEffective);

    private static ReasonCode[] If(bool condition, ReasonCode reason) => condition ? [reason] : [];
}
