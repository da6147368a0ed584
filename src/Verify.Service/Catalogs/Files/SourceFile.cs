using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Catalogs;

/// <summary>sources.csv: where facts come from and how old they may be.</summary>
internal static class SourceFile
{
    private static readonly Column MaxAgeHours = new("max_age_hours", "最长时效（小时）", Required: true);
    private static readonly Column MustFor = new("must_for_matters", "必须核查的事项");

    public static readonly TableShape Shape = new(CatalogFiles.Sources, [Column.Code, Column.NameZh, Column.NameEn, MaxAgeHours, MustFor]);

    public static ImmutableArray<Located<SourceRule>> Read(Table table, Known matters) =>
    [
        .. table.Rows.Select(row => new Located<SourceRule>(
            new(
                row.Code(Column.Code),
                row.Text(Column.NameZh, Column.NameEn),
                TimeSpan.FromHours(row.Number(MaxAgeHours, min: 1)),
                row.References(MustFor, matters)),
            row)),
    ];
}
