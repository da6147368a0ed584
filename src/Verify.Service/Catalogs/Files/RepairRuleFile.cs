using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Catalogs;

/// <summary>repair-rules.csv: how long conduct stays public before it may be repaired. May be missing: then repair has no limits.</summary>
internal static class RepairRuleFile
{
    public static readonly Column RuleSet = new("rule_set", "规则", Required: true);
    public static readonly Column MinPublicity = new("min_publicity_months", "最短公示期（月）");
    private static readonly Column Severity = new("severity", "失信程度");
    private static readonly Column Fields = new("fields", "领域");
    private static readonly Column MaxPublicity = new("max_publicity_months", "最长公示期（月）");
    private static readonly Column Bar = new("false_material_bar_months", "虚假材料禁止期（月）");
    private static readonly Column From = new("in_force_from", "施行日期");
    private static readonly Column To = new("in_force_to", "失效日期");

    public static readonly TableShape Shape = new(
        CatalogFiles.RepairRules, [RuleSet, Column.LegalBasis, Severity, Fields, MinPublicity, MaxPublicity, Bar, From, To]);

    public static ImmutableArray<Located<RepairRule>> Read(Table table, Laws laws) =>
    [
        .. table.Rows.Select(row => new Located<RepairRule>(
            new()
            {
                RuleSet = row.Code(RuleSet),
                LegalBasis = row.Articles(laws),
                Severity = row.Word<Severity>(Severity),
                Fields = row.List(Fields),
                MinPublicityMonths = row.Number(MinPublicity),
                MaxPublicityMonths = row.Number(MaxPublicity),
                FalseMaterialBarMonths = row.Number(Bar),
                From = row.Date(From),
                To = row.Date(To),
            },
            row)),
    ];
}
