using System.Text;

namespace Verify.Load.Check.Wire;

/// <summary>
/// Request headers by RFC 7541 without the dynamic table: the block of a call is the same bytes on every connection, so it is encoded
/// once. Names of the static table go as their index, everything else as it is, without Huffman coding.
/// </summary>
internal static class Hpack
{
    private const byte MethodPost = 0x83;
    private const byte SchemeHttp = 0x86;
    private const int Authority = 1;
    private const int Path = 4;
    private const int ContentType = 31;

    /// <summary>The header block of a POST.</summary>
    public static byte[] EncodePost(string authority, string path, string contentType, params ReadOnlySpan<(string Name, string Value)> further)
    {
        var block = new List<byte> { MethodPost, SchemeHttp };
        WriteIndexedName(block, Authority, authority);
        WriteIndexedName(block, Path, path);
        WriteIndexedName(block, ContentType, contentType);
        foreach (var (name, value) in further)
        {
            block.Add(0x00);
            WriteString(block, name);
            WriteString(block, value);
        }

        return [.. block];
    }

    /// <summary>An integer with a prefix of so many bits (section 5.1).</summary>
    public static void WriteInteger(List<byte> to, int value, int prefixBits, byte firstBits = 0)
    {
        var most = (1 << prefixBits) - 1;
        if (value < most)
        {
            to.Add((byte)(firstBits | value));
            return;
        }

        to.Add((byte)(firstBits | most));
        for (value -= most; value >= 0x80; value >>= 7)
            to.Add((byte)(value | 0x80));
        to.Add((byte)value);
    }

    // Literal without indexing (section 6.2.2).
    private static void WriteIndexedName(List<byte> to, int name, string value)
    {
        WriteInteger(to, name, prefixBits: 4);
        WriteString(to, value);
    }

    private static void WriteString(List<byte> to, string text)
    {
        WriteInteger(to, text.Length, prefixBits: 7);
        to.AddRange(Encoding.ASCII.GetBytes(text));
    }
}
