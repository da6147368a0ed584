namespace Verify.Service.Tests.House.Tidiness;

public sealed class TidyTests
{
    [Fact]
    public void Every_file_is_tidy() => Repository.AssertNone(Repository.Files.SelectMany(static file => TidyRules.Check(file.Path, file.Text)));

    [Theory]
    [InlineData("src/A.cs", "a\t;\n", "src/A.cs:1: a tab")]
    [InlineData("src/A.cs", "a; \n", "src/A.cs:1: space at the end of the line")]
    [InlineData("src/A.cs", "a;\nb;", "src/A.cs:2: no newline at the end")]
    [InlineData("src/A.cs", "throw new NotImplemented" + "Exception();\n", "src/A.cs:1: a stub")]
    [InlineData("src/Helpers/A.cs", "a;\n", "src/Helpers/A.cs:1: Helpers is a kind of class, not a stage")]
    public void A_planted_untidiness_is_found(string path, string text, string violation) =>
        Assert.Equal([violation], TidyRules.Check(path, text).Select(static found => found.ToString()));

    [Fact]
    public void A_planted_mark_and_a_long_file_are_found()
    {
        Assert.Single(TidyRules.Check("tests/A.cs", "// TO" + "DO: later\n"));
        Assert.Single(TidyRules.Check("src/A.cs", string.Concat(Enumerable.Repeat("a;\n", TidyRules.LinesMax + 1))));
        Assert.Empty(TidyRules.Check("src/A.cs", string.Concat(Enumerable.Repeat("a;\n", TidyRules.LinesMax))));
    }

    [Fact]
    public void Every_statement_file_is_used()
    {
        var code = string.Concat(Repository.Under("src/Verify.Service/Adapters/", ".cs").Select(static file => file.Text));
        var statements = Repository.Under("src/Verify.Service/Adapters/", ".sql").Concat(Repository.Under("src/Verify.Service/Adapters/", ".lua"))
            .Where(static file => !file.Path.Contains("/Migrations/", StringComparison.Ordinal))
            .Select(static file => Path.GetFileNameWithoutExtension(file.Path))
            .ToArray();
        Assert.NotEmpty(statements);
        Repository.AssertNone(statements.Where(name => !code.Contains($"\"{name}\"", StringComparison.Ordinal)));
    }
}
