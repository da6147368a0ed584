using System.Collections.Immutable;
using System.Text;
using Verify.Catalogs;

namespace Verify.Service.Tests.Catalogs;

public sealed class CatalogVersionTests
{
    private static readonly ImmutableSortedDictionary<string, string> Files =
        CatalogFiles.Empty.Add("b.csv", "").Add("a.csv", "code,名称\nX,一\n");

    // printf 'a.csv\ncode,名称\nX,一\n\0b.csv\n\n\0' | sha256sum
    [Fact]
    public void The_version_is_the_documented_hash_on_every_machine() => Assert.Equal("1da9c24eaa343b77", CatalogFiles.VersionOf(Files));

    [Theory]
    [InlineData("\uFEFFcode,名称\nX,一\n")]
    [InlineData("code,名称\r\nX,一\r\n")]
    [InlineData("code,名称\nX,一")]
    [InlineData("code,名称\nX,一\n\n")]
    public void A_byte_order_mark_and_line_ends_do_not_count(string content) =>
        Assert.Equal(CatalogFiles.VersionOf(Files), CatalogFiles.VersionOf(Files.SetItem("a.csv", content)));

    [Fact]
    public void A_changed_cell_and_a_moved_line_are_another_version()
    {
        var version = CatalogFiles.VersionOf(Files);
        Assert.NotEqual(version, CatalogFiles.VersionOf(Files.SetItem("a.csv", "code,名称\nX,二\n")));
        Assert.NotEqual(version, CatalogFiles.VersionOf(CatalogFiles.Empty.Add("a.csv", "code,名称").Add("b.csv", "X,一")));
    }

    [Fact]
    public void The_version_does_not_depend_on_how_the_dictionary_is_sorted() =>
        Assert.Equal(
            CatalogFiles.VersionOf(Files),
            CatalogFiles.VersionOf(Files.ToImmutableSortedDictionary(Comparer<string>.Create(static (one, other) => string.CompareOrdinal(other, one)))));

    [Fact]
    public void A_folder_saved_in_another_encoding_is_told_where()
    {
        var folder = Directory.CreateTempSubdirectory("catalog-");
        try
        {
            foreach (var (name, content) in RepositoryCatalogs.WorkedExamples)
                File.WriteAllText(Path.Combine(folder.FullName, name), content);
            File.WriteAllBytes(Path.Combine(folder.FullName, "departments.csv"), [.. Encoding.UTF8.GetBytes("code,name_zh,public_body\nCOURT,"), 0xB7, 0xA8, 0xD4, 0xBA, .. ",yes\n"u8]);
            File.WriteAllText(Path.Combine(folder.FullName, "README.md"), "no table");

            var finding = Assert.Single(CatalogFolder.Load(folder.FullName).Findings, static finding => finding.Code == "NOT_UTF8");

            Assert.Equal(("departments.csv", 2), (finding.File, finding.Line));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
