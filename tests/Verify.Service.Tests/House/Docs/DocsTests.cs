using Verify.Hosting.Commands;

namespace Verify.Service.Tests.House.Docs;

/// <summary>What <c>docs/</c> says is so, in both languages.</summary>
public sealed class DocsTests
{
    private const string Reference = "docs/en/reference.md";

    public static TheoryData<string> Pages =>
        [.. Repository.Under("docs/", ".md").Select(static file => file.Path).Where(static path => path != Reference)];

    [Fact]
    public void The_reference_is_that_of_the_protos()
    {
        var made = Docs.Reference.Write();
        if (Environment.GetEnvironmentVariable("VERIFY_WRITE_DOCS") == "1")
            File.WriteAllText(Repository.Path(Reference), made);
        Assert.True(
            File.Exists(Repository.Path(Reference)) && made == Repository.Read(Reference),
            $"{Reference} is out of date: VERIFY_WRITE_DOCS=1 dotnet test tests/Verify.Service.Tests --filter FullyQualifiedName~DocsTests writes it anew.");
    }

    /// <summary>Commands of an operating system that tests cannot run here are shown as <c>text</c>, but what asks the service is run.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_snippet_does_what_it_says(string page)
    {
        var snippets = Markdown.Snippets(Repository.Read(page)).Where(static snippet => snippet.Language is not ("text" or "sql" or "ini")).ToArray();
        if (snippets.Length == 0)
            return;
        await using var service = await DocumentedService.StartAsync();
        using var reader = new ReadmeRun(service);
        foreach (var snippet in snippets)
            await reader.FollowAsync(snippet);
    }

    [Fact]
    public void Every_page_is_there_in_both_languages_but_for_the_reference()
    {
        var english = Names("docs/en/").Except(["reference.md"]).ToArray();
        Assert.NotEmpty(english);
        Assert.Equal(english, Names("docs/zh/"));

        static IEnumerable<string> Names(string folder) => Repository.Under(folder, ".md").Select(file => file.Path[folder.Length..]);
    }

    [Fact]
    public void Both_languages_ask_the_same()
    {
        foreach (var page in Repository.Under("docs/en/", ".md").Where(static file => file.Path != Reference))
            Assert.Equal(Markdown.Commands(page.Text), Markdown.Commands(Repository.Read(page.Path.Replace("/en/", "/zh/", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("docs/en/settings.md")]
    [InlineData("docs/zh/settings.md")]
    public void Every_setting_stands_in_the_table_with_its_default(string page) =>
        Assert.Equal(
            Settings.WithDefaults.Order(StringComparer.Ordinal),
            Markdown.TableRows(Repository.Read(page))
                .Where(static cells => cells[0].StartsWith("`Verify:", StringComparison.Ordinal))
                .Select(static cells => $"{cells[0].Trim('`')} = {cells[1].Trim('`')}")
                .Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("docs/en/settings.md")]
    [InlineData("docs/zh/settings.md")]
    public void Every_exit_code_stands_in_the_table(string page) =>
        Assert.Equal(
            typeof(CommandLine).GetFields().Where(static field => field.IsLiteral).Select(static field => field.GetRawConstantValue()!.ToString()).Order(),
            Markdown.TableRows(Repository.Read(page)).Select(static cells => cells[0]).Where(static cell => cell.Length == 1 && char.IsAsciiDigit(cell[0])).Order());

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_setting_named_there_exists_and_every_link_leads_somewhere(string page)
    {
        Repository.AssertNone(Markdown.SettingsIn(Repository.Read(page)).Where(static name => !Settings.Has(name)));
        Repository.AssertNone(Links.Missing(page));
    }
}
