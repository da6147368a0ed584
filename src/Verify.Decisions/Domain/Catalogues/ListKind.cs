using System.Collections.Immutable;

namespace Verify.Domain;

/// <summary>The four classes of serious dishonesty in which a black list is allowed (QTX-07).</summary>
public enum SeriousClass : byte
{
    /// <summary>Not a black list.</summary>
    None = 0,
    /// <summary>严重危害人民群众身体健康和生命安全.</summary>
    HealthSafety = 1,
    /// <summary>严重破坏市场公平竞争秩序和社会正常秩序.</summary>
    MarketOrder = 2,
    /// <summary>拒不履行法定义务，严重影响司法机关和行政机关公信力.</summary>
    RefuseDuty = 3,
    /// <summary>拒不履行国防义务.</summary>
    Defence = 4,
}

/// <summary>A kind of list.</summary>
public sealed record ListKind
{
    /// <summary>Stable code, B-COURT for example.</summary>
    public required string Code { get; init; }
    /// <summary>Name.</summary>
    public required LocalText Name { get; init; }
    /// <summary>Colour as filed.</summary>
    public required Colour DeclaredColour { get; init; }
    /// <summary>Class of conduct, for a black list.</summary>
    public SeriousClass SeriousClass { get; init; }
    /// <summary>Articles that it rests on.</summary>
    public ImmutableArray<LegalReference> LegalBasis { get; init; } = [];
    /// <summary>National recognition standard (QTX-08).</summary>
    public string StandardReference { get; init; } = "";
    /// <summary>认定单位 and level.</summary>
    public string Recogniser { get; init; } = "";
    /// <summary>Field of the economy, FOOD for example; empty for a general list.</summary>
    public string Field { get; init; } = "";
    /// <summary>Family of red lists that profiles name together, MODEL for example.</summary>
    public string Family { get; init; } = "";
    /// <summary>GB/T 2260 prefix; empty means nationwide.</summary>
    public string Scope { get; init; } = "";
    /// <summary>Usual term in months; 0 where the decision fixes it.</summary>
    public int DefaultTermMonths { get; init; }
    /// <summary>Longest term in months; 0 where there is none.</summary>
    public int MaxTermMonths { get; init; }
    /// <summary>Shortest publicity before repair, in months.</summary>
    public int MinPublicityMonths { get; init; }
    /// <summary>Whether it can be repaired (QTX-26).</summary>
    public bool Repairable { get; init; } = true;
    /// <summary>Whether an accepted objection suspends its measures (JS-71).</summary>
    public bool ObjectionSuspends { get; init; } = true;
    /// <summary>Whether an entry may have no last day.</summary>
    public bool OpenEnded { get; init; }
    /// <summary>双人复核: whether a decision is recorded by another officer than the one who proposed or filed what is decided.</summary>
    public bool FourEyes { get; init; }
    /// <summary>First day of the kind.</summary>
    public DateOnly? ValidFrom { get; init; }
    /// <summary>Last day of the kind, included.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>
    /// Colour in force: a black list without a law that allows it is reference only (QTX-06, rules 3.2).
    /// </summary>
    public Colour Colour => DeclaredColour == Colour.Black && !LegalBasis.Any(static basis => basis.MayPunish)
        ? Colour.Reference
        : DeclaredColour;
}
