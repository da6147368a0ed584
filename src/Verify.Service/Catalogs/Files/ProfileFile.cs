using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Catalogs;

/// <summary>region-profiles.csv: what a region offers to the trusted (rules 3.6).</summary>
internal static class ProfileFile
{
    public static readonly Column Prefixes = new("prefixes", "区划前缀", Required: true);
    private static readonly Column GreenRed = new("green_red_families", "绿色通道：红名单族");
    private static readonly Column GreenClean = new("green_clean3y", "绿色通道：连续三年无不良");
    private static readonly Column GreenGrade = new("green_grade", "绿色通道：评价等级");
    private static readonly Column DeferredRed = new("deferred_red_families", "容缺受理：红名单族");
    private static readonly Column DeferredClean = new("deferred_clean3y", "容缺受理：连续三年无不良");
    private static readonly Column DeferredGrade = new("deferred_grade", "容缺受理：评价等级");
    private static readonly Column Published = new("published_commitments", "应公示的承诺");
    private static readonly Column ObjectionSuspends = new("objection_suspends", "异议暂停措施");
    private static readonly Column Others = new("other_incentives", "其他激励");

    public static readonly TableShape Shape = new(CatalogFiles.RegionProfiles,
    [
        Column.Code, Column.NameZh, Column.NameEn, Prefixes, GreenRed, GreenClean, GreenGrade, DeferredRed, DeferredClean,
        DeferredGrade, Published, ObjectionSuspends, Others,
    ]);

    public static ImmutableArray<Located<RegionProfile>> Read(Table table, Known families) =>
        [.. table.Rows.Select(row => new Located<RegionProfile>(Read(row, families), row))];

    private static RegionProfile Read(Row row, Known families) => new(
        row.Code(Column.Code),
        row.Text(Column.NameZh, Column.NameEn),
        row.Regions(Prefixes),
        new(row.References(GreenRed, families), row.YesNo(GreenClean), row.YesNo(GreenGrade)),
        new(row.References(DeferredRed, families), row.YesNo(DeferredClean), row.YesNo(DeferredGrade)),
        row.Words<CommitmentType>(Published),
        row.YesNo(ObjectionSuspends, otherwise: true),
        row.List(Others));
}
