using System.Runtime.CompilerServices;

namespace Verify.Service.Tests.House;

/// <summary>A file of the repository; its path is relative to the root, with slashes.</summary>
internal sealed record RepositoryFile(string Path, string Text);

/// <summary>Something in a file that a law of the house forbids.</summary>
internal sealed record Violation(string Path, int Line, string What)
{
    public override string ToString() => $"{Path}:{Line}: {What}";
}

/// <summary>The repository as a clone has it: what <c>.gitignore</c> names is left out, and so are pictures, which are no text.</summary>
internal static class Repository
{
    public static readonly string Root = FindRoot();

    public static IReadOnlyList<RepositoryFile> Files { get; } =
    [
        .. Walk(Root)
            .Select(static path => new RepositoryFile(System.IO.Path.GetRelativePath(Root, path).Replace('\\', '/'), File.ReadAllText(path)))
            .OrderBy(static file => file.Path, StringComparer.Ordinal),
    ];

    public static IEnumerable<RepositoryFile> Under(string folder, string extension) =>
        Files.Where(file => file.Path.StartsWith(folder, StringComparison.Ordinal) && file.Path.EndsWith(extension, StringComparison.Ordinal));

    public static string Read(string path) => File.ReadAllText(Path(path));

    public static string Path(string path) => System.IO.Path.Combine(Root, path);

    /// <summary>Fails with everything that was found, one a line; the framework would show the first few.</summary>
    public static void AssertNone<T>(IEnumerable<T> violations)
    {
        if (string.Join('\n', violations) is { Length: > 0 } lines)
            Assert.Fail(lines);
    }

    private static IEnumerable<string> Walk(string root)
    {
        var ignored = File.ReadAllLines(System.IO.Path.Combine(root, ".gitignore"));
        var folders = ignored.Where(static line => line.EndsWith('/')).Select(static line => line.TrimEnd('/')).Append(".git").ToHashSet();
        var endings = ignored.Where(static line => line.StartsWith("*.", StringComparison.Ordinal)).Select(static line => line[1..]).Append(".webp").ToArray();
        return In(root);

        IEnumerable<string> In(string folder)
        {
            var files = Directory.EnumerateFiles(folder)
                .Where(file => System.IO.Path.GetFileName(file) != ".git" && !Array.Exists(endings, ending => file.EndsWith(ending, StringComparison.Ordinal)));
            var children = Directory.EnumerateDirectories(folder).Where(child => !folders.Contains(System.IO.Path.GetFileName(child)));
            return files.Concat(children.SelectMany(In));
        }
    }

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(System.IO.Path.GetDirectoryName(here)!);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "Verify.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not lie in the repository.");
        return folder.FullName;
    }
}
