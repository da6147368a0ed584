using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Decisions;

/// <summary>
/// A measure that applies, merged from the rows and entries of one code (R11): the fact and the article it rests on are both named,
/// else it is not returned (QTX-17).
/// </summary>
/// <param name="Rule">The strongest row.</param>
/// <param name="Effect">What it does, leniency and verification applied.</param>
/// <param name="Strength">Whether it must be applied, leniency and verification applied.</param>
/// <param name="LegalBasis">Articles in force.</param>
/// <param name="SourceEntryIds">Entries that it follows from.</param>
/// <param name="EndOn">Last day, included; null for an open-ended one.</param>
public sealed record AppliedMeasure(
    MeasureRule Rule,
    MeasureEffect Effect,
    MeasureStrength Strength,
    ImmutableArray<LegalReference> LegalBasis,
    ImmutableArray<string> SourceEntryIds,
    DateOnly? EndOn)
{
    /// <summary>Code in the catalogue.</summary>
    public string Code => Rule.Code;

    /// <summary>This measure and another of the same code as one (R11).</summary>
    public AppliedMeasure MergedWith(AppliedMeasure other)
    {
        var otherIsStronger = (other.Effect, other.Strength).CompareTo((Effect, Strength)) > 0;
        return new AppliedMeasure(
            otherIsStronger ? other.Rule : Rule,
            Effect > other.Effect ? Effect : other.Effect,
            Strength > other.Strength ? Strength : other.Strength,
            Union(LegalBasis, other.LegalBasis),
            Union(SourceEntryIds, other.SourceEntryIds),
            EndOn is { } end && other.EndOn is { } otherEnd ? (end > otherEnd ? end : otherEnd) : null);
    }

    private static ImmutableArray<T> Union<T>(ImmutableArray<T> left, ImmutableArray<T> right)
    {
        foreach (var item in right)
        {
            if (!left.Contains(item))
                left = left.Add(item);
        }

        return left;
    }
}
