using System.Buffers;
using System.Text;

namespace Grpc.Wire;

/// <summary><c>grpc-message</c>: UTF-8, with every byte outside space..~ and <c>%</c> itself as <c>%XX</c>.</summary>
internal static class PercentCodec
{
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        " !\"#$&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    public static string Encode(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Plain)) return text;

        var encoded = new StringBuilder(text.Length + 16);
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            if (Plain.Contains((char)b)) encoded.Append((char)b);
            else encoded.Append('%').Append(Hex(b >> 4)).Append(Hex(b & 15));
        }
        return encoded.ToString();
    }

    /// <summary>Never fails: a broken escape stays as it is, broken UTF-8 becomes U+FFFD.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal)) return text;

        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int written = 0;
        for (int read = 0; read < bytes.Length; written++)
        {
            if (bytes[read] == '%' && read + 2 < bytes.Length && char.IsAsciiHexDigit((char)bytes[read + 1])
                && char.IsAsciiHexDigit((char)bytes[read + 2]))
            {
                bytes[written] = (byte)((FromHex(bytes[read + 1]) << 4) | FromHex(bytes[read + 2]));
                read += 3;
            }
            else
            {
                bytes[written] = bytes[read++];
            }
        }
        return Encoding.UTF8.GetString(bytes, 0, written);
    }

    private static char Hex(int nibble) => (char)(nibble < 10 ? '0' + nibble : 'A' + nibble - 10);

    private static int FromHex(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
