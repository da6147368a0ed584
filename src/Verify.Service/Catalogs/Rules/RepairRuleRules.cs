namespace Verify.Catalogs;

/// <summary>Rules on repair rules: each cites what is in force as long as it is, and no two of one set say different things.</summary>
internal static class RepairRuleRules
{
    public static void Judge(CatalogDraft draft)
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (rule, row) in draft.RepairRules)
        {
            CommonRules.InOrder(row, rule.From, rule.To);
            CommonRules.InForce(row, rule.LegalBasis, rule.From, rule.To);
            if (rule.LegalBasis.IsEmpty)
                row.Report(FindingRules.RepairWithoutLaw, Column.LegalBasis, rule.RuleSet);
            if (rule.MaxPublicityMonths > 0 && rule.MinPublicityMonths > rule.MaxPublicityMonths)
                row.Report(FindingRules.RepairTermReversed, RepairRuleFile.MinPublicity, rule.MinPublicityMonths, rule.MaxPublicityMonths);

            var covers = $"{rule.RuleSet} {rule.Severity} {string.Join(';', rule.Fields.Order(StringComparer.Ordinal))}";
            if (!lines.TryAdd(covers, row.Line))
                row.Report(FindingRules.RepairRuleTwice, RepairRuleFile.RuleSet, rule.RuleSet, lines[covers]);
        }
    }
}
