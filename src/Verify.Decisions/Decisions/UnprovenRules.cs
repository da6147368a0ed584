using Verify.Domain;

namespace Verify.Decisions;

/// <summary>
/// What is said of a subject with an adverse record when nobody can prove that the record still stands: UNDETERMINED, and nothing of
/// the record. It may have been lifted a moment ago; the officer verifies by hand, and is not told to refuse.
/// </summary>
public static class UnprovenRules
{
    private static readonly Incentive Open = new(IncentiveState.Pending, ReasonCode.FreshnessUnproven);

    /// <summary>The decision, whatever the case.</summary>
    public static Decision Decision { get; } = new()
    {
        Disposition = Disposition.Undetermined,
        Reasons = ReasonCode.FreshnessUnproven,
        Incentives = new Incentives(Open, Open, Open, CommitmentPublicity: false, []),
        SupervisionHint = SupervisionHint.Normal,
    };
}
