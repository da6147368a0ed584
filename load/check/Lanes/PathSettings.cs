namespace Verify.Load.Check.Lanes;

/// <summary>What the service must be told so that every check takes a path: its file, and what the command line adds.</summary>
internal static class PathSettings
{
    public static IReadOnlyDictionary<string, string> Read(IEnumerable<string> lines, string path) => Parse(
        lines.Where(static line => line.Length > 0 && line[0] != '#')
            .Select(static line => line.Split(',', 2))
            .FirstOrDefault(cells => cells[0] == path)?[1] ?? throw new ArgumentException($"No lane is called {path}."));

    /// <summary>Reads <c>NAME=VALUE;NAME=VALUE</c>.</summary>
    public static IReadOnlyDictionary<string, string> Parse(string settings) => settings
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(static pair => pair.Split('=', 2))
        .ToDictionary(static pair => pair[0], static pair => pair[1]);
}
