using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Catalogs;

/// <summary>A material with the matter that asks for it.</summary>
internal sealed record MatterMaterial(string Matter, Material Material);

/// <summary>materials.csv: what the applicant hands in.</summary>
internal static class MaterialFile
{
    public static readonly Column Matter = new("matter", "事项", Required: true);
    private static readonly Column Class = new("class", "材料类别", Required: true);

    public static readonly TableShape Shape = new(CatalogFiles.Materials, [Matter, Column.Code, Column.NameZh, Column.NameEn, Class]);

    public static ImmutableArray<Located<MatterMaterial>> Read(Table table) =>
    [
        .. table.Rows.Select(static row => new Located<MatterMaterial>(
            new(row.Text(Matter), new(row.Code(Column.Code), row.Text(Column.NameZh, Column.NameEn), row.Word<MaterialClass>(Class))),
            row)),
    ];
}
