using System.Collections.Immutable;
using System.Reflection;
using static Verify.Catalogs.FindingSeverity;

namespace Verify.Catalogs;

/// <summary>
/// Every rule that a draft can break: first those of form, then those of rules 3.2. The codes are a contract: of the API, of
/// <c>catalog/README.md</c> and of the test table.
/// </summary>
public static class FindingRules
{
    // Files and columns
    public static readonly FindingRule MissingFile = new("MISSING_FILE", Error, "缺少文件 {0}。", "The file {0} is missing.");
    public static readonly FindingRule UnknownFile = new("UNKNOWN_FILE", Error, "没有名为 {0} 的文件；应为：{1}。", "There is no file {0}; known are {1}.");
    public static readonly FindingRule NotUtf8 = new("NOT_UTF8", Error,
        "编码不是 UTF-8：请另存为“CSV UTF-8”。", "The encoding is not UTF-8: save as \"CSV UTF-8\".");
    public static readonly FindingRule MissingHeading = new("MISSING_HEADING", Error, "{0} 缺少标题行。", "{0} has no heading row.");
    public static readonly FindingRule MissingColumn = new("MISSING_COLUMN", Error, "缺少列“{0} {1}”。", "The column {0} is missing.");
    public static readonly FindingRule UnknownColumn = new("UNKNOWN_COLUMN", Error, "没有名为“{0}”的列；应为：{1}。", "There is no column {0}; known are {1}.");
    public static readonly FindingRule DuplicateColumn = new("DUPLICATE_COLUMN", Error, "列“{0}”出现两次。", "The column {0} stands twice.");
    public static readonly FindingRule BadQuotes = new("BAD_QUOTES", Error,
        "引号不成对，或单元格内有换行。", "A quote is not closed or stands inside a cell, or a cell holds a line break.");
    public static readonly FindingRule CellWithoutColumn = new("CELL_WITHOUT_COLUMN", Error,
        "“{0}”在标题行之外：含逗号的单元格须加引号。", "'{0}' stands beyond the heading: a cell with a comma needs quotes.");

    // Cells
    public static readonly FindingRule MissingValue = new("MISSING_VALUE", Error, "“{0} {1}”不得为空。", "{0} must not be empty.");
    public static readonly FindingRule BadCode = new("BAD_CODE", Error,
        "代码“{0}”只能由字母、数字、- 和 _ 组成，不超过 64 个字符。", "The code '{0}' may hold letters, digits, - and _ only, 64 at most.");
    public static readonly FindingRule BadRegion = new("BAD_REGION", Error,
        "“{0}”不是区划前缀：应为 2、4 或 6 位数字（GB/T 2260）。", "'{0}' is no region prefix: 2, 4 or 6 digits (GB/T 2260).");
    public static readonly FindingRule BadSubjectClass = new("BAD_SUBJECT_CLASS", Error,
        "“{0}”不是机构类别：应为统一社会信用代码前两位。", "'{0}' is no institution class: the first two characters of a unified social credit code.", "GB 32100-2015");
    public static readonly FindingRule BadDate = new("BAD_DATE", Error, "“{0}”不是日期：应如 2026-06-15。", "'{0}' is no date such as 2026-06-15.");
    public static readonly FindingRule BadNumber = new("BAD_NUMBER", Error, "“{0}”不是不小于 {1} 的整数。", "'{0}' is no whole number of {1} or more.");
    public static readonly FindingRule BadYesNo = new("BAD_YES_NO", Error, "“{0}”应为 yes/no 或 是/否。", "'{0}' must be yes or no.");
    public static readonly FindingRule UnknownWord = new("UNKNOWN_WORD", Error, "没有“{0}”这个取值；应为：{1}。", "There is no word '{0}'; known are {1}.");

