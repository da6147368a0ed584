using System.Globalization;
using System.Text.RegularExpressions;
using Google.Protobuf.WellKnownTypes;
using Verify.V1;

namespace Verify.Receipts;

/// <summary>Words of an answer in one language; enum values are shown by name beside the Chinese word.</summary>
/// <param name="english">In English instead of Chinese.</param>
internal sealed partial class Phrases(bool english)
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["PROHIBIT"] = "禁止（依法限制）",
        ["UNDETERMINED"] = "无法判定，转人工核查",
        ["REVIEW"] = "从严审核",
        ["FACILITATE"] = "便利办理（绿色通道）",
        ["NORMAL"] = "正常办理",
        ["RED"] = "红名单",
        ["BLACK"] = "黑名单",
        ["FOCUS"] = "重点关注名单",
        ["REFERENCE"] = "参考信息",
        ["LISTED"] = "已列入",
        ["UNDER_OBJECTION"] = "异议核实中",
        ["REPAIR_PENDING"] = "修复办理中",
        ["SUSPENDED"] = "暂停",
        ["CORRECTED"] = "已更正",
        ["SUPPRESSED"] = "暂停适用",
        ["MANDATORY"] = "强制性",
        ["RECOMMENDED"] = "推荐性",
        ["BAR"] = "禁止",
        ["LIMIT"] = "限制",
        ["NOTICE"] = "提示",
        ["ELIGIBLE"] = "可以",
        ["ELIGIBLE_IF_COMMITTED"] = "签署承诺后可以",
        ["PENDING"] = "待定",
        ["NOT_ELIGIBLE"] = "不可以",
        ["NOT_APPLICABLE"] = "不适用",
        ["RAISE"] = "提高频次",
        ["LOWER"] = "降低频次",
        ["ACCEPT"] = "受理",
        ["QUALIFY"] = "资格审查",
        ["AWARD"] = "定标",
        ["SIGN"] = "签约",
        ["INSPECT"] = "监督检查",
        ["PROACTIVE"] = "主动型承诺",
        ["APPROVAL_SUBSTITUTING"] = "审批替代型承诺",
        ["CREDIT_REPAIR"] = "信用修复型承诺",
        ["INDUSTRY_SELF_DISCIPLINE"] = "行业自律型承诺",
        ["LEGAL_REP"] = "法定代表人",
        ["PRINCIPAL"] = "主要负责人",
        ["ACTUAL_CONTROLLER"] = "实际控制人",
        ["DIRECTLY_LIABLE"] = "直接责任人员",
        ["DIRECTLY_LIABLE_PRACTITIONER"] = "负有直接责任的注册执业人员",
        ["SENIOR_MANAGER"] = "高级管理人员",
        ["LIABLE_DIRECTOR"] = "负有直接责任的董事",
        ["LIABLE_SHAREHOLDER"] = "负有直接责任的股东",
        ["SHAREHOLDER"] = "股东",
        ["AGENT"] = "代理人",
    };

    /// <summary>Values whose name means something else in another enum.</summary>
    private static readonly Dictionary<System.Enum, string> Own = new()
    {
        [SupervisionHint.Normal] = "常规频次",
        [Stage.Review] = "审查",
    };

    public bool IsEnglish => english;

    public string this[string chinese, string inEnglish] => english ? inEnglish : chinese;

    public string Of(System.Enum value)
    {
        var name = WordStart().Replace(value.ToString(), "_$0").ToUpperInvariant();
        return !english && (Own.TryGetValue(value, out var word) || Words.TryGetValue(name, out word)) ? $"{word} {name}" : name;
    }

    /// <summary>An instant on China's clock.</summary>
    public static string ChinaClock(Timestamp? instant) =>
        instant?.ToDateTimeOffset().ToOffset(China).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture) ?? "";

    [GeneratedRegex(@"(?<=[a-z0-9])[A-Z]")]
    private static partial Regex WordStart();
}
