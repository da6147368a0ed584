using System.Collections.Concurrent;
using System.Collections.Frozen;
using Google.Protobuf.Reflection;

namespace Verify.Transport.Connect.Json;

/// <summary>The names by which JSON may call a message's fields: lowerCamelCase, or as the proto declares them.</summary>
internal static class FieldNames
{
    private static readonly ConcurrentDictionary<MessageDescriptor, FrozenDictionary<string, FieldDescriptor>> Known = new();

    /// <summary>Every name of every field of the type.</summary>
    public static FrozenDictionary<string, FieldDescriptor> Of(MessageDescriptor type) => Known.GetOrAdd(type, Gather);

    private static FrozenDictionary<string, FieldDescriptor> Gather(MessageDescriptor type)
    {
        var names = type.Fields.InDeclarationOrder().ToDictionary(field => field.JsonName);
        foreach (var field in type.Fields.InDeclarationOrder()) names.TryAdd(field.Name, field);
        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
