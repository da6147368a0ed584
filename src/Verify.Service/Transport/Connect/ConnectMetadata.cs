using System.Collections.Frozen;
using Grpc.Core;
using Verify.Transport.Connect.Json;

namespace Verify.Transport.Connect;

/// <summary>
/// HTTP headers as gRPC metadata and back. A key that ends in <c>-bin</c> holds bytes in Base64; several values may share one
/// header, separated by commas. What belongs to HTTP or to the protocols themselves is not metadata.
/// </summary>
internal static class ConnectMetadata
{
    private static readonly FrozenSet<string> Http = FrozenSet.ToFrozenSet(
        [
            "accept-encoding", "connection", "content-encoding", "content-length", "content-type", "date", "host", "keep-alive",
            "te", "trailer", "transfer-encoding", "upgrade",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The caller's metadata; throws <c>INVALID_ARGUMENT</c> for a binary header that is not Base64.</summary>
    public static Metadata Read(IHeaderDictionary headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers)
        {
            if (!IsMetadata(name)) continue;
            var binary = name.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase);
            foreach (var value in values)
            {
                if (binary) ReadBinary(name, value, metadata);
                else metadata.Add(name, value ?? "");
            }
        }
        return metadata;
    }

    /// <summary>Adds every entry to the response headers, under <paramref name="prefix"/> and its own key.</summary>
    public static void Write(Metadata metadata, IHeaderDictionary headers, string prefix)
    {
        foreach (var entry in metadata)
        {
            if (!IsMetadata(entry.Key)) continue;
            headers.Append(prefix + entry.Key, entry.IsBinary ? LenientBase64.Encode(entry.ValueBytes) : entry.Value);
        }
    }

    private static void ReadBinary(string name, string? values, Metadata into)
    {
        foreach (var value in (values ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            into.Add(name, LenientBase64.TryDecode(value, out var bytes) ? bytes : throw ConnectFailure.Malformed($"header {name} is not Base64"));
        }
    }

    private static bool IsMetadata(string name) =>
        !Http.Contains(name) &&
        !name.StartsWith("connect-", StringComparison.OrdinalIgnoreCase) &&
        !name.StartsWith("grpc-", StringComparison.OrdinalIgnoreCase) &&
        name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
