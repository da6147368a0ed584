using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Catalogs;

/// <summary>laws.csv: articles, which other rows cite by code.</summary>
internal static class LawFile
{
    private static readonly Column Level = new("level", "效力层级", Required: true);
    private static readonly Column TextZh = new("text_zh", "条款", Required: true);
    private static readonly Column TextEn = new("text_en", "英文条款");
    private static readonly Column From = new("in_force_from", "施行日期");
    private static readonly Column To = new("in_force_to", "失效日期");

    public static readonly TableShape Shape = new(CatalogFiles.Laws, [Column.Code, Level, TextZh, TextEn, From, To]);

    public static ImmutableArray<Located<LegalReference>> Read(Table table) =>
    [
        .. table.Rows.Select(static row => new Located<LegalReference>(
            new(row.Code(Column.Code), row.Word<LegalLevel>(Level), row.Text(TextZh, TextEn), row.Date(From), row.Date(To)),
            row)),
    ];
}
