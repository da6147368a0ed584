namespace Verify.Service.Tests.House.Tidiness;

/// <summary>What every file of ours keeps to, whatever it says.</summary>
internal static class TidyRules
{
    /// <summary>Most lines of a source file.</summary>
    public const int LinesMax = 500;

    // Foreign bytes, lock files that a tool writes, and the solution, which has tabs by its format.
    private static readonly string[] NotOurs = ["tests/fixtures/", "package-lock.json", "Verify.sln", "LICENSE"];
    private static readonly string[] KindsOfClass = ["Services", "Helpers", "Interfaces", "Models", "Utils", "Common", "Managers"];
    private const string Stub = "NotImplemented" + "Exception";
    private static readonly string[] Marks = ["TO" + "DO", "FIX" + "ME", "HA" + "CK"];

    public static IEnumerable<Violation> Check(string path, string text)
    {
        if (Array.Exists(NotOurs, part => path.Contains(part, StringComparison.Ordinal)) || text.Contains('\0'))
            return [];
        return InPath(path).Concat(InWhole(path, text)).Concat(text.Split('\n').SelectMany((line, index) => InLine(path, index + 1, line)));
    }

    private static IEnumerable<Violation> InPath(string path) =>
        path.Split('/')[..^1].Intersect(KindsOfClass).Select(folder => new Violation(path, 1, $"{folder} is a kind of class, not a stage"));

    private static IEnumerable<Violation> InWhole(string path, string text)
    {
        var lines = text.Count(static letter => letter == '\n');
        if (path.StartsWith("src/", StringComparison.Ordinal) && lines > LinesMax)
            yield return new Violation(path, lines, $"more than {LinesMax} lines");
        if (text.Length > 0 && !text.EndsWith('\n'))
            yield return new Violation(path, lines + 1, "no newline at the end");
    }

    private static IEnumerable<Violation> InLine(string path, int number, string line)
    {
        if (line.Contains('\t', StringComparison.Ordinal))
            yield return new Violation(path, number, "a tab");
        if (line.Length > 0 && char.IsWhiteSpace(line[^1]) && !path.EndsWith(".md", StringComparison.Ordinal) && !path.EndsWith(".csv", StringComparison.Ordinal))
            yield return new Violation(path, number, "space at the end of the line");
        if (Array.Find(Marks, mark => line.Contains(mark, StringComparison.Ordinal)) is { } mark)
            yield return new Violation(path, number, $"{mark}: do it, or write it down where work is planned");
        if (path.StartsWith("src/", StringComparison.Ordinal) && line.Contains(Stub, StringComparison.Ordinal))
            yield return new Violation(path, number, "a stub");
    }
}
