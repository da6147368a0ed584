using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Verify.Grpc.Test.V1;

namespace Verify.Grpc.Tests.Runtime;

public class CallShapeTests
{
    [Fact]
    public async Task A_unary_call_gives_one_reply_for_one_request()
    {
        await using var server = await EchoServer.StartAsync();
        var call = server.Client().UnaryAsync(new EchoRequest { Text = "信用" });
        Assert.Equal("信用", (await call).Text);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        Assert.Empty(call.GetTrailers());
    }

    [Fact]
    public async Task A_blocking_unary_call_gives_one_reply_for_one_request()
    {
        await using var server = await EchoServer.StartAsync();
        var client = server.Client();
        var reply = await Task.Run(() => client.Unary(new EchoRequest { Text = "a" }));
        Assert.Equal("a", reply.Text);
    }

    [Fact]
    public async Task An_empty_message_is_a_message()
    {
        await using var server = await EchoServer.StartAsync(app: a => a.MapGrpcService<EmptyReplies>());
        Assert.Equal(new EchoReply(), await server.Client().UnaryAsync(new EchoRequest()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task A_server_stream_gives_every_reply_in_order(int count)
    {
        await using var server = await EchoServer.StartAsync();
        using var call = server.Client().ServerStream(new EchoRequest { ReplyCount = count });
        var seen = new List<int>();
        await foreach (var reply in call.ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken)) seen.Add(reply.Count);
        Assert.Equal(Enumerable.Range(0, count), seen);
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task A_client_stream_gives_one_reply_for_all_requests(int count)
    {
        await using var server = await EchoServer.StartAsync();
        using var call = server.Client().ClientStream();
        for (int i = 0; i < count; i++) await call.RequestStream.WriteAsync(new EchoRequest { Text = $"{i}" });
        await call.RequestStream.CompleteAsync();
        var reply = await call;
        Assert.Equal(count, reply.Count);
        Assert.Equal(count == 0 ? "" : $"{count - 1}", reply.Text);
    }

    [Fact]
    public async Task A_duplex_stream_answers_each_request_before_the_next_is_sent()
    {
        await using var server = await EchoServer.StartAsync();
        using var call = server.Client().Bidi();
        for (int i = 0; i < 100; i++)
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Text = $"{i}" });
            Assert.True(await call.ResponseStream.MoveNext());
            Assert.Equal($"{i}", call.ResponseStream.Current.Text);
        }
        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Theory]
    [InlineData(4091)]
    [InlineData(4092)]
    [InlineData(65_536)]
    [InlineData(3_000_000)]
    public async Task Messages_of_any_size_within_the_limits_arrive_whole(int size)
    {
        await using var server = await EchoServer.StartAsync();
        byte[] payload = new byte[size];
        new Random(size).NextBytes(payload);
        var reply = await server.Client().UnaryAsync(new EchoRequest { Payload = ByteString.CopyFrom(payload) });
        Assert.Equal(payload, reply.Payload.ToByteArray());
    }

    [Fact]
    public async Task Many_calls_at_once_share_a_connection_and_keep_apart()
    {
        await using var server = await EchoServer.StartAsync();
        var client = server.Client();
        var calls = Enumerable.Range(0, 500).Select(async i => (i, reply: await client.UnaryAsync(new EchoRequest { Text = $"{i}" })));
        foreach (var (i, reply) in await Task.WhenAll(calls)) Assert.Equal($"{i}", reply.Text);
    }
}
