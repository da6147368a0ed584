using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Grpc.Core;
using Verify.Transport.Connect.Json;

namespace Verify.Transport.Connect;

/// <summary>
/// Decides from the request line and headers alone whether this is a unary Connect call and how to read it. The protocol
/// version need not be given, so that curl can call.
/// </summary>
internal static class ConnectHandshake
{
    /// <summary>The request, or the reply that refuses it.</summary>
    public static (ConnectRequest? Request, ConnectReply? Refusal) Read(HttpContext http, bool hasNoSideEffects)
    {
        var isGet = hasNoSideEffects && HttpMethods.IsGet(http.Request.Method);
        if (!isGet && !HttpMethods.IsPost(http.Request.Method))
        {
            http.Response.Headers.Allow = hasNoSideEffects ? "GET, POST" : "POST";
            return (null, ConnectReply.OfStatus(StatusCodes.Status405MethodNotAllowed));
        }
        if ((isGet ? ConnectCodec.ByName(http.Request.Query["encoding"]) : ConnectCodec.ByContentType(http.Request.ContentType)) is not { } codec)
        {
            http.Response.Headers["Accept-Post"] = ConnectCodec.ContentTypes;
            return (null, ConnectReply.OfStatus(StatusCodes.Status415UnsupportedMediaType));
        }
        try
        {
            return (isGet ? ReadGet(http.Request, codec) : ReadPost(http.Request, codec), null);
        }
        catch (RpcException refusal)
        {
            return (null, ConnectReply.OfError(refusal));
        }
    }

    private static ConnectRequest ReadPost(HttpRequest request, IConnectCodec codec)
    {
        if (request.Headers["Connect-Protocol-Version"] is { Count: > 0 } version && version != "1")
            throw ConnectFailure.Malformed("Connect-Protocol-Version must be 1");
        return Read(request, codec, request.BodyReader, request.Headers.ContentEncoding);
    }

    private static ConnectRequest ReadGet(HttpRequest request, IConnectCodec codec)
    {
        if (request.Query["connect"] is { Count: > 0 } version && version != "v1")
            throw ConnectFailure.Malformed("parameter connect must be v1");
        if (request.Query["message"] is not [{ } text, ..]) throw ConnectFailure.Malformed("parameter message is missing");
        var message = Encoding.UTF8.GetBytes(text);
        if (request.Query["base64"] == "1" && !LenientBase64.TryDecode(text, out message))
            throw ConnectFailure.Malformed("parameter message is not Base64");
        return Read(request, codec, PipeReader.Create(new ReadOnlySequence<byte>(message)), request.Query["compression"]);
    }

    private static ConnectRequest Read(HttpRequest request, IConnectCodec codec, PipeReader body, string? encoding)
    {
        var isGzip = encoding switch
        {
            "gzip" => true,
            null or "" or "identity" => false,
            _ => throw ConnectFailure.Unsupported("this compression is not supported; supported are gzip and identity"),
        };
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        var acceptsGzip = accepted.Count == 0 ? isGzip : accepted.Any(coding => coding.Value == "gzip" && coding.Quality != 0);
        return new ConnectRequest(codec, body, isGzip, acceptsGzip, ReadTimeout(request.Headers["Connect-Timeout-Ms"]));
    }

    private static TimeSpan? ReadTimeout(string? value)
    {
        if (value is null) return null;
        return value.Length <= 10 && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : throw ConnectFailure.Malformed("Connect-Timeout-Ms must be a whole number of at most 10 digits");
    }
}
