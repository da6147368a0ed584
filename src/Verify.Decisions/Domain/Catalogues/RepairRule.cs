using System.Collections.Immutable;

namespace Verify.Domain;

/// <summary>How long conduct of a class stays public before it may be repaired, under one set of rules.</summary>
public sealed record RepairRule
{
    /// <summary>Code of the set of rules: NDRC-36.</summary>
    public required string RuleSet { get; init; }
    /// <summary>Class of dishonesty; none for every class.</summary>
    public Severity Severity { get; init; }
    /// <summary>Fields in which it applies; empty for every field.</summary>
    public ImmutableArray<string> Fields { get; init; } = [];
    /// <summary>Articles that it rests on; at least one.</summary>
    public required ImmutableArray<LegalReference> LegalBasis { get; init; }
    /// <summary>Months of publicity before repair; 0 for none.</summary>
    public int MinPublicityMonths { get; init; }
    /// <summary>Months after which publicity ends by itself; 0 where the rules name none.</summary>
    public int MaxPublicityMonths { get; init; }
    /// <summary>Months without a further application after one with false material; 0 for none.</summary>
    public int FalseMaterialBarMonths { get; init; }
    /// <summary>First day in force.</summary>
    public DateOnly? From { get; init; }
    /// <summary>Last day in force, included.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Whether it is in force on a day.</summary>
    public bool InForce(DateOnly day) => !(From > day) && !(To < day);

    /// <summary>Whether it covers conduct; conduct that nobody classed counts as general.</summary>
    public bool Covers(Severity severity, string field) =>
        (Severity == Severity.None || Severity == (severity == Severity.None ? Severity.General : severity))
        && (Fields.IsEmpty || Fields.Contains(field));
}
