using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Registry.Import;

/// <summary>
/// 红黑名单及重点关注名单: the heading row that credit platforms exchange, with the further columns that a listing decision needs
/// (QTX-10, JS-77), or 信用中国's with its colour in <c>creditType</c>.
/// </summary>
internal sealed class ListFile : FileKind
{
    private static readonly Column SubjectName =
        new("当事人姓名/单位名称", "姓名/单位名称", "主体名称", "单位名称", "企业名称", "当事人姓名", "名称", "name");
    private static readonly Column AnyCode =
        new("身份证号/社会信用代码/组织机构代码/工商注册号", "主体代码", "证件号码", "code") { HoldsNumbers = true };
    private static readonly Column Uscc = new("统一社会信用代码", "社会信用代码", "USCC", "credit_code");
    private static readonly Column Organisation = new("组织机构代码", "organisation_code");
    private static readonly Column Registration = new("工商注册号", "注册号", "registration_number");
    private static readonly Column Person = new("身份证号", "身份证号码", "公民身份号码") { HoldsNumbers = true };
    private static readonly Column Reason =
        new("列入红/黑名单事由", "列入事由", "列入原因", "列入名单原因", "列入经营异常名录原因类型名称", "纳入理由", "事由", "reason");
    private static readonly Column Occurred = new("发生时间", "发生日期", "occurred_on");
    private static readonly Column Start = new("列入名单时间", "列入日期", "列入时间", "发布时间", "start_on");
    private static readonly Column ListKindName = new("名单类别", "名单种类", "名单名称", "数据类别", "list_kind");
    private static readonly Column CreditType = new("信用类型", "credit_type");
    private static readonly Column Document = new("决定文书号", "决定书文号", "认定文书号", "文书号", "decision_document");
    private static readonly Column Recogniser = new("认定单位", "认定部门", "认定机关", "列入决定机关名称", "列入部门", "recogniser");
    private static readonly Column Basis = new("依据", "认定依据", "法律依据", "legal_basis");
    private static readonly Column Hints = new("惩戒措施提示", "失信惩戒措施提示", "measure_hints");
    private static readonly Column Conditions = new("移出条件", "移除条件", "removal_conditions");
    private static readonly Column Procedure = new("移出程序", "移除程序", "removal_procedure");
    private static readonly Column Remedies = new("救济措施", "救济途径", "remedies");
    private static readonly Column End = new("截止日期", "截止时间", "结束日期", "有效期至", "end_on");
    private static readonly Column Decided = new("决定日期", "认定日期", "认定时间", "decided_on");
    private static readonly Column Gravity = new("严重程度", "失信严重程度", "severity");
    private static readonly Column Repaired = new("修复日期", "信用修复日期", "repaired_on");

    private static readonly SubjectColumns Codes =
        new() { Uscc = Uscc, Any = AnyCode, Organisation = Organisation, Registration = Registration, Person = Person };

    public override ImportKind Kind => ImportKind.Lists;
    public override LocalText Name => new("红黑名单及重点关注名单", "red, black and focus lists");
    public override string Code => "list";

    public override ImmutableArray<Column> Columns =>
    [
        SubjectName, .. Codes.All, Reason, Occurred, Start, ListKindName, CreditType, Document, Recogniser, Basis, Hints, Conditions,
        Procedure, Remedies, End, Decided, Gravity, Repaired,
    ];

    public override ImmutableArray<ImmutableArray<Column>> Required =>
        [[SubjectName], [AnyCode, Uscc, Organisation, Registration, Person], [Start], [Reason]];

    public override void Read(RowReader row, ImportContext context)
    {
        var subject = row.Subject(Codes);
        var kind = ReadKind(row, context);
        var start = row.NeedDate(Start);
        var listing = new EntryListed("")
        {
            ListKind = kind?.Code ?? "",
            Recogniser = row.Text(Recogniser),
            DecisionDocument = row.Text(Document),
            Reason = row.Text(Reason),
            LegalBasis = row.Texts(Basis),
            MeasureHints = row.Text(Hints),
            RemovalConditions = row.Text(Conditions),
            RemovalProcedure = row.Text(Procedure),
            Remedies = row.Text(Remedies),
            OccurredOn = row.Date(Occurred),
            DecidedOn = row.Date(Decided) ?? start,
            StartOn = start,
            EndOn = row.Date(End, mayLieAhead: true),
            Severity = ReadSeverity(row),
            LocalVerificationRequired = context.Options.LocalVerificationRequired,
        };
        // A corrected name is no new listing, and the registered one counts; but a row without any is not what the format promises.
        if (row.Peek(SubjectName).Length == 0)
            row.Reject(SubjectName, ImportTexts.Empty);
        if (kind?.Colour == Colour.Black)
            NeedParts(row);
        if (listing.OccurredOn > start)
            row.Reject(Occurred, ListTexts.OccurredLater);
        if (kind is not null && row.Reasons.Count == 0)
            Listings.Add(row, subject, kind, listing, End);

        if (row.Date(Repaired) is { } repairedOn && row.Reasons.Count == 0)
            Listings.AddRepair(row, repairedOn);
    }

    /// <summary>The five parts of a black listing decision (QTX-10), its recogniser and its document (JS-77); rules E27.</summary>
    private static void NeedParts(RowReader row)
    {
        foreach (var column in new[] { Reason, Basis, Hints, Conditions, Procedure, Remedies, Document, Recogniser })
        {
            if (row.Peek(column).Length == 0)
                row.Reject(column, ListTexts.BlackNeeds);
        }
    }

    private static ListKind? ReadKind(RowReader row, ImportContext context)
    {
        var given = row.Peek(ListKindName) is { Length: > 0 } named ? named : context.Options.ListKind ?? "";
        var kind = Listings.FindKind(context.Catalogue, given);
        if (kind is null)
            row.Reject(ListKindName, given.Length == 0 ? ListTexts.NoKind : ListTexts.UnknownKind);
        else
            row.AddContent(ListKindName.Name, kind.Code);
        JudgeColour(row, kind);
        return kind;
    }

    private static void JudgeColour(RowReader row, ListKind? kind)
    {
        if (row.Peek(CreditType) is not { Length: > 0 } given)
            return;
        var colour = ReadColour(given);
        if (colour == Colour.None)
            row.Reject(CreditType, ListTexts.UnknownCreditType);
        else if (kind is not null && colour != kind.DeclaredColour)
            row.Reject(CreditType, ListTexts.OtherColour);
    }

    // 信用中国: 2 守信红名单, 4 重点关注名单, 8 失信黑名单.
    private static Colour ReadColour(string creditType) => CellText.HalfWidth(creditType) switch
    {
        "2" => Colour.Red,
        "4" => Colour.Focus,
        "8" => Colour.Black,
        _ => Colour.None,
    };

    private static Severity ReadSeverity(RowReader row)
    {
        var text = row.Text(Gravity);
        Severity? severity = text switch
        {
            "" => Severity.None,
            "轻微" => Severity.Minor,
            "一般" => Severity.General,
            "严重" => Severity.Serious,
            _ => null,
        };
        if (severity is null)
            row.Reject(Gravity, ListTexts.UnknownSeverity);
        return severity ?? Severity.None;
    }
}
