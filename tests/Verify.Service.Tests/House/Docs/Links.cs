using System.Text.RegularExpressions;

namespace Verify.Service.Tests.House.Docs;

/// <summary>What a document points at: links, from its own folder, and files named in code, from the root.</summary>
internal static partial class Links
{
    /// <summary>Each link and file name that leads nowhere; a link may name a heading after <c>#</c>.</summary>
    public static IEnumerable<string> Missing(string document)
    {
        var text = Repository.Read(document);
        var folder = Path.GetDirectoryName(document)!;
        var linked = Linked().Matches(text).Select(static match => match.Groups[1].Value).Where(link => !Leads(document, folder, link));
        var named = Named().Matches(text).Select(static match => match.Groups[1].Value).Where(static path => !Path.Exists(Repository.Path(path)));
        return linked.Concat(named);
    }

    /// <summary>The places within a document, named as GitHub names them: lower case, blanks as hyphens, punctuation left out.</summary>
    public static IEnumerable<string> Places(string text) =>
        Heading().Matches(text).Select(static match => NoPart().Replace(match.Groups[1].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    private static bool Leads(string document, string folder, string link)
    {
        string[] parts = [.. link.Split('#', 2), ""];
        var path = parts[0].Length == 0 ? document : Path.Combine(folder, parts[0]);
        return Path.Exists(Repository.Path(path)) && (parts[1].Length == 0 || Places(File.ReadAllText(Repository.Path(path))).Contains(parts[1]));
    }

    [GeneratedRegex(@"^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoPart();

    [GeneratedRegex(@"\]\(((?!https?:)[^)]+)\)")]
    private static partial Regex Linked();

    [GeneratedRegex(@"`((?:src|tests|protos|catalog|load|deploy|docs|samples|\.ci)/[\w./\-]*)`")]
    private static partial Regex Named();
}
