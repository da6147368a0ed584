using System.Globalization;
using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Client;

/// <summary>Reads statuses and metadata off a response.</summary>
internal static class ResponseHead
{
    /// <summary>The failure of a response that has nothing but headers: Trailers-Only, or no gRPC at all. Null for all others.</summary>
    public static Status? Failure(HttpResponseMessage response)
    {
        if (StatusIn(response.Headers) is { } status) return status.StatusCode == StatusCode.OK ? null : status;

        int http = (int)response.StatusCode;
        if (http != 200)
            return new Status(TransportStatus.Of(response.StatusCode), $"Bad gRPC response. HTTP status code: {http}");

        string? contentType = response.Content.Headers.ContentType?.MediaType;
        bool grpc = contentType?.StartsWith(HeaderNames.ContentType, StringComparison.OrdinalIgnoreCase) == true;
        if (!grpc) return new Status(StatusCode.Unknown, $"Bad gRPC response. Invalid content-type value: {contentType}");

        string? encoding = EncodingOf(response);
        return Encodings.IsKnown(encoding) ? null : new Status(StatusCode.Internal, $"Unsupported grpc-encoding value '{encoding}'.");
    }

    /// <summary>The status and the metadata that come last: in the trailers, or in the headers of a Trailers-Only response.</summary>
    public static (Status Status, Metadata Trailers) Ending(HttpResponseMessage response)
    {
        if (StatusIn(response.TrailingHeaders) is { } status) return (status, MetadataIn(response.TrailingHeaders));
        if (StatusIn(response.Headers) is { } only) return (only, MetadataIn(response.Headers));
        return (new Status(StatusCode.Unknown, "The response ended without a grpc-status."), Metadata.Empty);
    }

    public static Metadata MetadataIn(HttpResponseHeaders headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers.NonValidated)
        {
            foreach (string value in values) MetadataCodec.Decode(name, value, metadata);
        }
        return metadata;
    }

    public static string? EncodingOf(HttpResponseMessage response) => First(response.Headers, HeaderNames.Encoding);

    private static Status? StatusIn(HttpResponseHeaders headers)
    {
        if (First(headers, HeaderNames.Status) is not { } text) return null;

        string detail = PercentCodec.Decode(First(headers, HeaderNames.Message) ?? "");
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int code)
            ? new Status(code <= (int)StatusCode.Unauthenticated ? (StatusCode)code : StatusCode.Unknown, detail)
            : new Status(StatusCode.Unknown, $"Unexpected grpc-status value: {text}");
    }

    private static string? First(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
