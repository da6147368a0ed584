using System.IO.Compression;

namespace Grpc.AspNetCore.Server;

/// <summary>How services answer; for all services, or for one through <see cref="GrpcServiceOptions{TService}"/>.</summary>
public class GrpcServiceOptions
{
    /// <summary>4 MiB, the default of <see cref="MaxReceiveMessageSize"/>.</summary>
    internal const int DefaultMaxReceiveMessageSize = 4 * 1024 * 1024;

    /// <summary>The greatest request message in bytes; null means no limit. Greater ones end in RESOURCE_EXHAUSTED.</summary>
    public int? MaxReceiveMessageSize { get; set; } = DefaultMaxReceiveMessageSize;

    /// <summary>The greatest reply message in bytes; null (the default) means no limit.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>Whether callers see the text of exceptions that handlers throw. Off by default: it may tell too much.</summary>
    public bool? EnableDetailedErrors { get; set; }

    /// <summary>How replies are compressed for callers that accept it: <c>gzip</c>, <c>deflate</c>, or null for not at all.</summary>
    public string? ResponseCompressionAlgorithm { get; set; }

    /// <summary>How hard replies are compressed; null means fastest.</summary>
    public CompressionLevel? ResponseCompressionLevel { get; set; }

    /// <summary>Whether calls of unknown services and methods fall through to other endpoints instead of UNIMPLEMENTED.</summary>
    public bool? IgnoreUnknownServices { get; set; }

    /// <summary>What stands around each call, outermost first.</summary>
    public InterceptorCollection Interceptors { get; } = [];

    internal void CopyTo(GrpcServiceOptions other)
    {
        other.MaxReceiveMessageSize = MaxReceiveMessageSize;
        other.MaxSendMessageSize = MaxSendMessageSize;
        other.EnableDetailedErrors = EnableDetailedErrors;
        other.ResponseCompressionAlgorithm = ResponseCompressionAlgorithm;
        other.ResponseCompressionLevel = ResponseCompressionLevel;
        other.IgnoreUnknownServices = IgnoreUnknownServices;
        foreach (var interceptor in Interceptors) other.Interceptors.Add(interceptor);
    }
}

/// <summary>How one service answers; starts from what holds for all, whose interceptors stand further out.</summary>
public class GrpcServiceOptions<TService> : GrpcServiceOptions
    where TService : class;
