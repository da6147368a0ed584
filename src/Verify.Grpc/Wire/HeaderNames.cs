using System.Collections.Frozen;

namespace Grpc.Wire;

/// <summary>The protocol's own header names and the values that never change.</summary>
internal static class HeaderNames
{
    public const string Status = "grpc-status";
    public const string Message = "grpc-message";
    public const string Timeout = "grpc-timeout";
    public const string Encoding = "grpc-encoding";
    public const string AcceptEncoding = "grpc-accept-encoding";
    public const string PreviousAttempts = "grpc-previous-rpc-attempts";
    public const string RetryPushback = "grpc-retry-pushback-ms";

    /// <summary>Set by callers of this API to choose the encoding of one call; never sent.</summary>
    public const string EncodingRequest = "grpc-internal-encoding-request";

    public const string ContentType = "application/grpc";

    /// <summary>Headers of the protocol and of HTTP: the runtime's to write, not the application's.</summary>
    private static readonly FrozenSet<string> Reserved = new[]
    {
        Status, Message, Timeout, Encoding, AcceptEncoding, PreviousAttempts, EncodingRequest,
        "grpc-message-type", "content-type", "content-length", "transfer-encoding", "connection", "host", "te", "trailer",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Headers that are not shown as metadata when received.</summary>
    private static readonly FrozenSet<string> Hidden = new[]
    {
        Status, Message, Timeout, Encoding, AcceptEncoding,
        "content-type", "content-encoding", "content-length", "accept-encoding", "host", "te", "trailer",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool IsReserved(string name) => Reserved.Contains(name);

    public static bool IsHidden(string name) => name.StartsWith(':') || Hidden.Contains(name);
}
