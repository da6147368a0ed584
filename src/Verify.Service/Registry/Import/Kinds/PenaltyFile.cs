using System.Collections.Immutable;
using System.Globalization;
using Verify.Domain;

namespace Verify.Registry.Import;

/// <summary>行政处罚, the CF_* fields of the national set: the one in use since 2018, the one before, and their Chinese headings.</summary>
internal sealed class PenaltyFile : FileKind
{
    private const decimal YuanPerUnit = 10_000;
    private const decimal HighestFine = 100_000_000;

    private static readonly Column SubjectName = new("CF_XDR_MC", "CF_XDR", "行政相对人名称");
    private static readonly Column Uscc = new("CF_XDR_SHXYM", "行政相对人代码_1(统一社会信用代码)", "统一社会信用代码");
    private static readonly Column Organisation = new("CF_XDR_ZZJG", "CF_XDR_ZDM", "行政相对人代码_3(组织机构代码)", "组织机构代码");
    private static readonly Column Registration = new("CF_XDR_GSZC", "CF_XDR_GSDJ", "行政相对人代码_2(工商注册号)", "工商注册号");
    private static readonly Column Person = new("CF_XDR_ZJHM", "CF_XDR_SFZ", "证件号码", "身份证号") { HoldsNumbers = true };
    private static readonly Column RepresentativeNumber =
        new("CF_FR_ZJHM", "CF_FR_SFZH", "法定代表人证件号码") { HoldsNumbers = true };
    private static readonly Column Document = new("CF_WSH", "行政处罚决定书文号", "处罚决定书文号");
    private static readonly Column Violation = new("CF_WFXW", "CF_CFMC", "违法行为类型", "处罚名称");
    private static readonly Column Facts = new("CF_SY", "违法事实", "处罚事由");
    private static readonly Column Class = new("CF_CFLB", "CF_CFLB1", "处罚类别", "处罚类别1");
    private static readonly Column SecondClass = new("CF_CFLB2", "处罚类别2");
    private static readonly Column Fine = new("CF_NR_FK", "罚款金额(万元)");
    private static readonly Column Confiscated = new("CF_NR_WFFF", "没收违法所得、没收非法财物的金额(万元)", "没收金额(万元)");
    private static readonly Column Decided = new("CF_JDRQ", "处罚决定日期");
    private static readonly Column Authority = new("CF_CFJG", "CF_XZJG", "处罚机关");
    private static readonly Column Field = new("领域", "field");
    private static readonly Column Status = new("CF_ZT", "当前状态");
    private static readonly Column Published = new("公示日期", "公示时间", "published_on");
    private static readonly Column Channel = new("公示渠道", "公示网站", "channel");
    private static readonly Column Repaired = new("修复日期", "信用修复日期", "repaired_on");

    private static readonly SubjectColumns Codes =
        new() { Uscc = Uscc, Organisation = Organisation, Registration = Registration, Person = Person };

    public override ImportKind Kind => ImportKind.Penalties;
    public override LocalText Name => new("行政处罚", "administrative penalties");
    public override string Code => "penalty";

    public override ImmutableArray<Column> Columns =>
    [
        SubjectName, .. Codes.All, RepresentativeNumber, Document, Violation, Facts, Class, SecondClass, Fine, Confiscated, Decided,
        Authority, Field, Status, Published, Channel, Repaired,
    ];

    public override ImmutableArray<ImmutableArray<Column>> Required => [[SubjectName], Codes.All, [Document], [Decided], [Class]];

    public override void Read(RowReader row, ImportContext context)
    {
        var subject = row.Subject(Codes);
        var document = row.Need(Document);
        var decided = row.NeedDate(Decided);
        var authority = row.Text(Authority);
        var reason = Reason(row.Text(Violation), row.Text(Facts));
        var field = row.Text(Field);
        var types = ReadTypes(row);
        var fine = ReadMoney(row, Fine);
        if (ReadMoney(row, Confiscated) > 0 && !types.Contains(PenaltyType.Confiscation))
            types = types.Add(PenaltyType.Confiscation);
        if (row.Peek(Status) is not ("" or "0" or "正常"))
            row.Reject(Status, PenaltyTexts.NotInForce);
        if (row.Reasons.Count > 0)
            return;

        var id = ContentDigest.Identify("CF", context.KeyOf(subject).Value, document);
        var severity = PenaltyClasses.SeverityOf(types, fine, subject.IsPerson);
        row.Add(subject, id, decided, document, new PenaltyRecorded(id, types, fine, decided, severity, authority, reason) { Field = field });

        if (row.Date(Published) is { } published && row.Reasons.Count == 0)
            row.Add(subject, id + " published", published, document, new ActPublished(id, published, row.Text(Channel)));
        if (row.Date(Repaired) is { } repaired && row.Reasons.Count == 0)
        {
            row.Add(subject, id + " repair filed", repaired, document, new PenaltyRepairFiled(id));
            row.Add(subject, id + " repaired", repaired, document, new PenaltyRepairDecided(id, Granted: true, ""));
        }
    }

    private static string Reason(string violation, string facts) =>
        violation.Length == 0 || facts.Contains(violation, StringComparison.Ordinal) ? facts
        : facts.Length == 0 ? violation
        : $"{violation}：{facts}";

    private static ImmutableArray<PenaltyType> ReadTypes(RowReader row)
    {
        ImmutableArray<PenaltyType> types = [.. row.Texts(Class).Concat(row.Texts(SecondClass)).Select(PenaltyClasses.TypeOf).Distinct()];
        if (types.IsEmpty)
            row.Reject(Class, ImportTexts.Empty);
        return types;
    }

    // In 10,000 yuan in the file, in whole yuan here.
    private static long ReadMoney(RowReader row, Column column)
    {
        var text = CellText.HalfWidth(row.Text(column));
        if (text.Length == 0)
            return 0;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var amount)
            && amount <= HighestFine)
        {
            return (long)decimal.Round(amount * YuanPerUnit, MidpointRounding.AwayFromZero);
        }

        row.Reject(column, PenaltyTexts.NotMoney);
        return 0;
    }
}
