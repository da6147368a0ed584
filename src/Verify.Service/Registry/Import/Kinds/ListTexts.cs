using Verify.Domain;

namespace Verify.Registry.Import;

/// <summary>Reasons against a row that lists somebody.</summary>
internal static class ListTexts
{
    public static readonly LocalText BlackNeeds = new(
        "未填写：列入严重失信主体名单须载明事由、依据、惩戒措施提示、移出条件和程序、救济措施及决定文书号",
        "is empty: a black listing must state reason, basis, measures, conditions and procedure of removal, remedies and the decision's number");

    public static readonly LocalText NoKind = new(
        "未填写，也未用 --list-kind 指定名单类别",
        "is empty, and no --list-kind was given");

    public static readonly LocalText UnknownKind = new(
        "不在名单目录中（可填目录中的代码或名称）",
        "is not in the catalogue of list kinds; give a code or name of it");

    public static readonly LocalText UnknownCreditType = new(
        "应为2（红名单）、4（重点关注名单）或8（黑名单）",
        "should be 2 (red), 4 (focus) or 8 (black)");

    public static readonly LocalText OtherColour = new(
        "与名单类别的红黑属性不一致",
        "is not the colour of the list kind");

    public static readonly LocalText UnknownSeverity = new("应为轻微、一般或严重", "should be 轻微, 一般 or 严重");

    public static readonly LocalText NoEnd = new(
        "未填写，且该名单类别没有默认期限",
        "is empty, and the list kind has no usual term");

    public static readonly LocalText EndBeforeStart = new("早于列入日期", "lies before the first day");

    public static readonly LocalText OccurredLater = new("晚于列入日期", "lies after the first day");

    public static LocalText BeyondMaximum(int months) => new(
        $"超过该名单类别的最长期限（{months}个月）", $"lies beyond the longest term of the list kind, {months} months");

    public static LocalText MissingKind(string code) => new(
        $"名单目录中没有{code}，无法导入此类文件", $"The catalogue has no list kind {code}, so this kind of file cannot be imported.");

    public static readonly LocalText Performed = new(
        "已全部履行：应当删除失信信息，不得列入（法释〔2017〕7号第十条）",
        "says that the debt is performed in full: the entry is to be deleted, not listed (法释〔2017〕7号 art. 10)");
}
