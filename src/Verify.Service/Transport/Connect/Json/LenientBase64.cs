using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace Verify.Transport.Connect.Json;

/// <summary>Base64 as Protobuf JSON and Connect both take it: either alphabet, with padding or without.</summary>
internal static class LenientBase64
{
    /// <summary>The bytes that <paramref name="text"/> encodes; false if it is not Base64.</summary>
    public static bool TryDecode(string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        var urlSafe = text.Replace('+', '-').Replace('/', '_');
        bytes = Base64Url.IsValid(urlSafe) ? Base64Url.DecodeFromChars(urlSafe) : null;
        return bytes is not null;
    }

    /// <summary>The standard alphabet without padding, as Connect sends it.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).TrimEnd('=');
}
