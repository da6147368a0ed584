using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Verify.Grpc.Test.V1;

namespace Verify.Grpc.Tests.Runtime;

public class CompressionTests
{
    private static readonly EchoRequest Long = new() { Payload = ByteString.CopyFrom(new byte[100_000]) };

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Messages_are_compressed_both_ways_and_arrive_whole(string encoding)
    {
        await using var server = await EchoServer.StartAsync(o => o.ResponseCompressionAlgorithm = encoding);
        var headers = new Metadata { { "grpc-internal-encoding-request", encoding } };
        var reply = await server.Client().UnaryAsync(Long, headers);
        Assert.Equal(Long.Payload, reply.Payload);
    }

    [Theory]
    [InlineData("gzip", true)]
    [InlineData("identity,gzip", true)]
    [InlineData("deflate, gzip ,br", true)]
    [InlineData("identity", false)]
    [InlineData("gzipx", false)]
    [InlineData(null, false)]
    public async Task Replies_are_compressed_only_for_callers_that_accept_it(string? accepted, bool compressed)
    {
        await using var server = await EchoServer.StartAsync(o => o.ResponseCompressionAlgorithm = "gzip");
        using var raw = await RawGrpc.ConnectAsync(server.Address);
        int stream = await raw.SendHeadersAsync("/verify.grpc.test.v1.Echo/Unary", ("grpc-accept-encoding", accepted));
        await raw.SendMessageAsync(stream, new EchoRequest { Text = new string('x', 500) }, endStream: true);
        var response = await raw.ReadResponseAsync(stream);
        Assert.Equal(compressed ? "gzip" : null, response.Header("grpc-encoding"));
        Assert.Equal(compressed ? 1 : 0, response.Data[0]);
        Assert.Equal(compressed, response.Data.Length < 500);
    }

    [Fact]
    public async Task A_handler_may_send_single_messages_uncompressed()
    {
        await using var server = await EchoServer.StartAsync(
            o => o.ResponseCompressionAlgorithm = "gzip", app: a => a.MapGrpcService<PlainReplies>());
        using var raw = await RawGrpc.ConnectAsync(server.Address);
        int stream = await raw.SendHeadersAsync("/verify.grpc.test.v1.Echo/Unary", ("grpc-accept-encoding", "gzip"));
        await raw.SendMessageAsync(stream, new EchoRequest(), endStream: true);
        var response = await raw.ReadResponseAsync(stream);
        Assert.Equal(("gzip", 0), (response.Header("grpc-encoding"), (int)response.Data[0]));
    }

    [Fact]
    public async Task A_compressed_stream_arrives_whole()
    {
        await using var server = await EchoServer.StartAsync(o => o.ResponseCompressionAlgorithm = "gzip");
        using var call = server.Client().Bidi(new Metadata { { "grpc-internal-encoding-request", "gzip" } });
        for (int i = 0; i < 10; i++)
        {
            await call.RequestStream.WriteAsync(Long);
            Assert.True(await call.ResponseStream.MoveNext());
            Assert.Equal(Long.Payload, call.ResponseStream.Current.Payload);
        }
        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
    }
}
