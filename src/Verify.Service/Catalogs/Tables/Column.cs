using System.Collections.Immutable;

namespace Verify.Catalogs;

/// <summary>A column of a file. Its heading may be the name, the Chinese label, or both: <c>code 代码</c>.</summary>
/// <param name="Name">Stable name.</param>
/// <param name="Label">Chinese label.</param>
/// <param name="Required">Whether the column must stand in the file and be filled in every row.</param>
internal sealed record Column(string Name, string Label, bool Required = false)
{
    public static readonly Column Code = new("code", "代码", Required: true);
    public static readonly Column NameZh = new("name_zh", "名称", Required: true);
    public static readonly Column NameEn = new("name_en", "英文名称");
    public static readonly Column LegalBasis = new("legal_basis", "依据条款");
    public static readonly Column Scope = new("scope", "适用区划");
    public static readonly Column ValidFrom = new("valid_from", "启用日期");
    public static readonly Column ValidTo = new("valid_to", "停用日期");
    public static readonly Column Certainty = new("certainty", "把握程度");
    public static readonly Column Note = new("note", "说明");

    public bool IsHeadedBy(string heading) => heading == Name || heading == Label || heading == $"{Name} {Label}";
}

/// <summary>Which columns a file has.</summary>
/// <param name="File">File name.</param>
/// <param name="Columns">Its own columns; every file also has certainty and note.</param>
internal sealed record TableShape(string File, ImmutableArray<Column> Columns)
{
    public ImmutableArray<Column> Columns { get; } = [.. Columns, Column.Certainty, Column.Note];
}

/// <summary>How sure the catalogue is of a row. No rule reads it; it tells people what still wants a document.</summary>
internal enum Certainty : byte
{
    None = 0,
    Confirmed = 1,
    Unconfirmed = 2,
    Proposed = 3,
}
