using System.Globalization;
using Google.Protobuf;
using Microsoft.AspNetCore.Http.Features;
using Verify.Domain;

namespace Verify.Transport;

/// <summary>
/// What the gRPC runtime cannot read it refuses before any service hears of it, by a bare status that for the most part blames the server
/// (INTERNAL). It is the sender's mistake, and gets a reason like every other. Whatever reaches a service brings its own.
/// </summary>
internal static class ProtocolRefusals
{
    private const string GrpcType = "application/grpc";

    /// <summary>Gives a reason to every refusal that comes without; stands before the endpoints.</summary>
    /// <param name="app">Where they are mapped.</param>
    /// <param name="messageBytesMax">The most bytes of one message.</param>
    public static void UseReasons(this IApplicationBuilder app, int messageBytesMax) => app.Use(next => http =>
    {
        if (http.GetEndpoint() is null && IsGrpc(http.Request))
        {
            RefuseUnknown(http);
            return Task.CompletedTask;
        }

        var serving = next(http);
        if (!serving.IsCompletedSuccessfully)
            return ExplainLaterAsync(http, serving, messageBytesMax);
        Explain(http, messageBytesMax);
        return serving;
    });

    /// <summary>A message beyond what one may be; waiting makes it no smaller.</summary>
    public static Failure TooLarge(string what, int? limit) =>
        new Failure(FailureReason.MessageTooLarge, $"the {what} is larger than {limit} bytes").With("limit", $"{limit}");

    private static bool IsGrpc(HttpRequest request) =>
        HttpProtocol.IsHttp2(request.Protocol) && request.ContentType?.StartsWith(GrpcType, StringComparison.OrdinalIgnoreCase) == true;

    // The runtime would answer this by endpoints that match every path, and every call would then have several to choose from.
    private static void RefuseUnknown(HttpContext http)
    {
        http.Response.ContentType = GrpcType;
        http.Response.Headers.GrpcStatus = Bare.Unimplemented;
        http.Response.Headers.GrpcMessage = "No such service or method.";
        Explain(http, messageBytesMax: 0);
    }

    private static async Task ExplainLaterAsync(HttpContext http, Task serving, int messageBytesMax)
    {
        await serving;
        Explain(http, messageBytesMax);
    }

    private static void Explain(HttpContext http, int messageBytesMax)
    {
        if (RefusalOf(http) is not { } status)
            return;
        var message = Uri.UnescapeDataString(status.GrpcMessage.ToString());
        var failure = status.GrpcStatus.ToString() switch
        {
            Bare.Unknown or Bare.Internal => new Failure(FailureReason.MalformedRequest, message),
            Bare.ResourceExhausted => TooLarge("message", messageBytesMax) with { Message = message },
            Bare.Unimplemented => new Failure(FailureReason.Unsupported, message),
            _ => null,
        };
        if (failure is null)
            return;
        status.GrpcStatus = ((int)FailureStatus.CodeOf(failure.Reason)).ToString(CultureInfo.InvariantCulture);
        status[FailureStatus.DetailsTrailer] = Convert.ToBase64String(FailureStatus.ToStatus(failure).ToByteArray()).TrimEnd('=');
    }

    /// <summary>Where a refusal without details stands: in the headers of a reply that has nothing else, or in its trailers.</summary>
    private static IHeaderDictionary? RefusalOf(HttpContext http)
    {
        var headers = http.Response.Headers;
        if (headers.GrpcStatus.Count == 0)
        {
            // A reply over HTTP/1.1 has its status in its body, and trailers are made by asking for them.
            if (http.Request.Protocol != HttpProtocol.Http2 || http.Features.Get<IHttpResponseTrailersFeature>()?.Trailers is not { } trailers)
                return null;
            headers = trailers;
        }

        return headers.GrpcStatus.Count == 0 || headers.GrpcStatus == Bare.Ok || headers.IsReadOnly || headers.ContainsKey(FailureStatus.DetailsTrailer) ? null : headers;
    }

    private static class Bare
    {
        public const string Ok = "0";
        public const string Unknown = "2";
        public const string ResourceExhausted = "8";
        public const string Unimplemented = "12";
        public const string Internal = "13";
    }
}
