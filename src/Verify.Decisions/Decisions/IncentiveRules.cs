using Verify.Domain;

namespace Verify.Decisions;

/// <summary>What the incentive rules look at: the credit of one applicant at D.</summary>
internal readonly ref struct Credit
{
    public required Case Case { get; init; }
    public required ReasonSet Unresolved { get; init; }
    public required bool Black { get; init; }
    public required bool Focus { get; init; }
    public required bool UnderObjection { get; init; }
    public required bool Suspended { get; init; }
    public required Conduct Conduct { get; init; }
    public required CleanRecord Clean { get; init; }
    public required DateOnly? HistoryFrom { get; init; }
    public required ReadOnlySpan<Standing> EffectiveReds { get; init; }
}

/// <summary>R13: green channel, deferred acceptance, instant handling (rules 3.6).</summary>
internal static class IncentiveRules
{
    public static Incentives Apply(in Credit credit, ref Horizon horizon)
    {
        var profile = credit.Case.Profile;
        var commitment = credit.Case.Commitment;
        return new Incentives(
            GreenChannel(credit, ref horizon),
            DeferredAcceptance(credit, ref horizon),
            InstantHandling(credit),
            commitment is { Signed: true } && profile is not null && profile.PublishedCommitments.Contains(commitment.Type),
            profile is not null && credit.Unresolved.IsEmpty && !credit.EffectiveReds.IsEmpty ? profile.OtherIncentives : []);
    }

    private static Incentive GreenChannel(in Credit credit, ref Horizon horizon)
    {
        if (!credit.Case.Matter.Matter.GreenAllowed)
            return new(IncentiveState.NotApplicable, ReasonCode.MatterWithoutGreenChannel);
        return Blocks(credit, default) ?? Condition(credit, credit.Case.Profile?.GreenChannel, ref horizon);
    }

    private static Incentive DeferredAcceptance(in Credit credit, ref Horizon horizon)
    {
        // T1
        var matter = credit.Case.Matter.Matter;
        if (!matter.DeferredAllowed || matter.Immediate || matter.SafetyExcluded)
            return new(IncentiveState.NotEligible, ReasonCode.MatterExcluded);

        // T2
        var missing = credit.Case.MissingMaterials;
        if (missing.IsEmpty)
            return new(IncentiveState.NotApplicable, ReasonCode.NothingMissing);
        var undeferrable = default(ReasonSet);
        foreach (var code in missing)
        {
            undeferrable |= matter.FindMaterial(code)?.Class switch
            {
                MaterialClass.Deferrable => default,
                MaterialClass.Statutory => ReasonCode.StatutoryMaterial,
                _ => ReasonCode.MainMaterial,
            };
        }

        if (!undeferrable.IsEmpty)
            return new(IncentiveState.NotEligible, undeferrable);

        // T3
        var overdue = credit.Conduct.Overdue ? ReasonCode.CommitmentOverdue : default(ReasonSet);
        var condition = Blocks(credit, overdue) ?? Condition(credit, credit.Case.Profile?.DeferredAcceptance, ref horizon);
        return condition.State == IncentiveState.Eligible ? Committed(credit, matter, condition.Reasons, ref horizon) : condition;
    }

    /// <summary>T4: a signed commitment to deliver in time. The last day moves on with every day that passes.</summary>
    private static Incentive Committed(in Credit credit, Matter matter, ReasonSet credited, ref Horizon horizon)
    {
        var day = credit.Case.Day;
        var lastDay = credit.Case.Catalogue.WorkingDays.Add(day, Math.Min(matter.SupplementDays, matter.PromisedDays));
        horizon.From(day.AddDays(1));
        if (credit.Case.Commitment is not { Signed: true, DueOn: { } due })
            return new(IncentiveState.EligibleIfCommitted, credited | ReasonCode.CommitmentNeeded, lastDay);
        if (due < day)
            return new(IncentiveState.NotEligible, ReasonCode.DueInPast, lastDay);
        return due > lastDay
            ? new(IncentiveState.NotEligible, ReasonCode.DueTooLate, lastDay)
            : new(IncentiveState.Eligible, credited | ReasonCode.CommitmentSigned, lastDay);
    }

