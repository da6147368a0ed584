using System.Collections.Immutable;

namespace Verify.Domain;

/// <summary>What credit an incentive asks for; with none of the three the incentive is off.</summary>
/// <param name="RedFamilies">Families of red lists that suffice; <c>*</c> for every red list; empty for none.</param>
/// <param name="Clean3Y">Whether three consecutive clean years suffice.</param>
/// <param name="Grade">Whether a good grade suffices; a graded subject then needs it, and three clean years serve the ungraded.</param>
public sealed record CreditCondition(ImmutableArray<string> RedFamilies, bool Clean3Y, bool Grade)
{
    /// <summary>The region offers no such incentive.</summary>
    public bool IsOff => RedFamilies.IsEmpty && !Clean3Y && !Grade;

    /// <summary>Whether a red list kind suffices.</summary>
    public bool AcceptsRed(ListKind kind)
    {
        foreach (var family in RedFamilies)
        {
            if (family == "*" || family == kind.Family)
                return true;
        }

        return false;
    }
}

/// <summary>What the plan of a region offers to the trusted (rules 3.6).</summary>
/// <param name="Code">JINSHA for example.</param>
/// <param name="Name">Name.</param>
/// <param name="Prefixes">GB/T 2260 prefixes; the longest one that fits a case picks the profile.</param>
/// <param name="GreenChannel">Condition of the green channel.</param>
/// <param name="DeferredAcceptance">Condition of deferred acceptance.</param>
/// <param name="PublishedCommitments">Kinds of commitment that must be made public (FJ-05).</param>
/// <param name="ObjectionSuspends">Whether an accepted objection suspends measures; on unless a region's law says otherwise.</param>
/// <param name="OtherIncentives">Codes of further incentives.</param>
public sealed record RegionProfile(
    string Code,
    LocalText Name,
    ImmutableArray<string> Prefixes,
    CreditCondition GreenChannel,
    CreditCondition DeferredAcceptance,
    ImmutableArray<CommitmentType> PublishedCommitments,
    bool ObjectionSuspends,
    ImmutableArray<string> OtherIncentives);
