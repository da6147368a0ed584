using Grpc.Core;

namespace Grpc.Wire;

/// <summary>What a broken or oversized message becomes. Each broken rule has its own sentence.</summary>
internal static class WireStatus
{
    public static readonly Status ReceivedTooLarge =
        new(StatusCode.ResourceExhausted, "Received message exceeds the maximum configured message size.");

    public static readonly Status SendTooLarge =
        new(StatusCode.ResourceExhausted, "Sending message exceeds the maximum configured message size.");

    public static readonly Status Truncated = new(StatusCode.Internal, "Incomplete message.");

    public static readonly Status BadFlag = new(StatusCode.Internal, "Unexpected compressed flag value in message header.");

    public static readonly Status FlagWithoutEncoding =
        new(StatusCode.Internal, "The message is flagged as compressed, but the call names no compressing grpc-encoding.");

    public static readonly Status NoRequest =
        new(StatusCode.Unimplemented, "The method takes exactly one message; none was received.");

    public static readonly Status SecondRequest =
        new(StatusCode.Unimplemented, "The method takes exactly one message; more were received.");

    public static readonly Status NoReply =
        new(StatusCode.Unimplemented, "The call answers with exactly one message; none was received.");

    public static readonly Status SecondReply =
        new(StatusCode.Unimplemented, "The call answers with exactly one message; more were received.");

    public static Status UnknownEncoding(string? name) =>
        new(StatusCode.Unimplemented, $"Unsupported grpc-encoding value '{name}'. Supported encodings: {Encodings.Accepted}");

    public static Status NotDeserialized(Exception e) =>
        e is RpcException rpc ? rpc.Status : new(StatusCode.Internal, "The message could not be deserialized.", e);
}
