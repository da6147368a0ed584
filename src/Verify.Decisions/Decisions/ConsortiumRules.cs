using Verify.Domain;

namespace Verify.Decisions;

/// <summary>
/// A consortium (联合体): every member is checked, the worst member decides for the whole, and an incentive is open only if every
/// member has it (财库〔2016〕125号, 法〔2016〕285号, ZS-45).
/// </summary>
public static class ConsortiumRules
{
    /// <summary>The decision on the whole.</summary>
    /// <param name="members">Decisions on the members, in the order asked; at least one.</param>
    public static Decision Combine(IReadOnlyList<Decision> members)
    {
        ArgumentOutOfRangeException.ThrowIfZero(members.Count);
        var worst = members.MinBy(static member => Rank(member.Disposition))!.Disposition;
        var reasons = default(ReasonSet);
        var warnings = default(ReasonSet);
        foreach (var member in members)
        {
            // A member's reasons to be facilitated are not the consortium's, unless all are.
            reasons |= member.Disposition == Disposition.Facilitate && worst != Disposition.Facilitate
                ? member.Reasons.Without(member.Incentives.GreenChannel.Reasons)
                : member.Reasons;
            warnings |= member.Warnings;
        }

        if (Rank(worst) < Rank(Disposition.Normal))
            reasons |= ReasonCode.MemberDecides;

        return new Decision
        {
            Disposition = worst,
            Reasons = reasons,
            Warnings = warnings,
            ListStatus = [.. members.SelectMany(static member => member.ListStatus).Distinct()],
            Entries = [.. members.SelectMany(static member => member.Entries).DistinctBy(static entry => entry.Listing.EntryId)],
            Measures =
            [
                .. members.SelectMany(static member => member.Measures)
                    .GroupBy(static measure => measure.Code, StringComparer.Ordinal)
                    .Select(static group => group.Aggregate(static (left, right) => left.MergedWith(right))),
            ],
            Incentives = new Incentives(
                Weakest(members, static incentives => incentives.GreenChannel),
                Weakest(members, static incentives => incentives.DeferredAcceptance),
                Weakest(members, static incentives => incentives.InstantHandling),
                members.Any(static member => member.Incentives.CommitmentPublicity),
                [.. members[0].Incentives.Others.Where(code => members.All(member => member.Incentives.Others.Contains(code)))]),
            SupervisionHint = Closest(members),
            Notes = [.. members.SelectMany(static member => member.Notes).Distinct()],
            Alerts = [.. members.SelectMany(static member => member.Alerts).Distinct()],
            RestsOn = [.. members.SelectMany(static member => member.RestsOn).Distinct(StringComparer.Ordinal)],
            FeedbackDueOn = members.Select(static member => member.FeedbackDueOn).FirstOrDefault(static due => due is not null),
            ValidUntil = members.Min(static member => member.ValidUntil),
            Members = members,
        };
    }

    /// <summary>Badness, worst lowest: FACILITATE is better than NORMAL, although the rules look for it first.</summary>
    public static int Rank(Disposition disposition) => disposition switch
    {
        Disposition.Prohibit => 0,
        Disposition.Undetermined => 1,
        Disposition.Review => 2,
        Disposition.Normal => 3,
        Disposition.Facilitate => 4,
        _ => throw new ArgumentOutOfRangeException(nameof(disposition), disposition, "A decision has a disposition."),
    };

    /// <summary>
    /// The weakest state of any member, with the reasons of all members that are in it; a day is known where it is for each of them.
    /// </summary>
    private static Incentive Weakest(IReadOnlyList<Decision> members, Func<Incentives, Incentive> pick)
    {
        // Whether an incentive exists for the matter is the same for all members, so NOT_APPLICABLE is either everybody's or nobody's.
        var state = members.Max(member => pick(member.Incentives).State);
        var weakest = members.Select(member => pick(member.Incentives)).Where(incentive => incentive.State == state).ToArray();
        return new Incentive(
            state,
            weakest.Aggregate(default(ReasonSet), static (reasons, incentive) => reasons | incentive.Reasons),
            Array.Exists(weakest, static incentive => incentive.On is null) ? null : weakest.Max(static incentive => incentive.On));
    }

    private static SupervisionHint Closest(IReadOnlyList<Decision> members) =>
        members.Any(static member => member.SupervisionHint == SupervisionHint.Raise) ? SupervisionHint.Raise
        : members.All(static member => member.SupervisionHint == SupervisionHint.Lower) ? SupervisionHint.Lower
        : SupervisionHint.Normal;
}
