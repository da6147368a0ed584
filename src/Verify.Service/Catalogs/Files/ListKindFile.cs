using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Catalogs;

/// <summary>list-kinds.csv: the kinds of list.</summary>
internal static class ListKindFile
{
    public static readonly Column Colour = new("colour", "名单类别", Required: true);
    public static readonly Column SeriousClass = new("serious_class", "严重失信类别");
    public static readonly Column DefaultTerm = new("default_term_months", "一般期限（月）");
    public static readonly Column MaxTerm = new("max_term_months", "最长期限（月）");
    private static readonly Column Standard = new("standard_reference", "认定标准");
    private static readonly Column Recogniser = new("recogniser", "认定单位", Required: true);
    private static readonly Column Field = new("field", "领域");
    private static readonly Column Family = new("family", "名单族");
    private static readonly Column MinPublicity = new("min_publicity_months", "最短公示期（月）");
    private static readonly Column Repairable = new("repairable", "可修复");
    private static readonly Column ObjectionSuspends = new("objection_suspends", "异议暂停措施");
    private static readonly Column OpenEnded = new("open_ended", "可无截止日期");
    private static readonly Column FourEyes = new("four_eyes", "双人复核");

    public static readonly TableShape Shape = new(CatalogFiles.ListKinds,
    [
        Column.Code, Column.NameZh, Column.NameEn, Colour, SeriousClass, Column.LegalBasis, Standard, Recogniser, Field, Family,
        Column.Scope, DefaultTerm, MaxTerm, MinPublicity, Repairable, ObjectionSuspends, OpenEnded, FourEyes, Column.ValidFrom, Column.ValidTo,
    ]);

    public static ImmutableArray<Located<ListKind>> Read(Table table, Laws laws) =>
        [.. table.Rows.Select(row => new Located<ListKind>(Read(row, laws), row))];

    private static ListKind Read(Row row, Laws laws) => new()
    {
        Code = row.Code(Column.Code),
        Name = row.Text(Column.NameZh, Column.NameEn),
        DeclaredColour = row.Word<Colour>(Colour),
        SeriousClass = row.Word<SeriousClass>(SeriousClass),
        LegalBasis = row.Articles(laws),
        StandardReference = row.Text(Standard),
        Recogniser = row.Text(Recogniser),
        Field = row.Text(Field),
        Family = row.Text(Family),
        Scope = row.Region(Column.Scope),
        DefaultTermMonths = row.Number(DefaultTerm),
        MaxTermMonths = row.Number(MaxTerm),
        MinPublicityMonths = row.Number(MinPublicity),
        Repairable = row.YesNo(Repairable, otherwise: true),
        ObjectionSuspends = row.YesNo(ObjectionSuspends, otherwise: true),
        OpenEnded = row.YesNo(OpenEnded),
        FourEyes = row.YesNo(FourEyes),
        ValidFrom = row.Date(Column.ValidFrom),
        ValidTo = row.Date(Column.ValidTo),
    };
}
