using System.Security.Cryptography;
using System.Text.Json;

namespace Verify.Grpc.Tests.Interop;

/// <summary>What a client saw of one call. Read from foreign clients as JSON, so the names are contract.</summary>
public sealed record Outcome
{
    public int Code { get; init; }

    public string? Message { get; init; }

    public IReadOnlyList<ReplySeen> Replies { get; init; } = [];

    /// <summary>The <c>x-</c> headers; values of one key joined by commas, as any hop may do.</summary>
    public SortedDictionary<string, string> Headers { get; init; } = [];

    public SortedDictionary<string, string> Trailers { get; init; } = [];

    /// <summary>For a call that hung: whether its server learnt that it had ended.</summary>
    public bool? ServerSawEnd { get; init; }

    /// <summary>For a call that hung: whether its server knew a deadline.</summary>
    public bool? ServerSawDeadline { get; init; }

    /// <summary>Two outcomes with the same text are the same; the text shows where they differ.</summary>
    public string Describe() => JsonSerializer.Serialize(this, JsonLines.Options);
}

public sealed record ReplySeen(string Text, int Bytes = 0, string Sha256 = "", string Received = "");

internal static class Body
{
    public static byte[] Pattern(int size)
    {
        var bytes = new byte[size];
        for (var i = 0; i < size; i++) bytes[i] = (byte)(i % 251);
        return bytes;
    }

    public static string Sha256(ReadOnlySpan<byte> body) =>
        body.IsEmpty ? "" : Convert.ToHexStringLower(SHA256.HashData(body));

    public static string Sha256(int size) => Sha256(Pattern(size));
}
