using System.IO.Compression;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.Extensions.Logging;

namespace Grpc.Server;

/// <summary>What every call of one method shares.</summary>
internal sealed class MethodSettings(IMethod method, GrpcServiceOptions options, TimeProvider clock, ILogger logger)
{
    public IMethod Method { get; } = method;

    public TimeProvider Clock { get; } = clock;

    public ILogger Logger { get; } = logger;

    public int? MaxReceiveSize { get; } = options.MaxReceiveMessageSize;

    /// <summary>Whether one message may be greater than the body that Kestrel lets through unasked (30,000,000 bytes).</summary>
    public bool MayExceedBodyLimit { get; } = options.MaxReceiveMessageSize is null or > 30_000_000 - Frame.HeaderSize;

    public int? MaxSendSize { get; } = options.MaxSendMessageSize;

    public bool DetailedErrors { get; } = options.EnableDetailedErrors ?? false;

    /// <summary>How replies are compressed for callers that accept it; null for not at all.</summary>
    public string? ResponseEncoding { get; } =
        Encodings.Compresses(options.ResponseCompressionAlgorithm) ? options.ResponseCompressionAlgorithm : null;

    public CompressionLevel ResponseLevel { get; } = options.ResponseCompressionLevel ?? CompressionLevel.Fastest;
}
