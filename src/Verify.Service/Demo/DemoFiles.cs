using System.Globalization;
using System.Text;
using CsvHelper;

namespace Verify.Demo;

/// <summary>Writes the county as the files in which departments and courts send such data.</summary>
internal static class DemoFiles
{
    private const string Court = "金砂县人民法院";

    private static readonly string[] ListHeading =
    [
        "当事人姓名/单位名称", "身份证号/社会信用代码/组织机构代码/工商注册号", "列入红/黑名单事由", "发生时间", "列入名单时间", "名单类别", "决定文书号",
        "认定单位", "依据", "惩戒措施提示", "移出条件", "移出程序", "救济措施", "截止日期", "修复日期",
    ];

    public static IReadOnlyList<DemoFile> Write(string folder, DemoWorld world)
    {
        return
        [
            new DemoFile(WriteRegistry(folder, world.Organisations), "BASE-REGISTRY"),
            .. world.Entries
                .GroupBy(static entry => entry.List)
                .OrderBy(static group => group.Key.Kind, StringComparer.Ordinal)
                .Select(group => new DemoFile(WriteList(folder, $"list-{group.Key.Kind.ToLowerInvariant()}.csv", group), group.Key.Source)),
            new DemoFile(WriteFile(folder, "court-debtors.csv",
                ["iname", "cardNum", "统一社会信用代码", "courtName", "partyTypeName", "gistId", "regDate", "caseCode", "performance", "disruptTypeName", "publishDate"],
                world.Debtors.Select(Row)), "COURT"),
            new DemoFile(WriteFile(folder, "penalties.csv",
                ["CF_XDR_MC", "CF_XDR_SHXYM", "CF_WSH", "CF_WFXW", "CF_CFLB", "CF_NR_FK", "CF_JDRQ", "CF_CFJG", "CF_ZT", "修复日期", "公示日期", "公示渠道"],
                world.Penalties.Select(Row)), "CREDIT-PLATFORM"),
        ];
    }

    /// <summary>Writes a base registry, row by row, and returns its path.</summary>
    public static string WriteRegistry(string folder, IEnumerable<DemoOrganisation> organisations) => WriteFile(
        folder,
        "base-registry.csv",
        ["统一社会信用代码", "主体名称", "成立日期", "法定代表人", "注册号", "组织机构代码", "曾用名", "法定代表人证件号码"],
        organisations.Select(static who => (string[])
            [who.Code, who.Name, Day(who.Established), who.Representative, who.Registration, who.OrganisationCode, who.FormerName, who.RepresentativeNumber]));

    /// <summary>Writes a list, row by row, and returns its path.</summary>
    public static string WriteList(string folder, string name, IEnumerable<DemoEntry> entries) =>
        WriteFile(folder, name, ListHeading, entries.Select(Row));

    private static string WriteFile(string folder, string name, string[] heading, IEnumerable<string[]> rows)
    {
        var path = Path.Combine(folder, name);
        using var csv = new CsvWriter(
            new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)), CultureInfo.InvariantCulture);
        foreach (var row in rows.Prepend(heading))
        {
            foreach (var cell in row)
                csv.WriteField(cell);
            csv.NextRecord();
        }

        return path;
    }

    private static string[] Row(DemoEntry entry, int index)
    {
        var list = entry.List;
        return
        [
            entry.Subject.Name, entry.Subject.Code, list.Reasons[index % list.Reasons.Length], Day(entry.Start.AddDays(-60)), Day(entry.Start),
            list.Kind, Document(list.DocumentPrefix, entry.Start, index), list.Recogniser, list.Basis, list.Hints, list.Conditions,
            list.Procedure, list.Remedies, Day(entry.End), entry.Repaired is { } repaired ? Day(repaired) : "",
        ];
    }

    private static string[] Row(DemoDebtor debtor, int index)
    {
        var filed = debtor.Published.AddDays(-120);
        return
        [
            debtor.Name, debtor.Number, debtor.Uscc ?? "", Court, debtor.Uscc is null ? "0" : "1",
            $"（{filed.Year - 1}）黔0523民初{index + 1:D4}号", filed.ToString("yyyyMMdd", CultureInfo.InvariantCulture),
            $"（{filed.Year}）黔0523执{index + 1:D4}号", "全部未履行", "有履行能力而拒不履行生效法律文书确定义务",
            $"{debtor.Published.Year}年{debtor.Published.Month:D2}月{debtor.Published.Day:D2}日",
        ];
    }

    private static string[] Row(DemoPenalty penalty, int index) =>
    [
        penalty.Subject.Name, penalty.Subject.Code, Document(penalty.Offence.DocumentPrefix, penalty.Decided, index), penalty.Offence.Violation,
        penalty.Offence.Classes, penalty.FineTenThousand.ToString("0.####", CultureInfo.InvariantCulture), Day(penalty.Decided),
        penalty.Offence.Authority, "0", penalty.Repaired is { } repaired ? Day(repaired) : "",
        penalty.Published is { } published ? Day(published) : "", penalty.Published is null ? "" : "信用中国",
    ];

    private static string Document(string prefix, DateOnly decided, int index) => $"{prefix}〔{decided.Year}〕{index + 1}号";

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
