using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Verify.Domain;

namespace Verify.Catalogs;

/// <summary>
/// One row. Every reading method reports what is wrong with its cell and returns something harmless, so that the other cells of
/// the row are judged as well.
/// </summary>
internal sealed partial class Row(Table table, int line, string[] cells)
{
    private static readonly string[] DateForms = ["yyyy-MM-dd", "yyyy/M/d", "yyyy-M-d"];
    private static readonly char[] Separators = [';', '；'];

    public int Line => line;

    /// <summary>Every cell as it stands.</summary>
    public IReadOnlyList<string> Cells => cells;

    /// <summary>Every cell with its column.</summary>
    public IEnumerable<(Column Column, string Text)> Columns => table.Columns.Select(column => (column, Text(column)));

    public void Report(FindingRule rule, Column? column, params object[] details) => table.Report(rule, line, column?.Name ?? "", details);

    public string Text(Column column)
    {
        var position = table.PositionOf(column);
        var text = position >= 0 && position < cells.Length ? cells[position] : "";
        if (text.Length == 0 && column.Required && position >= 0)
            Report(FindingRules.MissingValue, column, column.Name, column.Label);
        return text;
    }

    public LocalText Text(Column chinese, Column english) => new(Text(chinese), Text(english));

    public ImmutableArray<string> List(Column column) =>
        [.. Text(column).Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    public string Code(Column column) => Matching(column, Text(column), CodeForm(), FindingRules.BadCode);

    public string Region(Column column) => Matching(column, Text(column), RegionForm(), FindingRules.BadRegion);

    public ImmutableArray<string> Regions(Column column) =>
        [.. List(column).Select(text => Matching(column, text, RegionForm(), FindingRules.BadRegion))];

    public ImmutableArray<string> SubjectClasses(Column column) =>
        [.. List(column).Select(text => Matching(column, text, SubjectClassForm(), FindingRules.BadSubjectClass))];

    public DateOnly? Date(Column column)
    {
        var text = Text(column);
        if (text.Length == 0)
            return null;
        if (DateOnly.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        Report(FindingRules.BadDate, column, text);
        return null;
    }

    public int Number(Column column, int min = 0)
    {
        var text = Text(column);
        if (text.Length == 0)
            return 0;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min)
            return number;
        Report(FindingRules.BadNumber, column, text, min);
        return 0;
    }

    public bool YesNo(Column column, bool otherwise = false)
    {
        var text = Text(column);
        switch (text.ToLowerInvariant())
        {
            case "yes" or "是":
                return true;
            case "no" or "否":
                return false;
            case "":
                return otherwise;
            default:
                Report(FindingRules.BadYesNo, column, text);
                return otherwise;
        }
    }

    public TWord Word<TWord>(Column column)
        where TWord : struct, Enum => Text(column) is { Length: > 0 } text ? Word<TWord>(column, text) : default;

    public ImmutableArray<TWord> Words<TWord>(Column column)
        where TWord : struct, Enum => [.. List(column).Select(text => Word<TWord>(column, text))];

    public ImmutableArray<string> References(Column column, Known known)
    {
        var codes = List(column);
        foreach (var code in codes.Where(code => !known.Has(code)))
            Report(FindingRules.DanglingReference, column, code);
        return codes;
    }

    public ImmutableArray<LegalReference> Articles(Laws laws) => [.. References(Column.LegalBasis, laws.Known).Select(laws.Cite)];

    private TWord Word<TWord>(Column column, string text)
        where TWord : struct, Enum
    {
        if (Vocabulary<TWord>.Words.TryGetValue(text, out var word))
            return word;
        Report(FindingRules.UnknownWord, column, text, Vocabulary<TWord>.Names);
        return default;
    }

    private string Matching(Column column, string text, Regex form, FindingRule rule)
    {
        if (text.Length > 0 && !form.IsMatch(text))
            Report(rule, column, text);
        return text;
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")]
    private static partial Regex CodeForm();

    [GeneratedRegex("^([1-9][0-9])([0-9]{2}){0,2}$")]
    private static partial Regex RegionForm();

    [GeneratedRegex("^[0-9ANY][0-9]$")]
    private static partial Regex SubjectClassForm();
}
