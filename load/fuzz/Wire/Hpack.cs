using System.Text;

namespace Verify.Load.Fuzz.Wire;

/// <summary>Header blocks of RFC 7541 without a dynamic table and without Huffman coding.</summary>
internal static class Hpack
{
    private const int StaticEntries = 61;
    private const int FirstStatus = 8;
    private static readonly string[] Statuses = ["200", "204", "206", "304", "400", "404", "500"];

    public static byte[] Encode(IEnumerable<(string Name, string Value)> headers)
    {
        var block = new List<byte>();
        foreach (var (name, value) in headers)
        {
            block.Add(0);
            AddText(block, name);
            AddText(block, value);
        }

        return [.. block];
    }

    /// <summary>What a block says, of <c>:status</c> and of every header whose name is written out.</summary>
    public static void Read(ReadOnlySpan<byte> block, Dictionary<string, string> into)
    {
        while (!block.IsEmpty)
        {
            var first = block[0];
            if ((first & 0x80) != 0)
            {
                var index = TakeNumber(ref block, 7) - FirstStatus;
                if (index >= 0 && index < Statuses.Length)
                    into[":status"] = Statuses[index];
            }
            else if ((first & 0xE0) == 0x20)
            {
                TakeNumber(ref block, 5);
            }
            else
            {
                var index = TakeNumber(ref block, (first & 0x40) != 0 ? 6 : 4);
                if (index > StaticEntries)
                    throw new InvalidDataException("The server uses a dynamic table that it was not given.");
                var name = index == 0 ? TakeText(ref block) : index is >= FirstStatus and < FirstStatus + 7 ? ":status" : "";
                into[name] = TakeText(ref block);
            }
        }
    }

    private static void AddText(List<byte> block, string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        var rest = bytes.Length;
        block.Add((byte)Math.Min(rest, 0x7F));
        if (rest >= 0x7F)
        {
            for (rest -= 0x7F; rest >= 0x80; rest >>= 7)
                block.Add((byte)(rest | 0x80));
            block.Add((byte)rest);
        }

        block.AddRange(bytes);
    }

    private static int TakeNumber(ref ReadOnlySpan<byte> block, int prefixBits)
    {
        var most = (1 << prefixBits) - 1;
        var value = block[0] & most;
        block = block[1..];
        if (value < most)
            return value;
        for (var shift = 0; ; shift += 7)
        {
            var next = block[0];
            block = block[1..];
            value += (next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }

    private static string TakeText(ref ReadOnlySpan<byte> block)
    {
        if ((block[0] & 0x80) != 0)
            throw new InvalidDataException("The server uses Huffman coding, which this client does not read.");
        var length = TakeNumber(ref block, 7);
        var text = Encoding.Latin1.GetString(block[..length]);
        block = block[length..];
        return text;
    }
}
