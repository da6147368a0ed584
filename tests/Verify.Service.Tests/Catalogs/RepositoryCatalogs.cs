using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Verify.Catalogs;

namespace Verify.Service.Tests.Catalogs;

/// <summary>The two catalogues of the repository.</summary>
internal static class RepositoryCatalogs
{
    public static readonly string DefaultFolder = Path.Combine(Root(), "catalog");
    public static readonly string WorkedExamplesFolder = Path.Combine(Root(), "tests", "fixtures", "worked-examples", "catalog");

    public static ImmutableSortedDictionary<string, string> WorkedExamples { get; } = CatalogFolder.ReadFiles(WorkedExamplesFolder);

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
