using System.Net.Sockets;
using Grpc.Core;
using Verify.V1;

namespace Verify.Client.Calls;

/// <summary>What the end of an attempt says about asking again.</summary>
internal enum Failure
{
    /// <summary>It stands: asking again would bring the same.</summary>
    Final,
    /// <summary>No connection came about, so nothing was carried out.</summary>
    NotReached,
    /// <summary>The connection broke, or nothing came back in time: it may have been carried out.</summary>
    Broken,
    /// <summary>The service answered that it cannot now.</summary>
    Busy,
}

/// <summary>Tells failures apart by status, details and the exception of the transport, never by text.</summary>
internal static class Failures
{
    // RFC 9113: HTTP_1_1_REQUIRED.
    private const long Http11Required = 0xd;

    public static Failure Of(VerifyException exception)
    {
        if (exception.Reason != ErrorReason.Unspecified || exception.RetryAfter is not null)
            return exception.StatusCode is StatusCode.Unavailable or StatusCode.ResourceExhausted ? Failure.Busy : Failure.Final;
        if (CauseOf(exception) is SocketException or HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError })
            return Failure.NotReached;
        var isTransport = exception.StatusCode == StatusCode.Unavailable && exception.Status.DebugException is null;
        return isTransport || CauseOf(exception) is not null ? Failure.Broken : Failure.Final;
    }

    /// <summary>
    /// The official client says INTERNAL of a server whose certificate is not trusted. No answer was given, and another address may do: it is
    /// UNAVAILABLE, as whatever else keeps a connection from coming about.
    /// </summary>
    public static RpcException Unify(RpcException exception) =>
        exception.StatusCode == StatusCode.Internal
        && CauseOf(exception) is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }
            ? new RpcException(new Status(StatusCode.Unavailable, exception.Status.Detail, exception.Status.DebugException), exception.Trailers)
            : exception;

    /// <summary>What a person must know of a connection that did not come about; null where the failure says it itself.</summary>
    public static string? HintOf(VerifyException exception, Uri address)
    {
        if (CauseOf(exception)?.InnerException is HttpProtocolException { ErrorCode: Http11Required })
            return $"{address} speaks HTTP/1.1; gRPC has a port of its own, 5080 by default.";
        return Of(exception) == Failure.NotReached ? $"{address} cannot be reached. {exception.Status.Detail}" : null;
    }

    /// <summary>What happened to the connection; null where nothing did.</summary>
    private static Exception? CauseOf(RpcException exception)
    {
        for (var cause = exception.Status.DebugException; cause is not null; cause = cause.InnerException)
        {
            if (cause is NoTokenException)
                return null;
            // The official client gives the refusal of a connection bare.
            if (cause is HttpRequestException or IOException or SocketException)
                return cause;
        }

        return null;
    }
}
