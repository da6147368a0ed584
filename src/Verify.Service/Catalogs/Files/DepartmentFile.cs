using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Catalogs;

/// <summary>departments.csv: who carries measures out.</summary>
internal static class DepartmentFile
{
    private static readonly Column PublicBody = new("public_body", "公共机构", Required: true);

    public static readonly TableShape Shape = new(CatalogFiles.Departments, [Column.Code, Column.NameZh, Column.NameEn, PublicBody]);

    public static ImmutableArray<Located<Department>> Read(Table table) =>
    [
        .. table.Rows.Select(static row => new Located<Department>(
            new(row.Code(Column.Code), row.Text(Column.NameZh, Column.NameEn), row.YesNo(PublicBody)),
            row)),
    ];
}
