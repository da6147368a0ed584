using System.IO.Compression;
using Google.Protobuf;
using Verify.Test.V1;

namespace Verify.Tests.Transport.Connect;

public sealed class ConnectLimitTests(EchoServer server) : IClassFixture<EchoServer>
{
    private const int ReceiveBytesMax = 4 << 20; // gRPC's own default

    [Theory]
    [InlineData("1.1", 0)]
    [InlineData("2.0", 0)]
    [InlineData("1.1", 1)]
    [InlineData("2.0", 1)]
    [InlineData("1.1", 20 << 20)]
    [InlineData("2.0", 20 << 20)]
    public async Task A_message_of_the_limit_passes_and_a_larger_one_is_resource_exhausted(string httpVersion, int over)
    {
        using var response = await server.Post(Message(ReceiveBytesMax + over), "application/proto", request => request.Version = Version.Parse(httpVersion));
        if (over == 0) Assert.Equal(200, (int)response.StatusCode);
        else Assert.Equal(("resource_exhausted", "the request is larger than 4194304 bytes"), await response.Error(429));
    }

    [Fact]
    public async Task A_body_that_unpacks_beyond_the_limit_is_resource_exhausted()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(new byte[400 << 20]);
        using var response = await server.Post(packed.ToArray(), "application/json", request => request.Content!.Headers.ContentEncoding.Add("gzip"));
        Assert.Equal(("resource_exhausted", "the request is larger than 4194304 bytes"), await response.Error(429));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(20)]
    public async Task A_body_that_is_not_whole_gzip_is_invalid_argument(int keptBytes)
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(Message(5000));
        var body = keptBytes == 0 ? "not gzip"u8.ToArray() : packed.ToArray()[..keptBytes];
        using var response = await server.Post(body, "application/proto", request => request.Content!.Headers.ContentEncoding.Add("gzip"));
        Assert.Equal(("invalid_argument", "the body of the request is not gzip"), await response.Error(400));
    }

    [Fact]
    public async Task An_empty_body_is_not_decompressed()
    {
        using var response = await server.Post([], "application/proto", request => request.Content!.Headers.ContentEncoding.Add("gzip"));
        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task The_limits_are_those_that_grpc_was_given()
    {
        await using var small = new EchoServer
        {
            ConfigureGrpc = grpc =>
            {
                grpc.MaxReceiveMessageSize = 100;
                grpc.MaxSendMessageSize = 50;
            },
        };
        await small.InitializeAsync();
        using var received = await small.Post(Message(101), "application/proto");
        Assert.Equal(("resource_exhausted", "the request is larger than 100 bytes"), await received.Error(429));
        using var sent = await small.Post(Message(100), "application/proto");
        Assert.Equal(("resource_exhausted", "the answer is larger than 50 bytes"), await sent.Error(429));
    }

    /// <summary>A valid binary EchoRequest of exactly this many bytes.</summary>
    private static byte[] Message(int bytes)
    {
        var request = new EchoRequest { Everything = new() { Text = "" } };
        for (var text = bytes; ; text--)
        {
            request.Everything.Text = new string('x', text);
            if (request.CalculateSize() == bytes) return request.ToByteArray();
        }
    }
}
