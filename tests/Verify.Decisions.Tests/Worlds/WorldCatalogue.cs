using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Tests.Worlds;

/// <summary>
/// A small catalogue with one of everything that the rules tell apart; its measures are drawn by <see cref="MeasureSampler"/>.
/// Its dates lie about the days on which worlds are asked.
/// </summary>
internal static class WorldCatalogue
{
    public const string UnknownKind = "B-GONE";

    public static readonly DateOnly[] Days =
    [
        new(2026, 6, 15), new(2024, 2, 29), new(2027, 2, 28), new(2028, 2, 29), new(2026, 12, 31), new(2025, 3, 1),
    ];

    public static readonly LegalReference Law = Reference("LAW", LegalLevel.Law);
    public static readonly LegalReference RepealedLaw = Reference("LAW-REPEALED", LegalLevel.Law, to: new(2026, 6, 15));
    public static readonly LegalReference ComingLaw = Reference("LAW-COMING", LegalLevel.AdministrativeRegulation, from: new(2026, 6, 16));
    public static readonly LegalReference Policy = Reference("POLICY", LegalLevel.CentralPolicy, from: new(2024, 3, 1));
    public static readonly LegalReference LocalRegulation = Reference("LOCAL", LegalLevel.LocalRegulation, to: new(2026, 12, 31));
    public static readonly LegalReference DepartmentRule = Reference("DEPARTMENT", LegalLevel.DepartmentRule, to: new(2027, 2, 27));

    public static readonly ListKind[] Kinds =
    [
        Kind("R-TAX", Colour.Red) with { Family = "TAX" },
        Kind("R-MODEL", Colour.Red) with { Family = "MODEL" },
        Kind("R-LOCAL", Colour.Red) with { Family = "MODEL", Scope = "52" },
        Kind("B-COURT", Colour.Black, Law),
        Kind("B-WAGE", Colour.Black, Law),
        Kind("B-LOCAL", Colour.Black, LocalRegulation) with { Scope = "64" },
        Kind("B-FIRM", Colour.Black, Law) with { ObjectionSuspends = false },
        Kind("B-OPEN", Colour.Black, Policy) with { OpenEnded = true },
        Kind("B-FORMER", Colour.Black, Law) with { ValidFrom = new(2024, 2, 29), ValidTo = new(2026, 6, 15) },
        Kind("B-NOLAW", Colour.Black, DepartmentRule),
        Kind("F-FOOD", Colour.Focus, Policy) with { Field = "FOOD" },
        Kind("F-CULTURE", Colour.Focus, Policy) with { Field = "CULTURE" },
        Kind("F-LOCAL", Colour.Focus, Policy) with { Scope = "4420" },
        Kind("X-NOTED", Colour.Reference),
    ];

    public static readonly Matter[] Matters =
    [
        Matter("LIC", "LICENCE") with { GreenAllowed = true, DeferredAllowed = true, Fields = ["FOOD"], PromisedDays = 10, SupplementDays = 5 },
        Matter("LIC-SAFE", "LICENCE") with { GreenAllowed = true, DeferredAllowed = true, SafetyExcluded = true },
        Matter("LIC-NOW", "LICENCE") with { GreenAllowed = true, DeferredAllowed = true, Immediate = true },
        Matter("LIC-C", "LICENCE") with { GreenAllowed = true, DeferredAllowed = true, OnCommitmentList = true, PromisedDays = 1, SupplementDays = 3 },
        Matter("GOVPROC", "PROCUREMENT") with { GreenAllowed = true, MustCheck = true },
        Matter("FUND", "SUBSIDY") with { GreenAllowed = true, MustCheck = true, DeferredAllowed = true, PromisedDays = 7, SupplementDays = 7 },
        Matter("REG", "REGISTRATION") with { GreenAllowed = true, OnCommitmentList = true },
        Matter("INSPECT", "INSPECTION") with { Fields = ["CULTURE"] },
    ];

    /// <summary>The five regions of rules 3.6, a province around one of them, and one whose law suspends nothing.</summary>
    public static readonly RegionProfile[] Profiles =
    [
        Profile("PROVINCE", "52", Red("TAX"), Off),
        Profile("JINSHA", "520523", Red("*", clean: true), Red("*", clean: true)) with { OtherIncentives = ["PRIORITY", "SIMPLIFY"] },
        Profile("ZHONGSHAN", "4420", Red("MODEL", clean: true), Red("MODEL", clean: true)) with { OtherIncentives = ["PRIORITY", "BONUS"] },
        Profile("FUJIAN", "35", Red("*"), Red("*", clean: true, grade: true)) with
        {
            PublishedCommitments = [CommitmentType.ApprovalSubstituting, CommitmentType.CreditRepair],
        },
        Profile("QINGTONGXIA", "640381", Off, Off) with { OtherIncentives = ["SUPPORT"] },
        Profile("HAITANG", "460202", Red("*"), Off),
        Profile("FIRM", "99", Red("*", clean: true), Red("*", grade: true)) with { ObjectionSuspends = false },
    ];

    public static readonly string[] Regions = ["520523", "442000", "350100", "640381", "460202", "520102", "990000", "110000"];

    public static readonly SourceRule[] Sources =
    [
        new("COURT", Name("COURT"), TimeSpan.FromHours(24), ["GOVPROC", "FUND"]),
        new("TAX", Name("TAX"), TimeSpan.FromDays(7), ["PROCUREMENT", "LICENCE"]),
    ];

    public static Catalogue With(IEnumerable<MeasureRule> measures) => new("test", new CatalogueRows
    {
        ListKinds = [.. Kinds],
        Matters = [.. Matters],
        Profiles = [.. Profiles],
        Sources = [.. Sources],
        Measures = [.. measures],
        Holidays = [new(2026, 6, 19), new(2027, 1, 1), new(2024, 3, 1)],
        MovedWorkdays = [new(2026, 6, 20), new(2027, 1, 2), new(2024, 3, 2)],
    });

    private static CreditCondition Off => new([], Clean3Y: false, Grade: false);

    private static CreditCondition Red(string family, bool clean = false, bool grade = false) => new([family], clean, grade);

    private static LocalText Name(string code) => new(code, code);

    private static LegalReference Reference(string code, LegalLevel level, DateOnly? from = null, DateOnly? to = null) =>
        new(code, level, Name(code), from, to);

    private static ListKind Kind(string code, Colour colour, params ImmutableArray<LegalReference> basis) =>
        new() { Code = code, Name = Name(code), DeclaredColour = colour, LegalBasis = basis };

    private static Matter Matter(string code, string matterClass) => new()
    {
        Code = code,
        Name = Name(code),
        Class = matterClass,
        Materials =
        [
            new("APPLICATION", Name("APPLICATION"), MaterialClass.Main),
            new("PERMIT", Name("PERMIT"), MaterialClass.Statutory),
            new("PHOTO", Name("PHOTO"), MaterialClass.Deferrable),
            new("LEASE", Name("LEASE"), MaterialClass.Deferrable),
        ],
    };

    private static RegionProfile Profile(string code, string prefix, CreditCondition green, CreditCondition deferred) =>
        new(code, Name(code), [prefix], green, deferred, [], ObjectionSuspends: true, []);
}
