namespace Verify.Domain;

/// <summary>Folds the ways in which one code is written into one.</summary>
internal static class CodeText
{
    private const int FullWidthOffset = '！' - '!';

    /// <summary>Writes the folded text, which is never longer than the given one, and returns its length.</summary>
    public static int Fold(ReadOnlySpan<char> text, bool dropSeparators, Span<char> folded)
    {
        var length = 0;
        foreach (var given in text.Trim())
        {
            var c = given is >= '！' and <= '～' ? (char)(given - FullWidthOffset) : given;
            if (dropSeparators && IsSeparator(c))
                continue;
            // Not char.ToUpper: by culture and host it makes ASCII letters of others (S of the long s), and so one code of another.
            folded[length++] = char.IsAsciiLetterLower(c) ? (char)(c - 'a' + 'A') : c;
        }

        return length;
    }

    // U+2010 to U+2015 hyphens and dashes, U+2212 minus, U+FE58 and U+FE63 small forms.
    private static bool IsSeparator(char c) =>
        c is '-' or (>= '\u2010' and <= '\u2015') or '\u2212' or '\uFE58' or '\uFE63' || char.IsWhiteSpace(c);
}
