using Verify.Catalogs;

namespace Verify.Service.Tests.Catalogs;

public sealed class CatalogReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(RepositoryCatalogs.DefaultFolder, "README.md"));

    [Fact]
    public void It_explains_every_file_and_every_column_by_both_of_its_names()
    {
        foreach (var file in CatalogFiles.All)
        {
            var start = Readme.IndexOf($"### {file}", StringComparison.Ordinal);
            Assert.True(start >= 0, file);
            var section = Readme[start..Readme.IndexOf("\n##", start + 1, StringComparison.Ordinal)];
            var heading = File.ReadLines(Path.Combine(RepositoryCatalogs.DefaultFolder, file)).First();
            foreach (var column in heading.Split(',').Except(["certainty 把握程度", "note 说明"]))
                Assert.True(section.Contains($"`{column.Replace(" ", "` ", StringComparison.Ordinal)}", StringComparison.Ordinal), $"{file}: {column}");
        }
    }

    [Fact]
    public void It_lists_every_finding_with_its_severity_and_what_it_rests_on() =>
        Assert.All(FindingRules.All, static rule => Assert.Contains(
            Readme.Split('\n'),
            line => line.StartsWith($"| `{rule.Code}` | {rule.Severity} |", StringComparison.Ordinal) && line.EndsWith($"| {rule.Citation} |", StringComparison.Ordinal)));
}
