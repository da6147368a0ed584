using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Catalogs;

/// <summary>matters.csv: what is approved, awarded, granted or inspected, with its materials.</summary>
internal static class MatterFile
{
    public static readonly Column Class = new("class", "事项类别", Required: true);
    public static readonly Column MustCheck = new("must_check", "应查必查");
    public static readonly Column DeferredAllowed = new("deferred_allowed", "可容缺受理");
    public static readonly Column SupplementDays = new("supplement_days", "补正时限（工作日）");
    private static readonly Column Fields = new("fields", "领域");
    private static readonly Column GreenAllowed = new("green_allowed", "可开绿色通道");
    private static readonly Column Immediate = new("immediate", "即办件");
    private static readonly Column SafetyExcluded = new("safety_excluded", "涉安全除外");
    private static readonly Column CommitmentList = new("commitment_list", "告知承诺");
    private static readonly Column PromisedDays = new("promised_days", "承诺时限（工作日）");

    public static readonly TableShape Shape = new(CatalogFiles.Matters,
    [
        Column.Code, Column.NameZh, Column.NameEn, Class, MustCheck, Fields, GreenAllowed, DeferredAllowed, Immediate, SafetyExcluded,
        CommitmentList, PromisedDays, SupplementDays,
    ]);

    public static ImmutableArray<Located<Matter>> Read(Table table, ImmutableArray<Located<MatterMaterial>> materials)
    {
        var byMatter = materials.ToLookup(static located => located.Value.Matter, static located => located.Value.Material, StringComparer.Ordinal);
        return [.. table.Rows.Select(row => new Located<Matter>(Read(row, byMatter), row))];
    }

    private static Matter Read(Row row, ILookup<string, Material> materials) => new()
    {
        Code = row.Code(Column.Code),
        Name = row.Text(Column.NameZh, Column.NameEn),
        Class = row.Code(Class),
        MustCheck = row.YesNo(MustCheck),
        Fields = row.List(Fields),
        GreenAllowed = row.YesNo(GreenAllowed),
        DeferredAllowed = row.YesNo(DeferredAllowed),
        Immediate = row.YesNo(Immediate),
        SafetyExcluded = row.YesNo(SafetyExcluded),
        OnCommitmentList = row.YesNo(CommitmentList),
        PromisedDays = row.Number(PromisedDays),
        SupplementDays = row.Number(SupplementDays),
        Materials = [.. materials[row.Text(Column.Code)]],
    };
}
