using System.Collections.Immutable;

namespace Verify.Domain;

/// <summary>Who carries a measure out (JS-90, HT-53).</summary>
public enum MeasureKind : byte
{
    /// <summary>Unset.</summary>
    None = 0,
    /// <summary>行政性.</summary>
    Administrative = 1,
    /// <summary>司法性.</summary>
    Judicial = 2,
    /// <summary>市场性.</summary>
    Market = 3,
    /// <summary>行业性.</summary>
    Industry = 4,
    /// <summary>社会性.</summary>
    Social = 5,
    /// <summary>监管性.</summary>
    Supervision = 6,
}

/// <summary>What a measure does, mildest first.</summary>
public enum MeasureEffect : byte
{
    /// <summary>Unset.</summary>
    None = 0,
    /// <summary>Tells somebody something.</summary>
    Notice = 1,
    /// <summary>Limits or examines more strictly.</summary>
    Limit = 2,
    /// <summary>Bars.</summary>
    Bar = 3,
}

/// <summary>Whether a measure must be applied (ZS-48), weakest first.</summary>
public enum MeasureStrength : byte
{
    /// <summary>Unset.</summary>
    None = 0,
    /// <summary>推荐性.</summary>
    Recommended = 1,
    /// <summary>强制性.</summary>
    Mandatory = 2,
}

/// <summary>Whose entries a measure reaches.</summary>
public enum MeasureTarget : byte
{
    /// <summary>Everybody's.</summary>
    Any = 0,
    /// <summary>Organisations' only.</summary>
    Organisation = 1,
    /// <summary>Natural persons' only.</summary>
    Person = 2,
}

/// <summary>
/// One row of the measure list (措施清单). Rows of one code are merged in an answer (R11); a validator keeps them in one order, so
/// that merging never yields an effect and a strength that no row has together.
/// </summary>
public sealed record MeasureRule
{
    /// <summary>Code.</summary>
    public required string Code { get; init; }
    /// <summary>Name.</summary>
    public required LocalText Name { get; init; }
    /// <summary>Who carries it out.</summary>
    public required MeasureKind Kind { get; init; }
    /// <summary>What it does.</summary>
    public required MeasureEffect Effect { get; init; }
    /// <summary>Whether it must be applied.</summary>
    public required MeasureStrength Strength { get; init; }
    /// <summary>List kinds by code, or BLACK and FOCUS for every kind of a colour.</summary>
    public required ImmutableArray<string> ListKinds { get; init; }
    /// <summary>Matters by code or by class.</summary>
    public required ImmutableArray<string> Matters { get; init; }
    /// <summary>Departments and bodies that carry it out; empty means every one.</summary>
    public ImmutableArray<string> Implementers { get; init; } = [];
    /// <summary>Whose entries it reaches.</summary>
    public MeasureTarget Target { get; init; }
    /// <summary>Institution classes that it reaches (11, 12 for public bodies); empty means every one.</summary>
    public ImmutableArray<string> SubjectClasses { get; init; } = [];
    /// <summary>Roles through which a person's own entry reaches the organisation (R9).</summary>
    public ImmutableArray<Role> ViaRoles { get; init; } = [];
    /// <summary>Articles that it rests on.</summary>
    public ImmutableArray<LegalReference> LegalBasis { get; init; } = [];
    /// <summary>Whether an accepted objection suspends it.</summary>
    public bool Suspendable { get; init; } = true;
    /// <summary>Whether it applies before local verification (ZS-19).</summary>
    public bool NationalDirect { get; init; }
    /// <summary>Only where the list's field is a field of the matter.</summary>
    public bool OwnFieldOnly { get; init; }
    /// <summary>Own term in months from the entry's first day; 0 means as long as the entry.</summary>
    public int TermMonths { get; init; }
    /// <summary>GB/T 2260 prefix within which it applies; empty means nationwide.</summary>
    public string Scope { get; init; } = "";
    /// <summary>First day of the row.</summary>
    public DateOnly? ValidFrom { get; init; }
    /// <summary>Last day of the row, included.</summary>
    public DateOnly? ValidTo { get; init; }
    /// <summary>What to tell the officer (QTX-39).</summary>
    public LocalText Reminder { get; init; }
    /// <summary>Whether the department reports what it did (JS-28).</summary>
    public bool FeedbackRequired { get; init; }

    /// <summary>Whether it applies to a list kind.</summary>
    public bool Reaches(ListKind kind)
    {
        foreach (var selector in ListKinds)
        {
            if (selector == kind.Code
                || (selector == "BLACK" && kind.Colour == Colour.Black)
                || (selector == "FOCUS" && kind.Colour == Colour.Focus))
            {
                return true;
            }
        }

        return false;
    }
}
