using System.Buffers.Binary;
using Google.Protobuf;
using Verify.Load.Check.Wire;

namespace Verify.Load.Check.Asks;

/// <summary>The five bytes with which gRPC frames a message, and what goes round it.</summary>
internal static class GrpcMessage
{
    public const int PrefixBytes = 5;

    public static byte[] Frame(IMessage message)
    {
        var frame = new byte[PrefixBytes + message.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), frame.Length - PrefixBytes);
        message.WriteTo(frame.AsSpan(PrefixBytes));
        return frame;
    }

    /// <summary>The header block of a call, of a caller with an API key or of one without.</summary>
    public static byte[] Headers(string authority, string path, string? apiKey = null) => apiKey is null
        ? Hpack.EncodePost(authority, path, "application/grpc", ("te", "trailers"), ("user-agent", "verify-load/1"))
        : Hpack.EncodePost(authority, path, "application/grpc", ("te", "trailers"), ("user-agent", "verify-load/1"), ("authorization", $"Bearer {apiKey}"));

    /// <summary>The one message of an OK reply; false for any other reply.</summary>
    public static bool TryUnframe(Call call, out ReadOnlySpan<byte> message)
    {
        var body = call.Body;
        message = body.Length >= PrefixBytes ? body[PrefixBytes..] : default;
        return call.Status is { Http: 200, Grpc: 0 }
            && body.Length >= PrefixBytes
            && body[0] == 0
            && BinaryPrimitives.ReadInt32BigEndian(body[1..]) == message.Length;
    }
}
