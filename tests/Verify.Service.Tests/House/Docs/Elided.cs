using System.Text.Json.Nodes;

namespace Verify.Service.Tests.House.Docs;

/// <summary>Compares what a document shows with what came; <c>…</c> stands for anything.</summary>
internal static class Elided
{
    private const string Anything = "…";

    public static bool Matches(string shown, string came)
    {
        var rest = came.AsSpan().TrimEnd();
        string[] parts = shown.TrimEnd().Split(Anything);
        if (parts.Length == 1)
            return rest.SequenceEqual(parts[0]);
        if (!rest.StartsWith(parts[0], StringComparison.Ordinal))
            return false;
        rest = rest[parts[0].Length..];
        foreach (var part in parts[1..^1])
        {
            var found = rest.IndexOf(part, StringComparison.Ordinal);
            if (found < 0)
                return false;
            rest = rest[(found + part.Length)..];
        }

        return rest.EndsWith(parts[^1], StringComparison.Ordinal);
    }

    /// <summary>Where a reply is not as shown. It may hold more fields than are shown, and no other items.</summary>
    public static IEnumerable<string> Differences(JsonNode? shown, JsonNode? came, string path = "$") => (shown, came) switch
    {
        (JsonValue value, _) when value.TryGetValue<string>(out var text) && text == Anything => came is null ? [$"{path} is missing"] : [],
        (JsonObject fields, JsonObject all) => fields.SelectMany(field => Differences(field.Value, all[field.Key], $"{path}.{field.Key}")),
        (JsonArray items, JsonArray all) when items.Count == all.Count =>
            items.Zip(all).SelectMany((pair, index) => Differences(pair.First, pair.Second, $"{path}[{index}]")),
        _ => JsonNode.DeepEquals(shown, came) ? [] : [$"{path} is {came?.ToJsonString() ?? "missing"}, not {shown?.ToJsonString()}"],
    };
}
