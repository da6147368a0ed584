using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;

namespace Verify.Transport.Connect.Json;

/// <summary>
/// The Protobuf JSON mapping. Writing is Google.Protobuf's own: lowerCamelCase, enum names as declared, RFC 3339, defaults left
/// out. Reading is ours, because it has to name every wrong field at once, never repeat a value (which may be an identity
/// number), and know the short names of enum values. It is as strict as the mapping allows: an unknown field, a field given
/// twice and two fields of one oneof are refused, so that a misspelt <c>asOf</c> cannot silently change an answer.
/// </summary>
public static class ProtoJson
{
    // The item of a batch that could not be verified carries google.rpc.Status, whose details only a known type can be written as.
    private static readonly JsonFormatter Formatter =
        new(JsonFormatter.Settings.Default.WithTypeRegistry(TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor)));

    /// <summary>The message as JSON text.</summary>
    public static string Write(IMessage message) => Formatter.Format(message);

    /// <summary>
    /// Reads one message of the given type from UTF-8 text. With any violation the message is incomplete and must not be used.
    /// </summary>
    public static (IMessage Message, IReadOnlyList<BadRequest.Types.FieldViolation> Violations) Read(
        ReadOnlySpan<byte> json, MessageDescriptor type)
    {
        var reader = new ProtoJsonReader(json);
        return (reader.ReadAll(type), reader.Violations);
    }
}
