using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Grpc.Server;

/// <summary>Turns away what is no gRPC call, in the words of HTTP, since its sender may not know gRPC's.</summary>
internal static class RequestGate
{
    /// <summary>True when the request has been answered: 415 for another content type, 426 for HTTP/1.1.</summary>
    public static bool Refuses(HttpContext http, ILogger logger)
    {
        var request = http.Request;
        if (!IsGrpc(request.ContentType))
        {
            GrpcServerLog.UnsupportedContentType(logger, request.ContentType);
            Answer(http.Response, StatusCodes.Status415UnsupportedMediaType, "Content-Type is not supported.");
            return true;
        }
        if (!HttpProtocol.IsHttp2(request.Protocol) && !HttpProtocol.IsHttp3(request.Protocol))
        {
            GrpcServerLog.UnsupportedProtocol(logger, request.Protocol);
            Answer(http.Response, StatusCodes.Status426UpgradeRequired, $"Request protocol '{request.Protocol}' is not supported.");
            http.Response.Headers.Upgrade = HttpProtocol.Http2;
            return true;
        }
        return false;
    }

    /// <summary><c>application/grpc</c> or <c>application/grpc+proto</c>, with or without parameters.</summary>
    public static bool IsGrpc(string? contentType)
    {
        if (contentType == HeaderNames.ContentType) return true;
        if (contentType is null || !contentType.StartsWith(HeaderNames.ContentType, StringComparison.OrdinalIgnoreCase)) return false;

        var rest = contentType.AsSpan(HeaderNames.ContentType.Length);
        if (rest.StartsWith("+proto", StringComparison.OrdinalIgnoreCase)) rest = rest["+proto".Length..];
        rest = rest.TrimStart();
        return rest.IsEmpty || rest[0] == ';';
    }

    private static void Answer(HttpResponse response, int httpStatus, string message)
    {
        response.StatusCode = httpStatus;
        response.Headers.GrpcStatus = "13";
        response.Headers.GrpcMessage = PercentCodec.Encode(message);
    }
}
