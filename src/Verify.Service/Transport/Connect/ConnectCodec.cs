using System.Buffers;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Microsoft.Net.Http.Headers;
using Verify.Transport.Connect.Json;

namespace Verify.Transport.Connect;

/// <summary>One of the two forms in which a unary message travels.</summary>
internal interface IConnectCodec
{
    /// <summary>The value of Content-Type.</summary>
    string ContentType { get; }

    /// <summary>Reads one message; throws <c>INVALID_ARGUMENT</c> if the bytes are none of this type.</summary>
    IMessage Read(in ReadOnlySequence<byte> bytes, MessageDescriptor type);

    /// <summary>The message in this form.</summary>
    byte[] Write(IMessage message);
}

/// <summary>Finds the codec that a request names.</summary>
internal static class ConnectCodec
{
    private static readonly JsonCodec Json = new();
    private static readonly ProtoCodec Proto = new();

    /// <summary>What Accept-Post tells a caller who used another content type.</summary>
    public const string ContentTypes = "application/json, application/proto";

    /// <summary>The codec of a GET's <c>encoding</c> parameter.</summary>
    public static IConnectCodec? ByName(string? name) => name switch
    {
        "json" => Json,
        "proto" => Proto,
        _ => null,
    };

    /// <summary>The codec of a POST's Content-Type; a charset is accepted if it is the one that JSON has anyway.</summary>
    public static IConnectCodec? ByContentType(string? value)
    {
        if (!MediaTypeHeaderValue.TryParse(value, out var type)) return null;
        if (type.MediaType.Equals("application/proto", StringComparison.OrdinalIgnoreCase)) return Proto;
        var utf8 = !type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase);
        return utf8 && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) ? Json : null;
    }

    private sealed class ProtoCodec : IConnectCodec
    {
        public string ContentType => "application/proto";

        public IMessage Read(in ReadOnlySequence<byte> bytes, MessageDescriptor type)
        {
            try
            {
                return type.Parser.ParseFrom(bytes);
            }
            catch (InvalidProtocolBufferException)
            {
                throw ConnectFailure.Malformed($"the request is not a binary {type.FullName}");
            }
        }

        public byte[] Write(IMessage message) => message.ToByteArray();
    }

    private sealed class JsonCodec : IConnectCodec
    {
        public string ContentType => "application/json";

        public IMessage Read(in ReadOnlySequence<byte> bytes, MessageDescriptor type)
        {
            var (message, violations) = ProtoJson.Read(bytes.IsSingleSegment ? bytes.FirstSpan : bytes.ToArray(), type);
            return violations.Count == 0 ? message : throw ConnectFailure.Malformed(violations);
        }

        public byte[] Write(IMessage message) => Encoding.UTF8.GetBytes(ProtoJson.Write(message));
    }
}
