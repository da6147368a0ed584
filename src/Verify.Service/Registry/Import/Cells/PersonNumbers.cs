using System.Text.RegularExpressions;

namespace Verify.Registry.Import;

/// <summary>Keeps persons' numbers out of what an import writes.</summary>
internal static partial class PersonNumbers
{
    /// <summary>
    /// A cell as it may be written: every run that has the shape of a citizen number or is a permit's or passport's becomes
    /// asterisks, in whatever column it stands.
    /// </summary>
    public static string Mask(string cell)
    {
        var folded = CellText.HalfWidth(cell);
        return Runs().IsMatch(folded) ? Runs().Replace(folded, static run => Hides(run.ValueSpan) ? Stars(run.Length) : run.Value) : cell;
    }

    /// <summary>
    /// A cell of a column that may hold a person's number: shown only if it is a valid organisation's code, or a mistyped one, told
    /// by two letters in its middle, which no person's number has.
    /// </summary>
    public static string MaskNumber(string cell)
    {
        var text = CellText.HalfWidth(cell).Trim();
        return text.Length == 0 || (CodeForms.ReadAny(text, out _) is { Code.Value: not null } reading && !reading.Code.IsPerson) || IsLettered(text)
            ? cell
            : Stars(text.Length);
    }

    // 18 or 15 characters with the month and day of a birth, or a letter or two and the digits of a permit or passport.
    [GeneratedRegex(@"(?<![0-9A-Za-z])(?:[0-9]{6}(?:[0-9]{4}|[0-9]{2})(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]?|[A-Za-z]{1,2}[0-9]{7,10})(?![0-9A-Za-z])")]
    private static partial Regex Runs();

    private static bool Hides(ReadOnlySpan<char> run) =>
        CodeForms.ReadAny(run.ToString(), out _) is not { Code.Value: not null } reading || reading.Code.IsPerson;

    private static bool IsLettered(string text) => text.Length >= 4 && text.AsSpan(2..^1).ToArray().Count(char.IsAsciiLetter) >= 2;

    private static string Stars(int length) => new('*', length);
}
