using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Verify.Transport.Connect;

/// <summary>
/// A streaming method, which only gRPC serves: every caller is told so in the form that it can read. A Connect client that
/// opens a stream reads errors from an end-of-stream envelope behind HTTP 200; any other gets the unary error.
/// </summary>
internal sealed class ConnectStreamingMethod(MethodDescriptor method)
{
    private const byte EndOfStream = 0b10;

    private readonly RpcException _refusal = ConnectFailure.Unsupported(
        $"{method.FullName} is a streaming method; Connect serves unary methods only here, call it over gRPC");

    /// <summary>Answers one HTTP request.</summary>
    public Task HandleAsync(HttpContext http)
    {
        if (HttpMethods.IsPost(http.Request.Method) && http.Request.ContentType is "application/connect+json" or "application/connect+proto")
            return new ConnectReply(StatusCodes.Status200OK, http.Request.ContentType, Envelope()).SendAsync(http.Response, acceptsGzip: false);
        var (request, refusal) = ConnectHandshake.Read(http, hasNoSideEffects: false);
        return (request is null ? refusal! : ConnectReply.OfError(_refusal)).SendAsync(http.Response, acceptsGzip: false);
    }

    // One byte of flags, four of length, then the message.
    private byte[] Envelope()
    {
        var end = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(end))
        {
            json.WriteStartObject();
            json.WritePropertyName("error");
            ConnectError.Write(json, _refusal);
            json.WriteEndObject();
        }
        var envelope = new byte[5 + end.WrittenCount];
        envelope[0] = EndOfStream;
        BinaryPrimitives.WriteInt32BigEndian(envelope.AsSpan(1), end.WrittenCount);
        end.WrittenSpan.CopyTo(envelope.AsSpan(5));
        return envelope;
    }
}
