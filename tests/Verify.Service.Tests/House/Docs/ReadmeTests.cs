namespace Verify.Service.Tests.House.Docs;

public sealed class ReadmeTests
{
    private const string English = "README.md";
    private const string Chinese = "README.zh-CN.md";

    [Theory]
    [InlineData(English)]
    [InlineData(Chinese)]
    public async Task Every_snippet_does_what_it_says(string document)
    {
        await using var service = await DocumentedService.StartAsync();
        using var reader = new ReadmeRun(service);
        foreach (var snippet in Markdown.Snippets(Repository.Read(document)))
            await reader.FollowAsync(snippet);
    }

    [Theory]
    [InlineData(English)]
    [InlineData(Chinese)]
    public void The_first_two_commands_run_the_service_and_its_tests(string document) =>
        Assert.Equal(
            ["dotnet run --project src/Verify.Service", "dotnet test"],
            Markdown.Snippets(Repository.Read(document)).Where(static snippet => snippet.Language == "sh").Take(2).Select(static snippet => snippet.Text));

    [Fact]
    public void Continuous_integration_calls_the_second_command() =>
        Assert.Contains(Repository.Read(".ci/run").Split('\n'), static line => line.StartsWith("dotnet test", StringComparison.Ordinal));

    [Fact]
    public void Both_languages_say_the_same_but_for_the_language_asked_for() =>
        Assert.Equal(Markdown.Commands(Repository.Read(English)), Markdown.Commands(Repository.Read(Chinese)));

    /// <summary>What a newcomer needs; all else has a page in <c>docs/</c>.</summary>
    [Theory]
    [InlineData(English)]
    [InlineData(Chinese)]
    public void It_is_read_in_a_few_minutes(string document) => Assert.InRange(Repository.Read(document).Split('\n').Length, 1, 250);

    [Theory]
    [InlineData(English)]
    [InlineData(Chinese)]
    [InlineData("ARCHITECTURE.md")]
    [InlineData("CHANGELOG.md")]
    [InlineData("catalog/README.md")]
    [InlineData("load/README.md")]
    [InlineData("SECURITY.md")]
    public void Every_file_that_a_document_names_is_there_and_every_link_leads_somewhere(string document) =>
        Repository.AssertNone(Links.Missing(document));
}
