using System.Text.RegularExpressions;

namespace Verify.Service.Tests.House.Docs;

/// <summary>A fenced block of a document. After the fence stand its language and, for the content of a file, the file's name.</summary>
internal sealed record Snippet(string Language, string File, string Text, int Line);

/// <summary>What tests look at in a document.</summary>
internal static partial class Markdown
{
    private const string Fence = "```";

    public static IReadOnlyList<Snippet> Snippets(string document)
    {
        var snippets = new List<Snippet>();
        var lines = document.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith(Fence, StringComparison.Ordinal))
                continue;
            var end = Array.IndexOf(lines, Fence, i + 1);
            string[] info = [.. lines[i][Fence.Length..].Split(' '), "", ""];
            snippets.Add(new Snippet(info[0], info[1], string.Join('\n', lines[(i + 1)..end]), i + 1));
            i = end;
        }

        return snippets;
    }

    /// <summary>The cells of every row of every table, in order.</summary>
    public static IEnumerable<string[]> TableRows(string document) =>
        document.Split('\n')
            .Where(static line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(static line => line.Trim('|').Split('|').Select(static cell => cell.Trim()).ToArray());

    /// <summary>Every setting that is named, however it is written.</summary>
    public static IEnumerable<string> SettingsIn(string document) =>
        Setting().Matches(document).Select(static match => match.Value.Replace("__", ":", StringComparison.Ordinal)).Distinct();

    /// <summary>What is the same in every language: all snippets, without the language that they ask for and the replies that come in it.</summary>
    public static IEnumerable<(string Language, string Text)> Commands(string document) =>
        Snippets(document).Select(static snippet => (snippet.Language, snippet.Language switch
        {
            "sh" => LanguageAskedFor().Replace(snippet.Text, ""),
            "console" => LanguageAskedFor().Replace(snippet.Text.Split('\n')[0], ""),
            "json" => "",
            _ => snippet.Text,
        }));

    [GeneratedRegex(@"\bVerify(?:__\w+?)+(?=[^\w]|$)|\bVerify(?::[A-Z]\w+)+")]
    private static partial Regex Setting();

    [GeneratedRegex(@" --lang en| -H 'accept-language: en'")]
    private static partial Regex LanguageAskedFor();
}
