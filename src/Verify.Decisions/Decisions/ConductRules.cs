using Verify.Domain;

namespace Verify.Decisions;

/// <summary>What penalties, commitments and grades say about a subject at D.</summary>
internal struct Conduct
{
    /// <summary>A commitment was broken and not cured (JS-39).</summary>
    public bool Breached;
    /// <summary>A commitment is overdue (JS-49).</summary>
    public bool Overdue;
    /// <summary>A major illegal record of the last three years, not repaired (政府采购法 art. 22).</summary>
    public bool MajorViolation;
    /// <summary>The same, repaired (rules 3.10 A9).</summary>
    public bool MajorViolationRepaired;
    /// <summary>The worst of the latest grades of every evaluation; <see cref="Domain.Grade.None"/> for the ungraded.</summary>
    public Grade Grade;
}

/// <summary>R3 for everything that is not a list entry: penalties, commitments, grades.</summary>
internal static class ConductRules
{
    /// <summary>财库〔2022〕3号: a larger fine is 2,000,000 yuan or more, for decisions since 2022-02-08.</summary>
    private const long LargerFineYuan = 2_000_000;

    private static readonly DateOnly LargerFineFrom = new(2022, 2, 8);

    public static Conduct Collect(Case @case, Dossier dossier, ref CleanRecord clean, ref Horizon horizon)
    {
        var conduct = default(Conduct);
        foreach (var history in dossier.Penalties)
        {
            horizon.AfterFacts(history.Facts);
            if (history.At(@case.AsOf) is var (penalty, repaired))
                CountPenalty(penalty, repaired, @case.Day, ref conduct, ref clean, ref horizon);
        }

        foreach (var history in dossier.Commitments)
        {
            horizon.AfterFacts(history.Facts);
            CountCommitment(history.At(@case.AsOf), @case.Day, ref conduct, ref clean, ref horizon);
        }

        conduct.Grade = WorstLatestGrade(@case, dossier, ref horizon);
        return conduct;
    }

    private static void CountPenalty(
        PenaltyRecorded penalty, bool repaired, DateOnly day, ref Conduct conduct, ref CleanRecord clean, ref Horizon horizon)
    {
        if (!repaired && penalty.Severity != Severity.Minor)
            clean.Count(penalty.DecidedOn, day, ref horizon);
        if (!IsMajor(penalty))
            return;
        horizon.From(penalty.DecidedOn);
        horizon.From(ThreeYearWindow.CleanFrom(penalty.DecidedOn));
        if (!new ThreeYearWindow(day).Contains(penalty.DecidedOn))
            return;
        conduct.MajorViolation |= !repaired;
        conduct.MajorViolationRepaired |= repaired;
    }

    private static void CountCommitment(
        CommitmentSnapshot commitment, DateOnly day, ref Conduct conduct, ref CleanRecord clean, ref Horizon horizon)
    {
        switch (commitment.State)
        {
            case CommitmentState.Open:
                horizon.After(commitment.DueOn);
                break;
            case CommitmentState.Overdue:
                conduct.Overdue = true;
                break;
            case CommitmentState.Breached:
                conduct.Breached = true;
                clean.Count(commitment.BreachedOn, day, ref horizon);
                break;
        }
    }

    /// <summary>实施条例 art. 19: criminal penalty, order to stop business, revoked licence, larger fine.</summary>
    private static bool IsMajor(PenaltyRecorded penalty)
    {
        foreach (var type in penalty.Types)
        {
            if (type is PenaltyType.Criminal or PenaltyType.StopBusiness or PenaltyType.RevokeLicence)
                return true;
        }

        return penalty.FineYuan >= LargerFineYuan && penalty.DecidedOn >= LargerFineFrom;
    }

    private static Grade WorstLatestGrade(Case @case, Dossier dossier, ref Horizon horizon)
    {
        var worst = Grade.None;
        for (var i = 0; i < dossier.Grades.Length; i++)
        {
            var grade = (GradeRecorded)dossier.Grades[i].Fact;
            horizon.From(grade.GradedOn);
            horizon.At(dossier.Grades[i].OccurredAt);
            if (IsKnown(i) && !IsReplaced(i) && grade.Grade > worst)
                worst = grade.Grade;
        }

        return worst;

        bool IsKnown(int index) =>
            dossier.Grades[index].OccurredAt <= @case.AsOf && ((GradeRecorded)dossier.Grades[index].Fact).GradedOn <= @case.Day;

        // A later grade of the same evaluation; of two of one day the later recorded one.
        bool IsReplaced(int index)
        {
            var grade = (GradeRecorded)dossier.Grades[index].Fact;
            for (var other = 0; other < dossier.Grades.Length; other++)
            {
                var candidate = (GradeRecorded)dossier.Grades[other].Fact;
                if (other != index && candidate.Source == grade.Source && IsKnown(other)
                    && (candidate.GradedOn, other).CompareTo((grade.GradedOn, index)) > 0)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
