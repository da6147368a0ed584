using Verify.Domain;

namespace Verify.Registry.Import;

/// <summary>What an import tells people. No text quotes a cell: a number in the wrong column would be quoted with it.</summary>
internal static class ImportTexts
{
    public static readonly LocalText Empty = new("为空，此项必填", "is empty; it is obligatory");

    public static readonly LocalText NotADate = new(
        "不是日期，请写成 2026-06-05、2026/6/5、20260605 或 2026年6月5日",
        "is not a date; write 2026-06-05, 2026/6/5, 20260605 or 2026年6月5日");

    public static readonly LocalText SerialDate = new(
        "不是日期，而是Excel的日期序号：请在Excel中把该列设为日期格式（如 2026-06-05）后重新保存",
        "is not a date but Excel's number of a day: format the column as a date in Excel (2026-06-05) and save again");

    public static readonly LocalText Scientific = new(
        "已被Excel变成科学记数（如9.15E+17），原号码无法还原：请把该列设为“文本”格式，从原始数据重新导出",
        "was turned into a number by Excel (9.15E+17) and cannot be restored: format the column as text and export it again from the original");

    public static readonly LocalText Future = new("晚于今天", "lies after today");

    public static readonly LocalText MaskedNumber = new(
        "号码已打码（含*），无法确定主体；单位可另加“统一社会信用代码”列",
        "is masked with * and cannot tell whom it is about; for an organisation add a column 统一社会信用代码");

    public static readonly LocalText NoCode = new(
        "未填写任何主体代码", "no code of the subject is filled in");

    public static readonly LocalText BadQuotes = new(
        "引号不成对或位置不当", "has a quotation mark that is not paired or out of place");

    public static readonly LocalText NotText = new(
        "文件不是CSV文本（可能是Excel工作簿或UTF-16文本）：请在Excel中“另存为”→“CSV UTF-8（逗号分隔）”后重新导入",
        "The file is not CSV text (an Excel workbook or UTF-16 text, perhaps): save it in Excel as \"CSV UTF-8 (comma delimited)\" and import that.");

    public static readonly LocalText UnknownEncoding = new(
        "文件既不是有效的UTF-8也不是有效的GB18030编码：请在Excel或记事本中“另存为”UTF-8编码的CSV后重新导入",
        "The file is valid neither as UTF-8 nor as GB18030: save it as CSV in UTF-8 and import that.");

    public static readonly LocalText NoHeading = new("文件为空：没有标题行", "The file is empty: it has no heading row.");

    public static readonly LocalText OtherDelimiter = new(
        "各列不是用英文逗号分隔的：请在Excel中“另存为”→“CSV UTF-8（逗号分隔）”后重新导入",
        "The columns are not separated by commas: save the file in Excel as \"CSV UTF-8 (comma delimited)\" and import that.");

    public static LocalText HeadingBelow(int line) => new(
        $"标题行应在第一行，本文件在第{line}行：请删除其上的行后重新导入",
        $"The heading must be the first row; here it stands in line {line}: delete the rows above it and import again.");

    public static LocalText UnknownSource(string source) => new(
        $"来源目录中没有{source}", $"The catalogue has no source {source}.");

    public static LocalText UnclosedQuote(int line) => new(
        $"第{line}行有未闭合的引号，其后内容无法读取：请补上引号后重新导入（已导入的行不会重复）",
        $"A quotation mark that is opened in the row of line {line} is never closed, so the rest cannot be read: close it and import again; rows that are in stay once.");

    public static LocalText TooManyCells(int cells, int headings) => new(
        $"有{cells}个单元格，多于标题行的{headings}个：含逗号的内容应加英文双引号",
        $"has {cells} cells, more than the {headings} headings: a text with a comma in it needs double quotes");

    public static LocalText IgnoredColumns(IEnumerable<string> headings)
    {
        var list = string.Join("、", headings.Select(static heading => heading.Trim()));
        return new($"以下列未使用：{list}", $"Columns not used: {list}");
    }

    public static LocalText MissingColumns(Layout layout)
    {
        var list = string.Join("；", layout.Missing.Select(static group => string.Join(" 或 ", group.Select(static column => column.Description))));
        return new(
            $"标题行缺少“{layout.Kind.Name.Chinese}”的必需列：{list}",
            $"The heading row lacks columns that a file of {layout.Kind.Name.English} needs: {list}");
    }

    public static LocalText UnknownHeading()
    {
        var chinese = FileKinds.All.Select(static kind => $"\n  {kind.Name.Chinese}：{Columns(kind)}");
        var english = FileKinds.All.Select(static kind => $"\n  {kind.Name.English}: {Columns(kind)}");
        return new(
            $"第一行不是任何可导入文件的标题行。各种类的必需列（先后不限）：{string.Concat(chinese)}\n",
            $"The first row is the heading of no kind of file that can be imported. The kinds and the columns they need, in any order:{string.Concat(english)}");

        static string Columns(FileKind kind) => string.Join(",", kind.Required.Select(static group => group[0].Name));
    }

    /// <summary>A reason with the heading that it is about.</summary>
    public static LocalText About(string heading, LocalText reason) =>
        new($"“{heading}”：{reason.Chinese}", $"\"{heading}\": {reason.English}");
}
