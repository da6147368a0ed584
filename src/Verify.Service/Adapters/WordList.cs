namespace Verify.Adapters;

/// <summary>Words without blanks in one column; null stays null.</summary>
internal static class WordList
{
    public static string? Write(IEnumerable<string>? words) => words is null ? null : string.Join(' ', words);

    public static string[]? Read(string? text) => text?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
