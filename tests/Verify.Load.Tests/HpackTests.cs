using System.Text;
using Verify.Load.Check.Wire;

namespace Verify.Load.Tests;

public sealed class HpackTests
{
    // The examples of RFC 7541, C.1.
    [Theory]
    [InlineData(10, 5, "0A")]
    [InlineData(1337, 5, "1F9A0A")]
    [InlineData(42, 8, "2A")]
    public void Integers_are_encoded_as_in_the_RFC(int value, int prefixBits, string encoded)
    {
        var bytes = new List<byte>();
        Hpack.WriteInteger(bytes, value, prefixBits);
        Assert.Equal(encoded, Convert.ToHexString([.. bytes]));
    }

    [Fact]
    public void A_post_is_the_bytes_that_any_server_reads() => Assert.Equal(
        // :method POST, :scheme http, :authority a:1, :path /p, content-type t, te: trailers
        "8386" + "01" + "03" + Hex("a:1") + "04" + "02" + Hex("/p") + "0F10" + "01" + Hex("t") + "00" + "02" + Hex("te") + "08" + Hex("trailers"),
        Convert.ToHexString(Hpack.EncodePost("a:1", "/p", "t", ("te", "trailers"))));

    [Theory]
    // :status 200; a literal grpc-status of 0; the same indexed by a server that may not index; a status without an index of its own.
    [InlineData("88", 200, -1)]
    [InlineData("20" + "88", 200, -1)]
    [InlineData("000B677270632D73746174757301" + "30", 0, 0)]
    [InlineData("400B677270632D737461747573023134", 0, 14)]
    [InlineData("0803" + "353033", 503, -1)]
    [InlineData("88" + "0F100161" + "000B677270632D73746174757301" + "35", 200, 5)]
    public void A_reply_says_its_statuses(string block, int http, int grpc)
    {
        var status = ReplyStatus.None;
        HeaderBlock.Read(Convert.FromHexString(block), ref status);
        Assert.Equal((http, grpc), (status.Http, status.Grpc));
    }

    [Fact]
    public void A_field_that_does_not_matter_may_be_Huffman_coded()
    {
        var status = ReplyStatus.None;
        // server: a value of two coded bytes; then :status 200.
        HeaderBlock.Read(Convert.FromHexString("0F27" + "82" + "A0BF" + "88"), ref status);
        Assert.Equal(200, status.Http);
    }

    [Theory]
    [InlineData("BE")]
    [InlineData("0082A0BF0130")]
    [InlineData("0882A0BF")]
    public void What_this_client_cannot_read_is_an_error_and_no_guess(string block)
    {
        var status = ReplyStatus.None;
        Assert.Throws<InvalidDataException>(() => HeaderBlock.Read(Convert.FromHexString(block), ref status));
    }

    private static string Hex(string text) => Convert.ToHexString(Encoding.ASCII.GetBytes(text));
}
