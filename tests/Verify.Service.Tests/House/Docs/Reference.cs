using System.Text;
using Google.Protobuf.Reflection;
using Verify.Service.Tests.House.Contract;

namespace Verify.Service.Tests.House.Docs;

/// <summary>Makes <c>docs/en/reference.md</c> of the protos and their comments.</summary>
internal static class Reference
{
    private const string Heading =
        """
        # Reference

        Made from `protos/verify/v1/`; do not edit. A test says how to make it anew. Settings, commands and exit codes stand in
        [settings](settings.md), metrics in [deploy/observability](../../deploy/observability/README.md).

        """;

    private static readonly Dictionary<string, string> Comments =
        ContractFiles.Declarations.ToDictionary(static declaration => declaration.Name, static declaration => declaration.Comment);

    public static string Write()
    {
        var page = new StringBuilder(Heading);
        var files = ContractFiles.Descriptors.OrderBy(static file => file.Name, StringComparer.Ordinal).ToArray();
        page.Append("\n## Services\n");
        foreach (var service in files.SelectMany(static file => file.Services))
        {
            page.Append($"\n### {service.Name}\n\n{Comments[service.FullName]}\n");
            Table(page, ["RPC", "request", "reply", "what"], service.Methods.Select(static method => new[]
            {
                Code(method.Name),
                (method.IsClientStreaming ? "stream of " : "") + Code(method.InputType.Name),
                (method.IsServerStreaming ? "stream of " : "") + Code(method.OutputType.Name),
                Comments[method.FullName],
            }));
        }

        page.Append("\n## Enumerations\n\nOn the wire every value has its enumeration's name before it: `DISPOSITION_PROHIBIT`. The error reasons are here in `ErrorReason`.\n");
        foreach (var each in files.SelectMany(static file => file.EnumTypes).OrderBy(static each => each.Name, StringComparer.Ordinal))
        {
            page.Append($"\n### {each.Name}\n\n{Comments[each.FullName]}\n");
            Table(page, ["value", "meaning"], each.Values.Select(value => new[] { Code(value.Name), Comments[$"{each.FullName}.{value.Name}"] }));
        }

        page.Append("\n## Messages\n");
        foreach (var message in files.SelectMany(static file => file.MessageTypes).OrderBy(static message => message.Name, StringComparer.Ordinal))
        {
            page.Append($"\n### {message.Name}\n\n{Comments[message.FullName]}\n");
            if (message.Fields.InDeclarationOrder() is { Count: > 0 } fields)
                Table(page, ["field", "type", "meaning"], fields.Select(static field => new[] { Code(field.Name), TypeOf(field), Comments[field.FullName] }));
        }

        return page.ToString();
    }

    private static void Table(StringBuilder page, string[] heading, IEnumerable<string[]> rows)
    {
        page.Append($"\n| {string.Join(" | ", heading)} |\n|{string.Concat(heading.Select(static _ => " --- |"))}\n");
        foreach (var row in rows)
            page.Append($"| {string.Join(" | ", row.Select(static cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |\n");
    }

    private static string Code(string name) => $"`{name}`";

    private static string TypeOf(FieldDescriptor field)
    {
        if (field.IsMap)
            return Code("map");
        var type = field.FieldType switch
        {
            FieldType.Message => field.MessageType.Name,
            FieldType.Enum => field.EnumType.Name,
            var scalar => scalar.ToString().ToLowerInvariant(),
        };
        return (field.IsRepeated ? "list of " : "") + Code(type);
    }
}