    private static Incentive InstantHandling(in Credit credit)
    {
        if (!credit.Case.Matter.Matter.OnCommitmentList)
            return new(IncentiveState.NotApplicable, ReasonCode.MatterNotOnCommitmentList);

        var reasons = credit.Unresolved;
        if (credit.Black)
            reasons |= ReasonCode.Black;
        if (credit.Conduct.Breached)
            reasons |= ReasonCode.CommitmentBreached;
        if (!credit.Case.MissingMaterials.IsEmpty)
            reasons |= ReasonCode.MaterialMissing;
        if (!reasons.IsEmpty)
            return new(IncentiveState.NotEligible, reasons);

        return credit.Case.Commitment is { Signed: true, Type: CommitmentType.ApprovalSubstituting }
            ? new(IncentiveState.Eligible, ReasonCode.CommitmentSigned)
            : new(IncentiveState.EligibleIfCommitted, ReasonCode.CommitmentNeeded);
    }

    /// <summary>The blocks common to all profiles; null where none applies.</summary>
    private static Incentive? Blocks(in Credit credit, ReasonSet further)
    {
        var closed = credit.Unresolved | further;
        if (credit.Black)
            closed |= ReasonCode.Black;
        if (credit.Focus)
            closed |= ReasonCode.Focus;
        if (credit.Conduct.Breached)
            closed |= ReasonCode.CommitmentBreached;
        if (!closed.IsEmpty)
            return new Incentive(IncentiveState.NotEligible, closed, credit.Clean.KnownFrom(DateOnly.MinValue));

        var pending = default(ReasonSet);
        if (credit.UnderObjection)
            pending |= ReasonCode.UnderObjection;
        if (credit.Suspended)
            pending |= ReasonCode.Suspended;
        return pending.IsEmpty ? null : new Incentive(IncentiveState.Pending, pending);
    }

    /// <summary>The credit that a profile asks for.</summary>
    private static Incentive Condition(in Credit credit, CreditCondition? condition, ref Horizon horizon)
    {
        if (condition is null or { IsOff: true })
            return new(IncentiveState.NotEligible, ReasonCode.ProfileOff);

        foreach (var red in credit.EffectiveReds)
        {
            if (condition.AcceptsRed(red.Kind))
                return new(IncentiveState.Eligible, ReasonCode.Red);
        }

        if (condition.Grade && credit.Conduct.Grade != Grade.None)
        {
            return credit.Conduct.Grade <= Grade.Good
                ? new(IncentiveState.Eligible, ReasonCode.GradeGood)
                : new(IncentiveState.NotEligible, ReasonCode.GradeNotGood);
        }

        return condition.Clean3Y || condition.Grade
            ? ThreeCleanYears(credit, ref horizon)
            : new(IncentiveState.NotEligible, ReasonCode.ProfileRedOnly);
    }

    private static Incentive ThreeCleanYears(in Credit credit, ref Horizon horizon)
    {
        var reasons = default(ReasonSet);

        // A history that is not known is not a history of three years (rules 3.10 A2).
        var matureFrom = credit.HistoryFrom is { } from ? ThreeYearWindow.CleanFrom(from) : DateOnly.MaxValue;
        if (matureFrom > credit.Case.Day)
        {
            horizon.From(matureFrom);
            reasons |= ReasonCode.HistoryTooShort;
        }

        if (credit.Clean.InWindow)
            reasons |= ReasonCode.RecordInWindow;
        if (!reasons.IsEmpty)
            return new(IncentiveState.NotEligible, reasons, credit.Clean.KnownFrom(matureFrom));

        return credit.Clean.PendingInWindow
            ? new(IncentiveState.Pending, ReasonCode.RecordPending)
            : new(IncentiveState.Eligible, ReasonCode.Clean3Y);
    }
}
