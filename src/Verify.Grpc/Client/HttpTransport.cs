using Grpc.Net.Client;

namespace Grpc.Client;

/// <summary>What a channel sends with.</summary>
internal static class HttpTransport
{
    /// <summary>The invoker, and whether it goes with the channel.</summary>
    /// <exception cref="InvalidOperationException">Both a client and a handler are given.</exception>
    public static (HttpMessageInvoker Http, bool Owned) For(GrpcChannelOptions options)
    {
        if (options.HttpClient is not null && options.HttpHandler is not null)
            throw new InvalidOperationException("Give either HttpClient or HttpHandler, not both.");
        if (options.HttpClient is not null) return (options.HttpClient, options.DisposeHttpClient);
        if (options.HttpHandler is not null)
            return (new HttpMessageInvoker(options.HttpHandler, options.DisposeHttpClient), options.DisposeHttpClient);

        return (new HttpMessageInvoker(OwnHandler()), true);
    }

    private static SocketsHttpHandler OwnHandler() => new()
    {
        EnableMultipleHttp2Connections = true,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
    };
}
