using System.Text.RegularExpressions;
using Verify.Hosting.Commands;

namespace Verify.Service.Tests.House.Docs;

public sealed partial class ReadmeTests
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
        Assert.Equal(Commands(English), Commands(Chinese));

    [Theory]
    [InlineData(English)]
    [InlineData(Chinese)]
    public void Every_setting_stands_in_the_table_with_its_default(string document) =>
        Assert.Equal(
            Settings.WithDefaults.Order(StringComparer.Ordinal),
            Markdown.TableRows(Repository.Read(document))
                .Where(static cells => cells[0].StartsWith("`Verify:", StringComparison.Ordinal))
                .Select(static cells => $"{cells[0].Trim('`')} = {cells[1].Trim('`')}")
                .Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(English)]
    [InlineData(Chinese)]
    public void Every_exit_code_stands_in_the_table(string document) =>
        Assert.Equal(
            typeof(CommandLine).GetFields().Where(static field => field.IsLiteral).Select(static field => field.GetRawConstantValue()!.ToString()).Order(),
            Markdown.TableRows(Repository.Read(document)).Select(static cells => cells[0]).Where(static cell => cell.Length == 1 && char.IsAsciiDigit(cell[0])).Order());

    [Theory]
    [InlineData(English)]
    [InlineData(Chinese)]
    [InlineData("ARCHITECTURE.md")]
    [InlineData("CHANGELOG.md")]
    [InlineData("catalog/README.md")]
    [InlineData("load/README.md")]
    [InlineData("SECURITY.md")]
    public void Every_file_that_a_document_names_is_there(string document)
    {
        var text = Repository.Read(document);
        var named = Named().Matches(text).Select(static match => match.Groups[1].Value);
        var linked = Linked().Matches(text).Select(static match => match.Groups[1].Value);
        Repository.AssertNone(named.Concat(linked).Where(static path => !Path.Exists(Repository.Path(path))));
    }

    private static IEnumerable<(string Language, string Text)> Commands(string document) =>
        Markdown.Snippets(Repository.Read(document)).Select(static snippet => (snippet.Language, snippet.Language switch
        {
            "sh" => LanguageAskedFor().Replace(snippet.Text, ""),
            "console" => LanguageAskedFor().Replace(snippet.Text.Split('\n')[0], ""),
            // What comes back is in another language.
            "json" => "",
            _ => snippet.Text,
        }));

    [GeneratedRegex(@" --lang en| -H 'accept-language: en'")]
    private static partial Regex LanguageAskedFor();

    [GeneratedRegex(@"`((?:src|tests|protos|catalog|load|deploy|docs|\.ci)/[\w./\-]*)`")]
    private static partial Regex Named();

    [GeneratedRegex(@"\]\(((?!https?:|#)[^)]+)\)")]
    private static partial Regex Linked();
}
