using System.IO.Compression;
using Grpc.Core;

namespace Verify.Transport.Connect;

/// <summary>A whole reply, known before its first byte is sent.</summary>
/// <param name="HttpStatus">200, or the status of the error.</param>
/// <param name="ContentType">Of the body; null if there is none.</param>
/// <param name="Body">Uncompressed.</param>
internal sealed record ConnectReply(int HttpStatus, string? ContentType, byte[] Body)
{
    // Below this many bytes gzip's own overhead and work outweigh what it saves.
    private const int CompressBytesMin = 1024;

    /// <summary>A refusal by HTTP alone, for requests that are none of this protocol.</summary>
    public static ConnectReply OfStatus(int httpStatus) => new(httpStatus, null, []);

    /// <summary>An error of the protocol.</summary>
    public static ConnectReply OfError(RpcException failure) =>
        new(ConnectCodes.Of(failure.StatusCode).HttpStatus, "application/json", ConnectError.Write(failure));

    /// <summary>Sends it, compressed if that pays and the caller accepts it, with the trailers as prefixed headers.</summary>
    public async Task SendAsync(HttpResponse response, bool acceptsGzip, params IReadOnlyList<Metadata> trailers)
    {
        foreach (var metadata in trailers) ConnectMetadata.Write(metadata, response.Headers, prefix: "trailer-");
        response.StatusCode = HttpStatus;
        response.ContentType = ContentType;
        var body = Body;
        if (acceptsGzip && body.Length >= CompressBytesMin)
        {
            body = Gzip(body);
            response.Headers.ContentEncoding = "gzip";
        }
        response.ContentLength = body.Length;
        await response.BodyWriter.WriteAsync(body);
    }

    private static byte[] Gzip(byte[] plain)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest)) gzip.Write(plain);
        return compressed.ToArray();
    }
}
