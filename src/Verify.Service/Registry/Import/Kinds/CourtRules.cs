using Verify.Domain;

namespace Verify.Registry.Import;

/// <summary>What 法释〔2017〕7号 says of every court debtor alike.</summary>
internal static class CourtRules
{
    public const string Reason = "有履行能力而拒不履行生效法律文书确定义务";

    public const string Basis = "《最高人民法院关于公布失信被执行人名单信息的若干规定》（法释〔2017〕7号）第一条";

    public const string MeasureHints =
        "在政府采购、招标投标、行政审批、政府扶持、融资信贷、市场准入、资质认定等方面予以信用惩戒（法释〔2017〕7号第八条）";

    public const string RemovalConditions =
        "已履行生效法律文书确定的义务或执行完毕；达成执行和解协议且已履行完毕；申请执行人书面申请删除并经审查同意等（法释〔2017〕7号第十条）";

    public const string RemovalProcedure = "具备移除情形的，由执行法院在三个工作日内删除失信信息（法释〔2017〕7号第十条）";

    public const string Remedies =
        "可向执行法院书面申请纠正，法院自收到之日起十五日内审查；对驳回决定不服的，可自送达之日起十日内向上一级法院申请复议（法释〔2017〕7号第十一条、第十二条）";

    public static readonly LocalText OtherParty = new(
        "与证件号码的种类不符（0为自然人，1为法人或其他组织）",
        "does not fit the kind of code (0 a natural person, 1 an organisation)");

    public static bool IsPerformed(string performance) =>
        performance is "全部已履行" or "已全部履行" or "全部履行" or "已履行" or "已履行完毕";
}
