using System.Collections.Immutable;

namespace Verify.Demo;

/// <summary>What the decisions of one list kind say in the demonstration county.</summary>
/// <param name="Kind">List kind of the default catalogue.</param>
/// <param name="Recogniser">认定单位.</param>
/// <param name="DocumentPrefix">Before the year of the 决定文书号.</param>
/// <param name="Basis">依据.</param>
/// <param name="TermMonths">Term of its entries.</param>
/// <param name="Reasons">事由, one of them per entry.</param>
internal sealed record DemoList(
    string Kind, string Recogniser, string DocumentPrefix, string Basis, int TermMonths, ImmutableArray<string> Reasons)
{
    public static readonly DemoList TaxA = new(
        "R-TAX-A", "金砂县税务局", "金砂税信", "《纳税信用管理办法（试行）》", 12, ["年度纳税信用评价为A级"]);

    public static readonly DemoList Model = new(
        "R-MODEL", "金砂县社会信用体系建设工作领导小组办公室", "金砂信用", "诚信典型选树办法", 24, ["获评诚信示范单位", "获评诚信经营示范户"]);

    public static readonly DemoList Customs = new(
        "R-CUSTOMS-AEO", "贵阳海关", "筑关信", "《中华人民共和国海关注册登记和备案企业信用管理办法》", 36, ["认证为海关高级认证企业"]);

    public static readonly DemoList Wage = new(
        "B-WAGE", "金砂县人力资源和社会保障局", "金砂人社列", "《拖欠农民工工资失信联合惩戒对象名单管理暂行办法》第五条", 36,
        ["克扣、无故拖欠农民工工资，经责令限期支付逾期未支付", "拒不支付劳动报酬，数额较大"])
    {
        Source = "WAGE",
        Hints = "在政府资金支持、政府采购、招投标、融资贷款、市场准入、税收优惠、评优评先、交通出行等方面依法依规予以限制",
        Conditions = "列入满三年自动移出；全额支付所欠工资满六个月且作出守法诚信承诺的，可申请提前移出",
        Procedure = "向列入决定机关提交书面申请，机关自收到之日起三十日内决定",
    };

    public static readonly DemoList TaxMajor = new(
        "B-TAX-MAJOR", "金砂县税务局稽查局", "金砂税稽罚", "《重大税收违法失信主体信息公布管理办法》第六条", 36,
        ["虚开增值税专用发票", "采取隐匿收入手段不缴或者少缴应纳税款，数额较大"])
    {
        Source = "TAX",
        Hints = "推送相关部门在政府采购、招标投标、融资信贷、出境等方面依法依规采取惩戒措施",
        Conditions = "公布满三年停止公布；缴清税款、滞纳金和罚款并纠正失信行为的，可申请提前停止公布",
        Procedure = "向作出确定决定的税务机关申请，税务机关自受理之日起十五日内决定",
    };

    public static readonly DemoList WorkSafety = new(
        "B-WORKSAFE", "金砂县应急管理局", "金砂应急列", "《安全生产严重失信主体名单管理办法》（应急管理部令第11号）", 36,
        ["发生较大生产安全事故，负有主要责任", "隐瞒重大事故隐患，拒不执行停产整改指令"])
    {
        Hints = "在审批许可、财政资金、评先评优、融资信贷等方面依法依规予以限制，提高检查频次",
        Conditions = "管理期限届满移出；履行义务、纠正违法行为并符合规定年限的，可申请提前移出",
        Procedure = "向作出列入决定的应急管理部门提交申请，部门自受理之日起十个工作日内决定",
    };

    public static readonly DemoList Enterprise = new(
        "B-ENTERPRISE", "金砂县市场监督管理局", "金砂市监列", "《市场监督管理严重违法失信名单管理办法》（市场监管总局令第44号）", 36,
        ["生产销售不符合安全标准的产品，受到较重行政处罚", "被列入经营异常名录届满三年仍未履行义务"])
    {
        Source = "MARKET",
        Hints = "列为重点监管对象，不适用告知承诺制，不予授予荣誉称号",
        Conditions = "列入满三年移出；满一年并纠正违法行为、消除不良影响的，可申请提前移出",
        Procedure = "向作出列入决定的市场监督管理部门申请，部门自受理之日起十五个工作日内决定",
    };

    public static readonly DemoList ProcurementBan = new(
        "B-GOVPROC-BAN", "金砂县财政局", "金砂财采", "《中华人民共和国政府采购法》第七十七条", 24, ["提供虚假材料谋取中标"])
    {
        Source = "GOVPROC",
        Hints = "禁止期内不得参加政府采购活动",
        Conditions = "处罚决定规定的期限届满移出",
        Procedure = "期限届满由财政部门移出，无须申请",
    };

    public static readonly DemoList Environment = new(
        "B-ENV", "毕节市生态环境局金砂分局", "毕环金列", "《中华人民共和国环境保护法》第五十四条", 36,
        ["超标排放水污染物，拒不改正", "通过逃避监管的方式排放大气污染物"])
    {
        Hints = "在行政许可、资金补助、评先评优、融资授信等方面依法依规从严审核或予以限制",
        Conditions = "列入期满自动移出；纠正违法行为、消除不良影响并作出信用承诺的，可申请信用修复",
        Procedure = "向列入机关提交申请及整改材料，机关核实后作出决定",
    };

    public static readonly DemoList Statistics = new(
        "B-STAT", "金砂县统计局", "金砂统列", "《中华人民共和国统计法》第四十一条、第四十二条", 36,
        ["编造虚假统计数据", "拒绝、阻碍统计调查，情节严重"])
    {
        Hints = "在政府优惠政策、评优评先、政府采购等方面依法依规予以限制",
        Conditions = "公示期满自动移出；改正违法行为并作出承诺的，可申请信用修复",
        Procedure = "向认定机构提交书面申请，认定机构自受理之日起三十日内决定",
    };

    public static readonly DemoList Food = new(
        "F-FOODDRUG", "金砂县市场监督管理局", "金砂市监关注", "《重点领域信用分级分类监管办法》", 12,
        ["监督抽检不合格", "食品安全管理制度不落实，经责令改正后复查仍不到位"]);

    public static readonly DemoList Culture = new(
        "F-CULTURE", "金砂县文化广电旅游局", "金砂文旅关注", "《重点领域信用分级分类监管办法》", 12, ["接纳未成年人进入网吧", "擅自变更演出内容"]);

    /// <summary>Source of the default catalogue that the list comes from; null for none.</summary>
    public string? Source { get; init; }

    /// <summary>失信惩戒措施提示; empty for red and focus lists.</summary>
    public string Hints { get; init; } = "";

    /// <summary>移出条件.</summary>
    public string Conditions { get; init; } = "";

    /// <summary>移出程序.</summary>
    public string Procedure { get; init; } = "";

    /// <summary>救济措施.</summary>
    public string Remedies => Hints.Length == 0 ? "" : "可自收到决定书之日起六十日内申请行政复议，或者六个月内提起行政诉讼";
}
