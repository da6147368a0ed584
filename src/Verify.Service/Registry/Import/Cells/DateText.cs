namespace Verify.Registry.Import;

/// <summary>
/// Dates as Chinese forms and exports write them: <c>2026-06-05</c>, <c>2026/6/5</c>, <c>2026.6.5</c>, <c>20260605</c>,
/// <c>2026年6月5日</c>, with full-width digits, and with a time of day behind, which is dropped.
/// </summary>
internal static class DateText
{
    private const int CompactLength = 8;
    private const int SerialLength = 5;

    public static bool TryRead(string text, out DateOnly date)
    {
        date = default;
        var rest = CellText.HalfWidth(text).AsSpan().Trim();
        var day = rest[..DayLength(rest)].TrimEnd();
        return IsCompact(day)
            ? TryCreate(day[..4], day[4..6], day[6..], out date)
            : TrySplit(day, out date);
    }

    /// <summary>Whether a text is the number of a day since 1900, which is how a spreadsheet shows a date without its format.</summary>
    public static bool IsSerial(string text) => text.Length == SerialLength && !text.AsSpan().ContainsAnyExceptInRange('0', '9');

    private static bool TrySplit(ReadOnlySpan<char> text, out DateOnly date)
    {
        date = default;
        Span<Range> parts = stackalloc Range[4];
        var chinese = text.EndsWith("日");
        var count = chinese
            ? text[..^1].SplitAny(parts, "年月")
            : text.Split(parts, text.Contains('-') ? '-' : text.Contains('/') ? '/' : '.');
        return count == 3 && TryCreate(text[parts[0]], text[parts[1]], text[parts[2]].TrimEnd('日'), out date);
    }

    private static bool TryCreate(ReadOnlySpan<char> year, ReadOnlySpan<char> month, ReadOnlySpan<char> day, out DateOnly date)
    {
        date = default;
        if (year.Length != 4 || !TryNumber(year, out var y) || !TryNumber(month, out var m) || !TryNumber(day, out var d))
            return false;
        if (y == 0 || m is < 1 or > 12 || d < 1 || d > DateTime.DaysInMonth(y, m))
            return false;

        date = new DateOnly(y, m, d);
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        text = text.Trim();
        return text.Length is >= 1 and <= 4 && !text.ContainsAnyExceptInRange('0', '9') && int.TryParse(text, out number);
    }

    private static bool IsCompact(ReadOnlySpan<char> text) =>
        text.Length == CompactLength && !text.ContainsAnyExceptInRange('0', '9');

    // "2026-06-05 00:00:00", "2026-06-05T00:00:00": the day ends where the time begins.
    private static int DayLength(ReadOnlySpan<char> text) =>
        text.Contains(':') && text.IndexOfAny(' ', 'T') is > 0 and var end ? end : text.Length;
}
