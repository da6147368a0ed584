using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;

namespace Verify.Transport.Connect.Json;

/// <summary>
/// The names by which JSON may call an enum's values: <c>CODE_TYPE_RESIDENT_ID</c> as declared, and <c>RESIDENT_ID</c> without
/// the prefix that the style guide makes every value of <c>CodeType</c> repeat. A declared name wins over a shortened one.
/// </summary>
internal static partial class EnumNames
{
    private static readonly ConcurrentDictionary<EnumDescriptor, FrozenDictionary<string, int>> Known = new();

    /// <summary>The number of the value with this name; false if there is none.</summary>
    public static bool TryFind(EnumDescriptor type, string name, out int number) =>
        Known.GetOrAdd(type, Gather).TryGetValue(name, out number);

    /// <summary>The declared names, for a message that says what would have been right.</summary>
    public static string Choice(EnumDescriptor type) => string.Join(", ", type.Values.Select(value => value.Name));

    private static FrozenDictionary<string, int> Gather(EnumDescriptor type)
    {
        var names = type.Values.ToDictionary(value => value.Name, value => value.Number);
        var prefix = WordStart().Replace(type.Name, "_").ToUpperInvariant() + "_";
        foreach (var value in type.Values)
        {
            if (value.Name.StartsWith(prefix, StringComparison.Ordinal)) names.TryAdd(value.Name[prefix.Length..], value.Number);
        }
        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")]
    private static partial Regex WordStart();
}
