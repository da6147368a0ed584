using System.Net;
using System.Net.Sockets;
using Grpc.Core;

namespace Grpc.Client;

/// <summary>What failures below gRPC become.</summary>
internal static class TransportStatus
{
    /// <summary>For replies without a grpc-status: the specification's table of HTTP codes. 200 is UNKNOWN there too.</summary>
    public static StatusCode Of(HttpStatusCode code) => code switch
    {
        HttpStatusCode.BadRequest => StatusCode.Internal,
        HttpStatusCode.Unauthorized => StatusCode.Unauthenticated,
        HttpStatusCode.Forbidden => StatusCode.PermissionDenied,
        HttpStatusCode.NotFound => StatusCode.Unimplemented,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable
            or HttpStatusCode.GatewayTimeout => StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };

    public static Status Of(Exception exception, string what)
    {
        // Where a connection ends while a request is being sent, the HTTP client gives up the sending, and may tell of that instead.
        if (exception is OperationCanceledException)
            exception = new IOException("The connection ended.", exception);
        var code = StatusCode.Internal;
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is HttpProtocolException protocol)
            {
                code = OfHttp2Error(protocol.ErrorCode);
                break;
            }
            if (e is HttpRequestException or IOException or SocketException) code = StatusCode.Unavailable;
        }
        return new Status(code, $"{what} {Chain(exception)}", exception);
    }

    /// <summary>The specification's table of RST_STREAM codes.</summary>
    private static StatusCode OfHttp2Error(long code) => code switch
    {
        0x7 => StatusCode.Unavailable, // REFUSED_STREAM
        0x8 => StatusCode.Cancelled, // CANCEL
        0xb => StatusCode.ResourceExhausted, // ENHANCE_YOUR_CALM
        0xc => StatusCode.PermissionDenied, // INADEQUATE_SECURITY
        0xd => StatusCode.Unknown, // HTTP_1_1_REQUIRED: not in the table
        _ => StatusCode.Internal,
    };

    private static string Chain(Exception exception)
    {
        var text = new List<string>();
        for (var e = exception; e is not null; e = e.InnerException) text.Add($"{e.GetType().Name}: {e.Message}");
        return string.Join(' ', text);
    }
}