    // References between rows
    public static readonly FindingRule DuplicateCode = new("DUPLICATE_CODE", Error, "“{0}”已在第 {1} 行。", "'{0}' stands in line {1} already.");
    public static readonly FindingRule DuplicateRow = new("DUPLICATE_ROW", Error, "与第 {0} 行完全相同。", "The same as line {0}.");
    public static readonly FindingRule DanglingReference = new("DANGLING_REFERENCE", Error, "没有所引用的“{0}”。", "There is no '{0}' to refer to.");
    public static readonly FindingRule DatesReversed = new("DATES_REVERSED", Error, "截止日期 {1} 早于起始日期 {0}。", "The last day {1} is before the first day {0}.");
    public static readonly FindingRule LawNotInForce = new("LAW_NOT_IN_FORCE", Error,
        "依据“{0}”在本行有效期内并非一直有效。", "The article '{0}' is not in force as long as the row is.", "国办发〔2020〕49号；QTX-05");

    // List kinds
    public static readonly FindingRule BlackWithoutClass = new("BLACK_WITHOUT_CLASS", Error,
        "严重失信主体名单“{0}”须属于四类严重失信行为之一。", "The black list {0} must fall in one of the four classes of serious dishonesty.",
        "国发〔2016〕33号；国办发〔2020〕49号（六）；QTX-07");
    public static readonly FindingRule BlackWithoutLaw = new("BLACK_WITHOUT_LAW", Warning,
        "名单“{0}”没有法律、法规或者党中央、国务院政策文件依据，只作参考，不产生惩戒。",
        "No law, regulation or central policy is filed for the list {0}: it is in force as REFERENCE and never punishes.",
        "国办发〔2020〕49号（六）；QTX-06");
    public static readonly FindingRule TermMissing = new("TERM_MISSING", Error,
        "名单“{0}”须有一般期限或最长期限，否则应注明可无截止日期。", "The list {0} needs a default or a longest term, or must be open-ended.", "JS-97");
    public static readonly FindingRule TermOverMax = new("TERM_OVER_MAX", Error,
        "一般期限 {0} 个月超过最长期限 {1} 个月。", "The default term of {0} months is over the longest of {1}.", "JS-97");

    // Measures
    public static readonly FindingRule PunishesWithoutLaw = new("PUNISHES_WITHOUT_LAW", Error,
        "措施“{0}”减损权益或增加义务，须直接援引法律、法规、地方性法规或者党中央、国务院政策文件。",
        "The measure {0} takes rights away or adds duties: it must cite a law, a regulation, a local regulation or a central policy.",
        "国办发〔2020〕49号（九）、（十）；QTX-17，QTX-21");
    public static readonly FindingRule NoticeWithoutLaw = new("NOTICE_WITHOUT_LAW", Warning,
        "提示类措施“{0}”没有注明依据。", "The notice {0} cites nothing.", "QTX-17");
    public static readonly FindingRule ForcedOnMarket = new("FORCED_ON_MARKET", Error,
        "不得强制“{1}”实施惩戒：措施“{0}”只能是推荐性。", "{1} is no public body and must not be forced to punish: {0} can only be RECOMMENDED.",
        "国办发〔2020〕49号（十）；QTX-22");
    public static readonly FindingRule ForcedWithoutImplementer = new("FORCED_WITHOUT_IMPLEMENTER", Error,
        "市场性、行业性、社会性措施“{0}”为强制性的，须写明由哪些公共机构实施。",
        "The market, industry or social measure {0} is MANDATORY and must say which public bodies carry it out.", "国办发〔2020〕49号（十）；QTX-22");
    public static readonly FindingRule ScoreOnPerson = new("SCORE_ON_PERSON", Error,
        "不得以信用分低为由实施惩戒：“{0}”。", "No measure may rest on a credit score: '{0}'.", "国办发〔2020〕49号（十）；QTX-23");
    public static readonly FindingRule UnknownCondition = new("UNKNOWN_CONDITION", Error,
        "没有附加条件“{0}”；只能为空或 own_field。", "There is no condition '{0}'; leave it empty or write own_field.", "QTX-21");
    public static readonly FindingRule FocusBars = new("FOCUS_BARS", Error,
        "重点关注名单“{1}”只能加强监管，不得禁止：措施“{0}”。", "The focus list {1} allows closer supervision, never a bar: {0}.", "JS-80");
    public static readonly FindingRule MeasureOnRed = new("MEASURE_ON_RED", Error,
        "守信名单“{1}”不得适用措施“{0}”。", "The red list {1} cannot carry the measure {0}.", "JS-75");
    public static readonly FindingRule MeasureOnReference = new("MEASURE_ON_REFERENCE", Warning,
        "名单“{1}”只作参考，措施“{0}”不会适用。", "The list {1} is REFERENCE: the measure {0} never acts on it.", "QTX-06");
    public static readonly FindingRule CodeMeansTwo = new("CODE_MEANS_TWO", Error,
        "措施“{0}”在第 {1} 行的名称或性质不同。", "The measure {0} has another name or kind in line {1}.", "R11");
    public static readonly FindingRule CrossingRows = new("CROSSING_ROWS", Error,
        "措施“{0}”与第 {1} 行一个效果更重、一个强度更大：合并会得出两行都没有的措施。",
        "Of {0} here and in line {1} one is stronger in effect, the other in strength: merged they would be a measure that no row has.", "R11");

