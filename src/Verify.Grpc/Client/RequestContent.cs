using System.Net;
using System.Net.Http.Headers;
using Grpc.Wire;

namespace Grpc.Client;

/// <summary>One attempt's request body.</summary>
internal sealed class RequestContent : HttpContent
{
    private static readonly MediaTypeHeaderValue Grpc = new(HeaderNames.ContentType);

    private readonly RequestLog _log;

    public RequestContent(RequestLog log)
    {
        _log = log;
        Headers.ContentType = Grpc;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.FlushAsync(cancellationToken); // the headers go out, even if the first message takes its time
        await _log.SendAsync(stream, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }
}
