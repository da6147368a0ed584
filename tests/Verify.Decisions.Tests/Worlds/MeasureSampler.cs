using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Tests.Worlds;

/// <summary>Draws measure rows of every shape that the catalogue validators let through (rules 3.2, JS-80).</summary>
internal static class MeasureSampler
{
    private const int CatalogueCount = 256;

    // Rows of one code stay in one order: no row of a chain is stronger in one respect and weaker in the other.
    private static readonly (MeasureEffect, MeasureStrength)[][] Chains =
    [
        [(MeasureEffect.Notice, MeasureStrength.Recommended), (MeasureEffect.Limit, MeasureStrength.Recommended),
            (MeasureEffect.Bar, MeasureStrength.Recommended), (MeasureEffect.Bar, MeasureStrength.Mandatory)],
        [(MeasureEffect.Notice, MeasureStrength.Mandatory), (MeasureEffect.Limit, MeasureStrength.Mandatory),
            (MeasureEffect.Bar, MeasureStrength.Mandatory)],
        [(MeasureEffect.Limit, MeasureStrength.Recommended), (MeasureEffect.Limit, MeasureStrength.Mandatory),
            (MeasureEffect.Bar, MeasureStrength.Mandatory)],
    ];

    private static readonly string[] BlackSelectors =
        ["BLACK", "B-COURT", "B-WAGE", "B-LOCAL", "B-FIRM", "B-OPEN", "B-FORMER"];

    private static readonly string[] FocusSelectors = ["FOCUS", "F-FOOD", "F-CULTURE", "F-LOCAL"];

    private static readonly Catalogue[] Catalogues = [.. Enumerable.Range(0, CatalogueCount).Select(seed => Draw(new Dice(seed)))];

    public static Catalogue Any(Dice dice) => dice.Pick(Catalogues);

    private static Catalogue Draw(Dice dice) =>
        WorldCatalogue.With(Enumerable.Range(1, dice.Between(3, 9)).SelectMany(number => Rows(dice, $"m{number}")));

    private static MeasureRule[] Rows(Dice dice, string code)
    {
        var chain = dice.Pick(Chains);
        return [.. Enumerable.Range(0, dice.Between(1, 3)).Select(_ => Row(dice, code, chain))];
    }

    private static MeasureRule Row(Dice dice, string code, (MeasureEffect Effect, MeasureStrength Strength)[] chain)
    {
        var (effect, strength) = dice.Pick(chain);
        return new MeasureRule
        {
            Code = code,
            Name = new(code, code),
            Kind = MeasureKind.Administrative,
            Effect = effect,
            Strength = strength,
            ListKinds = [.. Selectors(dice, effect)],
            Matters = [.. dice.Some(4, "LIC", "LICENCE", "LIC-C", "GOVPROC", "PROCUREMENT", "FUND", "REG", "INSPECT")],
            Implementers = dice.Chance(60) ? [] : [.. dice.Some(2, "PERMITS", "FINANCE", "BANK")],
            Target = dice.Chance(70) ? MeasureTarget.Any : dice.Pick(MeasureTarget.Organisation, MeasureTarget.Person),
            SubjectClasses = dice.Chance(80) ? [] : [.. dice.Some(2, "11", "12", "91")],
            ViaRoles = dice.Chance(60) ? [] : [.. dice.Some(2, Role.LegalRep, Role.Shareholder, Role.DirectlyLiable)],
            LegalBasis = LegalBasis(dice, effect),
            Suspendable = dice.Chance(75),
            NationalDirect = dice.Chance(25),
            OwnFieldOnly = dice.Chance(20),
            TermMonths = dice.Chance(75) ? 0 : dice.Pick(1, 6, 12, 13, 36),
            Scope = dice.Chance(75) ? "" : dice.Pick("52", "520523", "64", "4420"),
            ValidFrom = dice.Chance(85) ? null : dice.Pick(WorldCatalogue.Days).AddDays(dice.Between(0, 1)),
            ValidTo = dice.Chance(85) ? null : dice.Pick(WorldCatalogue.Days).AddDays(dice.Between(-1, 0)),
            FeedbackRequired = dice.Chance(40),
        };
    }

    private static string[] Selectors(Dice dice, MeasureEffect effect) =>
        effect == MeasureEffect.Bar || dice.Chance(60) ? dice.Some(3, BlackSelectors)
        : dice.Chance(50) ? dice.Some(2, FocusSelectors)
        : ["BLACK", "FOCUS"];

    private static ImmutableArray<LegalReference> LegalBasis(Dice dice, MeasureEffect effect)
    {
        LegalReference[] basis = dice.Some(
            2,
            WorldCatalogue.Law,
            WorldCatalogue.Law,
            WorldCatalogue.RepealedLaw,
            WorldCatalogue.ComingLaw,
            WorldCatalogue.Policy,
            WorldCatalogue.LocalRegulation);
        if (effect == MeasureEffect.Notice && dice.Chance(50))
            return [WorldCatalogue.DepartmentRule];
        return dice.Chance(30) ? [.. basis.Distinct(), WorldCatalogue.DepartmentRule] : [.. basis.Distinct()];
    }
}
