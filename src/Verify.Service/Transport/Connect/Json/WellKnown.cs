using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Verify.Transport.Connect.Json;

/// <summary>The types of google.protobuf whose JSON is not an object of their fields; Google.Protobuf reads them.</summary>
internal static class WellKnown
{
    private static readonly FrozenSet<string> Wrappers = WrappersReflection.Descriptor.MessageTypes.Select(type => type.FullName).ToFrozenSet();

    private static readonly FrozenSet<string> OwnJson = Wrappers
        .Concat(StructReflection.Descriptor.MessageTypes.Select(type => type.FullName))
        .Concat([Any.Descriptor.FullName, Duration.Descriptor.FullName, FieldMask.Descriptor.FullName, Timestamp.Descriptor.FullName])
        .ToFrozenSet();

    /// <summary>True for BoolValue, StringValue and the like, which generated code shows as nullable scalars.</summary>
    public static bool IsWrapper(MessageDescriptor type) => Wrappers.Contains(type.FullName);

    /// <summary>True if the mapping gives the type a form of its own.</summary>
    public static bool HasOwnJson(MessageDescriptor type) => OwnJson.Contains(type.FullName);

    /// <summary>Reads one value, which is valid JSON already; false if it is none of this type.</summary>
    public static bool TryParse(string json, MessageDescriptor type, [NotNullWhen(true)] out IMessage? message)
    {
        try
        {
            message = JsonParser.Default.Parse(json, type);
            return true;
        }
        catch (Exception failure) when (failure is InvalidProtocolBufferException or InvalidOperationException)
        {
            message = null;
            return false;
        }
    }

    /// <summary>What a value of the type looks like, for a message to the caller.</summary>
    public static string Expectation(MessageDescriptor type) => type.FullName switch
    {
        "google.protobuf.Timestamp" => "must be an RFC 3339 time such as 2026-06-15T10:00:00+08:00",
        "google.protobuf.Duration" => "must be a duration in seconds such as 1.5s",
        _ => $"must be a {type.FullName} in its JSON form",
    };
}
