namespace Verify.Tests.Registry;

/// <summary>Files of <c>tests/fixtures</c>, read where they lie.</summary>
internal static class Fixtures
{
    private static readonly string Root = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find(DirectoryInfo? folder)
    {
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "tests", "fixtures")))
            folder = folder.Parent;
        return Path.Combine(
            folder?.FullName ?? throw new DirectoryNotFoundException("tests/fixtures is not above the test assembly."), "tests", "fixtures");
    }
}
