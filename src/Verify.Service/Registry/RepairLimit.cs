using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Registry;

/// <summary>From when repair may be applied for, by the rules in force on the day of the application (FJ-27).</summary>
/// <param name="Rule">Code of the set of rules, or of the list kind that has a term of its own.</param>
/// <param name="Article">What it rests on.</param>
/// <param name="FirstDay">The first day.</param>
/// <param name="Why">What the day follows from.</param>
public sealed record RepairLimit(string Rule, string Article, DateOnly FirstDay, LocalText Why)
{
    /// <summary>
    /// The limit for a penalty, whose publicity runs from the day of its decision. Where several rules cover it, the longest counts.
    /// </summary>
    /// <param name="penalty">The penalty.</param>
    /// <param name="dossier">The subject's dossier.</param>
    /// <param name="filedOn">Day of the application.</param>
    /// <param name="catalogue">The catalogue; one without repair rules sets no limit.</param>
    public static RepairLimit? Of(PenaltyRecorded penalty, Dossier dossier, DateOnly filedOn, Catalogue catalogue)
    {
        var rule = catalogue.Rows.RepairRules
            .Where(rule => rule.InForce(filedOn) && rule.Covers(penalty.Severity, penalty.Field))
            .MaxBy(static rule => rule.MinPublicityMonths);
        var term = rule is null ? null : Publicity(rule.RuleSet, rule.LegalBasis, penalty.DecidedOn, rule.MinPublicityMonths);
        return Later(term, BarOf(dossier, catalogue));
    }

    /// <summary>The limit for an entry: its list kind's own term, from the first day on the list.</summary>
    /// <param name="listing">What the entry says.</param>
    /// <param name="dossier">The subject's dossier.</param>
    /// <param name="kind">Its kind of list.</param>
    /// <param name="catalogue">The catalogue; one without repair rules sets no limit.</param>
    public static RepairLimit? Of(EntryListed listing, Dossier dossier, ListKind kind, Catalogue catalogue) =>
        catalogue.Rows.RepairRules.IsEmpty
            ? null
            : Later(Publicity(kind.Code, kind.LegalBasis, listing.StartOn, kind.MinPublicityMonths), BarOf(dossier, catalogue));

    /// <summary>The bar that false material in an earlier application of the subject has brought.</summary>
    private static RepairLimit? BarOf(Dossier dossier, Catalogue catalogue)
    {
        RepairLimit? bar = null;
        foreach (var refusedOn in RefusalsForFalseMaterial(dossier))
        {
            var rule = catalogue.Rows.RepairRules.Where(rule => rule.InForce(refusedOn)).MaxBy(static rule => rule.FalseMaterialBarMonths);
            if (rule is { FalseMaterialBarMonths: > 0 and var months })
            {
                bar = Later(bar, new RepairLimit(rule.RuleSet, ArticleOf(rule.LegalBasis), refusedOn.AddMonths(months), new(
                    $"{refusedOn:yyyy-MM-dd}因材料虚假未予修复，{months}个月内不得再次申请。",
                    $"An application was refused for false material on {refusedOn:yyyy-MM-dd}; none may follow for {months} months.")));
            }
        }

        return bar;
    }

    private static IEnumerable<DateOnly> RefusalsForFalseMaterial(Dossier dossier) => dossier.Entries
        .SelectMany(static entry => entry.Facts)
        .Concat(dossier.Penalties.SelectMany(static penalty => penalty.Facts))
        .Where(static fact => fact.Fact is RepairDecided { FalseMaterial: true } or PenaltyRepairDecided { FalseMaterial: true })
        .Select(static fact => ChinaTime.DateOf(fact.OccurredAt));

    private static RepairLimit Publicity(string rule, ImmutableArray<LegalReference> basis, DateOnly start, int months) => new(
        rule,
        ArticleOf(basis),
        start.AddMonths(months),
        new($"最短公示期为{months}个月，自{start:yyyy-MM-dd}起算。", $"It stays public for {months} months from {start:yyyy-MM-dd}."));

    private static string ArticleOf(ImmutableArray<LegalReference> basis) => string.Join("、", basis.Select(static article => article.Text.Chinese));

    private static RepairLimit? Later(RepairLimit? one, RepairLimit? other) => one is null || other?.FirstDay > one.FirstDay ? other : one;
}
