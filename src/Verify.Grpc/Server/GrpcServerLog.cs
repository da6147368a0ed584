using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc.Server;

/// <summary>Every event that serving logs, under the category <see cref="Category"/>. The ids are contract.</summary>
internal static partial class GrpcServerLog
{
    public const string Category = "Grpc.AspNetCore.Server.ServerCallHandler";

    [LoggerMessage(1, LogLevel.Information, "Request content-type of '{ContentType}' is not supported.")]
    public static partial void UnsupportedContentType(ILogger logger, string? contentType);

    [LoggerMessage(2, LogLevel.Error, "Error when executing service method '{Method}'.")]
    public static partial void HandlerFailed(ILogger logger, Exception exception, string method);

    // Without the status's detail: it is for the caller, and may name a person.
    [LoggerMessage(3, LogLevel.Information, "Service method '{Method}' raised status {StatusCode}.")]
    public static partial void StatusRaised(ILogger logger, string method, StatusCode statusCode, Exception? exception);

    [LoggerMessage(4, LogLevel.Information, "Service method '{Method}' canceled.")]
    public static partial void HandlerCancelled(ILogger logger, Exception exception, string method);

    [LoggerMessage(5, LogLevel.Debug, "Request with timeout of {Timeout} has exceeded its deadline.")]
    public static partial void DeadlineExceeded(ILogger logger, TimeSpan timeout);

    [LoggerMessage(6, LogLevel.Information, "Request protocol of '{Protocol}' is not supported.")]
    public static partial void UnsupportedProtocol(ILogger logger, string protocol);

    [LoggerMessage(7, LogLevel.Information, "Service '{Service}' or its method '{Method}' is unimplemented.")]
    public static partial void Unimplemented(ILogger logger, string? service, string? method);

    [LoggerMessage(8, LogLevel.Error, "Error after the deadline of method '{Method}' passed.")]
    public static partial void DeadlineFailed(ILogger logger, Exception exception, string method);
}