    // Matters
    public static readonly FindingRule MatterIsClass = new("MATTER_IS_CLASS", Error,
        "事项代码“{0}”与事项类别同名。", "The code of matter {0} is the name of a class.");
    public static readonly FindingRule DeferredContradiction = new("DEFERRED_CONTRADICTION", Error,
        "事项“{0}”是即办件或涉及安全，不得容缺受理。", "The matter {0} is done on the spot or excluded for safety: nothing can be deferred.", "国发〔2022〕5号");
    public static readonly FindingRule SupplementMissing = new("SUPPLEMENT_MISSING", Error,
        "事项“{0}”可容缺受理，须有补正时限。", "The matter {0} allows deferred papers and needs supplement days.", "JS-37");
    public static readonly FindingRule SupplementTooLong = new("SUPPLEMENT_TOO_LONG", Error,
        "补正时限 {0} 个工作日超过承诺时限 {1} 个工作日。", "{0} working days to supplement are more than the {1} promised for the matter.", "JS-37");
    public static readonly FindingRule NothingDeferrable = new("NOTHING_DEFERRABLE", Warning,
        "事项“{0}”可容缺受理，但没有可容缺材料。", "The matter {0} allows deferred papers but has none that may follow later.", "ZS-07");
    public static readonly FindingRule MustCheckWithoutSource = new("MUST_CHECK_WITHOUT_SOURCE", Warning,
        "应查必查事项“{0}”没有必须核查的数据源。", "The must-check matter {0} names no source that must have been heard from.", "ZS-46");

    // Profiles and calendar
    public static readonly FindingRule DuplicatePrefix = new("DUPLICATE_PREFIX", Error,
        "区划前缀“{0}”已属于“{1}”。", "The prefix {0} belongs to {1} already.");
    public static readonly FindingRule MovedWorkdayOnWeekday = new("MOVED_WORKDAY_ON_WEEKDAY", Error,
        "{0} 本来就是工作日，不是调休上班日。", "{0} is a weekday and worked anyway.");

    // Repair
    public static readonly FindingRule RepairWithoutLaw = new("REPAIR_WITHOUT_LAW", Error,
        "修复规则“{0}”没有注明依据。", "The repair rule {0} cites nothing.", "FJ-27");
    public static readonly FindingRule RepairTermReversed = new("REPAIR_TERM_REVERSED", Error,
        "最短公示期 {0} 个月超过最长公示期 {1} 个月。", "The shortest publicity of {0} months is over the longest of {1}.", "国办发〔2025〕22号");
    public static readonly FindingRule RepairRuleTwice = new("REPAIR_RULE_TWICE", Error,
        "“{0}”对同一类别、同一领域已在第 {1} 行规定。", "{0} rules on the same class and field in line {1} already.", "FJ-27");

    /// <summary>Every rule, in the order above.</summary>
    public static ImmutableArray<FindingRule> All { get; } =
    [
        .. typeof(FindingRules)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(static field => field.GetValue(null))
            .OfType<FindingRule>(),
    ];
}
