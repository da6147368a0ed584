using System.Buffers.Text;

namespace Verify.Load.Check.Wire;

/// <summary>What a reply's header blocks say that matters here.</summary>
internal struct ReplyStatus
{
    public int Http;

    /// <summary>-1 until it came.</summary>
    public int Grpc;

    public static ReplyStatus None => new() { Grpc = -1 };
}

/// <summary>
/// Reads <c>:status</c> and <c>grpc-status</c> out of a header block (RFC 7541). The client allows the server no dynamic table, so
/// every block stands for itself. Huffman coding is legal but not understood: a field that may matter and uses it is an error.
/// </summary>
internal ref struct HeaderBlock(ReadOnlySpan<byte> block)
{
    private const int FirstStatus = 8;
    private const int LastStatus = 14;
    private const int StaticEntries = 61;
    private static readonly int[] Statuses = [200, 204, 206, 304, 400, 404, 500];
    private ReadOnlySpan<byte> _rest = block;

    public static void Read(ReadOnlySpan<byte> bytes, ref ReplyStatus status)
    {
        var block = new HeaderBlock(bytes);
        while (!block._rest.IsEmpty)
            block.ReadField(ref status);
    }

    private void ReadField(ref ReplyStatus status)
    {
        var first = _rest[0];
        if ((first & 0x80) != 0)
        {
            var index = Static(ReadInteger(7));
            if (index is >= FirstStatus and <= LastStatus)
                status.Http = Statuses[index - FirstStatus];
            return;
        }

        if ((first & 0xE0) == 0x20)
        {
            ReadInteger(5); // The size of the dynamic table, which stays 0.
            return;
        }

        var name = Static(ReadInteger((first & 0x40) != 0 ? 6 : 4));
        var literal = name == 0 ? Plain(ReadString()) : default;
        var value = ReadString();
        if (name is >= FirstStatus and <= LastStatus)
            status.Http = Number(Plain(value));
        else if (literal.SequenceEqual("grpc-status"u8))
            status.Grpc = Number(Plain(value));
    }

    private int ReadInteger(int prefixBits)
    {
        var most = (1 << prefixBits) - 1;
        var value = _rest[0] & most;
        _rest = _rest[1..];
        if (value < most)
            return value;
        for (var shift = 0; ; shift += 7)
        {
            var next = _rest[0];
            _rest = _rest[1..];
            value += (next & 0x7F) << shift;
            if ((next & 0x80) == 0)
                return value;
        }
    }

    private FieldText ReadString()
    {
        var huffman = (_rest[0] & 0x80) != 0;
        var length = ReadInteger(7);
        var text = new FieldText(_rest[..length], huffman);
        _rest = _rest[length..];
        return text;
    }

    private static int Static(int index) =>
        index <= StaticEntries ? index : throw new InvalidDataException("The server uses a dynamic table that it was not given.");

    private static ReadOnlySpan<byte> Plain(FieldText text) =>
        text.Huffman ? throw new InvalidDataException("A header that matters is Huffman coded, which this client does not read.") : text.Bytes;

    private static int Number(ReadOnlySpan<byte> digits) =>
        Utf8Parser.TryParse(digits, out int number, out var read) && read == digits.Length ? number : throw new InvalidDataException("A status is no number.");

    private readonly ref struct FieldText(ReadOnlySpan<byte> bytes, bool huffman)
    {
        public readonly ReadOnlySpan<byte> Bytes = bytes;
        public readonly bool Huffman = huffman;
    }
}
