using System.Text.RegularExpressions;

namespace Verify.Service.Tests.House.Contract;

/// <summary>
/// Something that a proto declares, with the comment above it. Its name is full, <c>verify.v1.Subject.code</c>; a value's has its
/// enum's before it.
/// </summary>
internal sealed record ProtoDeclaration(string Path, int Line, string Name, string Comment);

/// <summary>Reads what generated code no longer holds: comments. One declaration a line, as our protos are written.</summary>
internal static partial class ProtoText
{
    public static IEnumerable<ProtoDeclaration> Read(string path, string text)
    {
        var owners = new Stack<string>();
        var comment = new List<string>();
        var package = "";
        var number = 0;
        foreach (var line in text.Split('\n').Select(static line => line.Trim()))
        {
            number++;
            if (line.StartsWith("//", StringComparison.Ordinal))
            {
                comment.Add(line[2..].Trim());
                continue;
            }

            if (Package().Match(line) is { Success: true } named)
                package = named.Groups[1].Value;
            if (Declaration().Match(line) is { Success: true } declared)
            {
                var name = declared.Groups.Values.Skip(1).First(static group => group.Success).Value;
                // A field of a oneof belongs to the message around it.
                var owner = owners.FirstOrDefault(static owner => !owner.StartsWith("oneof ", StringComparison.Ordinal)) ?? package;
                var full = $"{owner}.{name}";
                yield return new ProtoDeclaration(path, number, full, string.Join(' ', comment));
                if (line.EndsWith('{'))
                    owners.Push(line.StartsWith("oneof ", StringComparison.Ordinal) ? "oneof " + full : full);
            }

            if (line == "}")
                owners.Pop();
            comment.Clear();
        }
    }

    [GeneratedRegex(@"^package ([\w.]+);")]
    private static partial Regex Package();

    [GeneratedRegex(@"^(?:(?:service|message|enum|oneof) (\w+) \{|rpc (\w+)\(|([A-Z][A-Z0-9_]*) = -?\d+\b.*;|(?:repeated |optional )?(?:map<[^>]+>|[\w.]+) (\w+) = \d+\b.*;)")]
    private static partial Regex Declaration();
}
