namespace Grpc.Wire;

/// <summary><c>-bin</c> values: base64, written without padding, read with or without it.</summary>
internal static class BinaryHeaderCodec
{
    public static string Encode(ReadOnlySpan<byte> value) => Convert.ToBase64String(value).TrimEnd('=');

    /// <summary>Null when the text is not base64.</summary>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        text = text.Trim().TrimEnd('=');
        if (text.Length % 4 == 1) return null;

        int padded = (text.Length + 3) / 4 * 4;
        Span<char> whole = padded <= 512 ? stackalloc char[padded] : new char[padded];
        text.CopyTo(whole);
        whole[text.Length..].Fill('=');

        byte[] bytes = new byte[text.Length * 3 / 4];
        return Convert.TryFromBase64Chars(whole, bytes, out int written) && written == bytes.Length ? bytes : null;
    }
}
