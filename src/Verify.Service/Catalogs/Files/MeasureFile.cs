using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Catalogs;

/// <summary>measures.csv: the measure list (措施清单). Rows may share a code.</summary>
internal static class MeasureFile
{
    /// <summary>The one condition that a measure may carry: the list's field must be a field of the matter.</summary>
    public const string OwnField = "own_field";

    public static readonly Column Effect = new("effect", "效果", Required: true);
    public static readonly Column Strength = new("strength", "强度", Required: true);
    public static readonly Column ListKinds = new("list_kinds", "适用名单", Required: true);
    public static readonly Column Matters = new("matters", "适用事项", Required: true);
    public static readonly Column Implementers = new("implementers", "实施单位");
    public static readonly Column Condition = new("condition", "附加条件");
    private static readonly Column Kind = new("kind", "措施性质", Required: true);
    private static readonly Column Target = new("target", "对象");
    private static readonly Column SubjectClasses = new("subject_classes", "机构类别");
    private static readonly Column ViaRoles = new("via_roles", "关联身份");
    private static readonly Column Suspendable = new("suspendable", "异议可暂停");
    private static readonly Column NationalDirect = new("national_direct", "免本地核实");
    private static readonly Column Term = new("term_months", "措施期限（月）");
    private static readonly Column ReminderZh = new("reminder_zh", "提醒");
    private static readonly Column ReminderEn = new("reminder_en", "英文提醒");
    private static readonly Column Feedback = new("feedback_required", "须反馈");

    public static readonly TableShape Shape = new(CatalogFiles.Measures,
    [
        Column.Code, Column.NameZh, Column.NameEn, Kind, Effect, Strength, ListKinds, Matters, Implementers, Target, SubjectClasses,
        ViaRoles, Column.LegalBasis, Suspendable, NationalDirect, Condition, Term, Column.Scope, Column.ValidFrom, Column.ValidTo,
        ReminderZh, ReminderEn, Feedback,
    ]);

    public static ImmutableArray<Located<MeasureRule>> Read(Table table, Laws laws, Known kinds, Known matters, Known departments) =>
        [.. table.Rows.Select(row => new Located<MeasureRule>(Read(row, laws, kinds, matters, departments), row))];

    private static MeasureRule Read(Row row, Laws laws, Known kinds, Known matters, Known departments) => new()
    {
        Code = row.Code(Column.Code),
        Name = row.Text(Column.NameZh, Column.NameEn),
        Kind = row.Word<MeasureKind>(Kind),
        Effect = row.Word<MeasureEffect>(Effect),
        Strength = row.Word<MeasureStrength>(Strength),
        ListKinds = row.References(ListKinds, kinds),
        Matters = row.References(Matters, matters),
        Implementers = row.References(Implementers, departments),
        Target = row.Word<MeasureTarget>(Target),
        SubjectClasses = row.SubjectClasses(SubjectClasses),
        ViaRoles = row.Words<Role>(ViaRoles),
        LegalBasis = row.Articles(laws),
        Suspendable = row.YesNo(Suspendable, otherwise: true),
        NationalDirect = row.YesNo(NationalDirect),
        OwnFieldOnly = row.Text(Condition) == OwnField,
        TermMonths = row.Number(Term),
        Scope = row.Region(Column.Scope),
        ValidFrom = row.Date(Column.ValidFrom),
        ValidTo = row.Date(Column.ValidTo),
        Reminder = row.Text(ReminderZh, ReminderEn),
        FeedbackRequired = row.YesNo(Feedback),
    };
}
