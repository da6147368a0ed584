namespace Verify.Catalogs;

/// <summary>Rules on laws, departments and sources: little more than unique codes.</summary>
internal static class LawRules
{
    public static void Judge(CatalogDraft draft)
    {
        CommonRules.Unique(draft.Laws, Column.Code, static law => law.Code);
        CommonRules.Unique(draft.Departments, Column.Code, static department => department.Code);
        CommonRules.Unique(draft.Sources, Column.Code, static source => source.Code);
        foreach (var (law, row) in draft.Laws)
            CommonRules.InOrder(row, law.From, law.To);
    }
}
