using System.Text.Json.Nodes;

namespace Verify.Service.Tests.House.Docs;

/// <summary>The readers behind the laws about documents find what they are there to find.</summary>
public sealed class MarkdownTests
{
    [Fact]
    public void A_snippet_has_its_language_its_file_and_its_text() =>
        Assert.Equal(
            [new Snippet("csv", "mine.csv", "a,b\n1,2", 2), new Snippet("sh", "", "dotnet test", 7)],
            Markdown.Snippets("Text.\n```csv mine.csv\na,b\n1,2\n```\n\n```sh\ndotnet test\n```\n"));

    [Fact]
    public void A_command_is_split_as_a_shell_does() =>
        Assert.Equal(
            ["curl", "-d", "{\"a\": \"b c\",\n \"d\":1}", "it's", ""],
            ShellWords.Split("curl \\\n  -d '{\"a\": \"b c\",\n \"d\":1}' \"it's\" ''"));

    [Fact]
    public void A_place_is_named_after_its_heading() =>
        Assert.Equal(["from-your-own-c", "how-keys-rotate", "提问"], Links.Places("# From your own C#\n## How keys rotate\ntext\n## 提问\n"));

    [Theory]
    [InlineData("a … c", "a b\nb c", true)]
    [InlineData("a … c", "a b", false)]
    [InlineData("a", "a b", false)]
    [InlineData("a.c", "abc", false)]
    public void An_ellipsis_stands_for_anything_and_nothing_else_does(string shown, string came, bool matches) =>
        Assert.Equal(matches, Elided.Matches(shown, came));

    [Theory]
    [InlineData("""{"a":"…"}""", """{"a":1,"b":2}""", "")]
    [InlineData("""{"a":"…"}""", """{"b":2}""", "$.a is missing")]
    [InlineData("""{"a":{"b":1}}""", """{"a":{"b":2}}""", "$.a.b is 2, not 1")]
    [InlineData("""{"a":[1]}""", """{"a":[1,2]}""", "$.a is [1,2], not [1]")]
    [InlineData("""{"a":1}""", """{}""", "$.a is missing, not 1")]
    public void A_reply_that_is_not_as_shown_is_found(string shown, string came, string differences) =>
        Assert.Equal(differences, string.Join("; ", Elided.Differences(JsonNode.Parse(shown), JsonNode.Parse(came))));
}
