using System.Text;

namespace Verify.Grpc.Tests.Runtime;

/// <summary>As much of RFC 7541 as a peer needs that neither compresses nor keeps a dynamic table.</summary>
internal static class Hpack
{
    private static readonly (string Name, string Value)[] StaticTable =
    [
        ("", ""), (":authority", ""), (":method", "GET"), (":method", "POST"), (":path", "/"), (":path", "/index.html"),
        (":scheme", "http"), (":scheme", "https"), (":status", "200"), (":status", "204"), (":status", "206"), (":status", "304"),
        (":status", "400"), (":status", "404"), (":status", "500"), ("accept-charset", ""), ("accept-encoding", "gzip, deflate"),
        ("accept-language", ""), ("accept-ranges", ""), ("accept", ""), ("access-control-allow-origin", ""), ("age", ""),
        ("allow", ""), ("authorization", ""), ("cache-control", ""), ("content-disposition", ""), ("content-encoding", ""),
        ("content-language", ""), ("content-length", ""), ("content-location", ""), ("content-range", ""), ("content-type", ""),
        ("cookie", ""), ("date", ""), ("etag", ""), ("expect", ""), ("expires", ""), ("from", ""), ("host", ""), ("if-match", ""),
        ("if-modified-since", ""), ("if-none-match", ""), ("if-range", ""), ("if-unmodified-since", ""), ("last-modified", ""),
        ("link", ""), ("location", ""), ("max-forwards", ""), ("proxy-authenticate", ""), ("proxy-authorization", ""), ("range", ""),
        ("referer", ""), ("refresh", ""), ("retry-after", ""), ("server", ""), ("set-cookie", ""), ("strict-transport-security", ""),
        ("transfer-encoding", ""), ("user-agent", ""), ("vary", ""), ("via", ""), ("www-authenticate", ""),
    ];

    /// <summary>Each header as a literal that is never indexed nor Huffman coded.</summary>
    public static byte[] Encode(IEnumerable<(string Name, string Value)> headers)
    {
        var bytes = new List<byte>();
        foreach (var (name, value) in headers)
        {
            bytes.Add(0);
            AddText(bytes, name);
            AddText(bytes, value);
        }
        return [.. bytes];
    }

    public static List<(string Name, string Value)> Decode(ReadOnlySpan<byte> block)
    {
        var headers = new List<(string, string)>();
        while (!block.IsEmpty)
        {
            byte first = block[0];
            if ((first & 0x80) != 0) headers.Add(StaticTable[TakeInt(ref block, 7)]);
            else if ((first & 0xe0) == 0x20) TakeInt(ref block, 5); // a table size update: there is no table
            else
            {
                int index = TakeInt(ref block, (first & 0x40) != 0 ? 6 : 4);
                string name = index > 0 ? StaticTable[index].Name : TakeText(ref block);
                headers.Add((name, TakeText(ref block)));
            }
        }
        return headers;
    }

    private static void AddText(List<byte> bytes, string text)
    {
        byte[] raw = Encoding.Latin1.GetBytes(text);
        AddInt(bytes, raw.Length, 7);
        bytes.AddRange(raw);
    }

    private static void AddInt(List<byte> bytes, int value, int prefixBits)
    {
        int max = (1 << prefixBits) - 1;
        if (value < max)
        {
            bytes.Add((byte)value);
            return;
        }
        bytes.Add((byte)max);
        for (value -= max; value >= 128; value >>= 7) bytes.Add((byte)(value | 128));
        bytes.Add((byte)value);
    }

    private static int TakeInt(ref ReadOnlySpan<byte> block, int prefixBits)
    {
        int max = (1 << prefixBits) - 1;
        int value = block[0] & max;
        block = block[1..];
        if (value < max) return value;
        for (int shift = 0; ; shift += 7)
        {
            byte next = block[0];
            block = block[1..];
            value += (next & 127) << shift;
            if (next < 128) return value;
        }
    }

    private static string TakeText(ref ReadOnlySpan<byte> block)
    {
        if ((block[0] & 0x80) != 0) throw new NotSupportedException("Huffman coding");
        int length = TakeInt(ref block, 7);
        string text = Encoding.Latin1.GetString(block[..length]);
        block = block[length..];
        return text;
    }
}
