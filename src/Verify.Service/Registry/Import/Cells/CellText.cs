namespace Verify.Registry.Import;

/// <summary>Brings the ways in which people type one thing to one form.</summary>
internal static class CellText
{
    private const int FullWidthOffset = '！' - '!';
    private const char IdeographicSpace = '　';

    /// <summary>Full-width ASCII and the ideographic space become half-width; the same string where there is nothing to fold.</summary>
    public static string HalfWidth(string text) =>
        text.AsSpan().IndexOfAnyInRange('！', '～') < 0 && !text.Contains(IdeographicSpace)
            ? text
            : string.Create(text.Length, text, static (folded, given) =>
            {
                for (var i = 0; i < folded.Length; i++)
                    folded[i] = HalfWidth(given[i]);
            });

    /// <summary>A heading as it is compared: without white space, underscores and the asterisk of obligatory columns, upper case.</summary>
    public static string Heading(string text) =>
        string.Concat(HalfWidth(text).Where(static c => !char.IsWhiteSpace(c) && c is not ('_' or '*' or '\uFEFF'))).ToUpperInvariant();

    private static char HalfWidth(char c) => c switch
    {
        >= '！' and <= '～' => (char)(c - FullWidthOffset),
        IdeographicSpace => ' ',
        _ => c,
    };
}
