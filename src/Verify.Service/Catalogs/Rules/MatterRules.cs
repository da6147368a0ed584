using Verify.Domain;

namespace Verify.Catalogs;

/// <summary>Rules on matters and materials.</summary>
internal static class MatterRules
{
    public static void Judge(CatalogDraft draft)
    {
        CommonRules.Unique(draft.Matters, Column.Code, static matter => matter.Code);
        CommonRules.Unique(draft.Materials, Column.Code, static material => $"{material.Matter}/{material.Material.Code}");

        foreach (var (material, row) in draft.Materials.Where(material => !draft.MatterCodes.Has(material.Value.Matter)))
            row.Report(FindingRules.DanglingReference, MaterialFile.Matter, material.Matter);

        var classes = draft.Matters.Select(static matter => matter.Value.Class).ToHashSet(StringComparer.Ordinal);
        var sourced = draft.Sources.SelectMany(static source => source.Value.MustForMatters).ToHashSet(StringComparer.Ordinal);
        foreach (var (matter, row) in draft.Matters)
        {
            if (classes.Contains(matter.Code))
                row.Report(FindingRules.MatterIsClass, Column.Code, matter.Code);
            if (matter.MustCheck && !sourced.Contains(matter.Code) && !sourced.Contains(matter.Class))
                row.Report(FindingRules.MustCheckWithoutSource, MatterFile.MustCheck, matter.Code);
            if (matter.DeferredAllowed)
                CanBeDeferred(matter, row);
        }
    }

    private static void CanBeDeferred(Matter matter, Row row)
    {
        if (matter.Immediate || matter.SafetyExcluded)
            row.Report(FindingRules.DeferredContradiction, MatterFile.DeferredAllowed, matter.Code);
        if (matter.SupplementDays == 0)
            row.Report(FindingRules.SupplementMissing, MatterFile.SupplementDays, matter.Code);
        if (matter.SupplementDays > matter.PromisedDays)
            row.Report(FindingRules.SupplementTooLong, MatterFile.SupplementDays, matter.SupplementDays, matter.PromisedDays);
        if (!matter.Materials.Any(static material => material.Class == MaterialClass.Deferrable))
            row.Report(FindingRules.NothingDeferrable, MatterFile.DeferredAllowed, matter.Code);
    }
}
