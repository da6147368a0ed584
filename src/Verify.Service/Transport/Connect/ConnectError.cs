using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Verify.Transport.Connect.Json;
using RpcStatus = Google.Rpc.Status;

namespace Verify.Transport.Connect;

/// <summary>The JSON of an error: <c>{"code":…,"message":…,"details":[{"type":…,"value":…,"debug":…}]}</c>.</summary>
internal static class ConnectError
{
    private static readonly TypeRegistry Readable = TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor);
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body for a failure; its details are those of the google.rpc.Status in its trailers, if it has one.</summary>
    public static byte[] Write(RpcException failure)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body, Plain)) Write(json, failure);
        return body.WrittenSpan.ToArray();
    }

    /// <summary>Writes the error object where the writer stands.</summary>
    public static void Write(Utf8JsonWriter json, RpcException failure)
    {
        json.WriteStartObject();
        json.WriteString("code", ConnectCodes.Of(failure.StatusCode).Name);
        if (failure.Status.Detail is { Length: > 0 } message) json.WriteString("message", message);
        if (Details(failure) is { Count: > 0 } details)
        {
            json.WriteStartArray("details");
            foreach (var detail in details) Write(json, detail);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Any detail)
    {
        var type = Any.GetTypeName(detail.TypeUrl);
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("value", LenientBase64.Encode(detail.Value.Span));
        if (Readable.Find(type)?.Parser.ParseFrom(detail.Value) is { } message)
        {
            json.WritePropertyName("debug");
            json.WriteRawValue(ProtoJson.Write(message));
        }
        json.WriteEndObject();
    }

    private static RepeatedField<Any> Details(RpcException failure) =>
        failure.Trailers.GetValueBytes(FailureStatus.DetailsTrailer) is { } status ? RpcStatus.Parser.ParseFrom(status).Details : [];
}
