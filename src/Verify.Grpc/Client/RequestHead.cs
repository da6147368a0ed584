using System.Globalization;
using System.Net;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Client;

/// <summary>Writes an attempt's headers, the protocol's own before the application's.</summary>
internal static class RequestHead
{
    private static readonly string UserAgent =
        $"grpc-dotnet-verify/{typeof(RequestHead).Assembly.GetName().Version!.ToString(3)} (.NET {Environment.Version.ToString(2)})";

    public static HttpRequestMessage Create(
        Uri uri, string? host, Metadata metadata, TimeSpan? timeout, string? encoding, int previousAttempts, RequestContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, uri)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        var headers = request.Headers;
        if (host is not null) headers.Host = host;
        if (timeout is { } left) headers.TryAddWithoutValidation(HeaderNames.Timeout, TimeoutCodec.Format(left));
        headers.TryAddWithoutValidation("te", "trailers");
        headers.TryAddWithoutValidation("user-agent", Agent(metadata));
        headers.TryAddWithoutValidation(HeaderNames.AcceptEncoding, Encodings.Accepted);
        if (encoding is not null) headers.TryAddWithoutValidation(HeaderNames.Encoding, encoding);
        if (previousAttempts > 0)
            headers.TryAddWithoutValidation(HeaderNames.PreviousAttempts, previousAttempts.ToString(CultureInfo.InvariantCulture));

        foreach (var entry in metadata)
        {
            if (entry.Key != "user-agent" && MetadataCodec.Encode(entry) is { } value) headers.TryAddWithoutValidation(entry.Key, value);
        }
        return request;
    }

    private static string Agent(Metadata metadata) =>
        metadata.GetValue("user-agent") is { } own ? $"{own} {UserAgent}" : UserAgent;
}
