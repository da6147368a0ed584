using Google.Protobuf;
using Grpc.Core;
using Verify.Grpc.Test.V1;

namespace Verify.Grpc.Tests.Runtime;

public class LimitTests
{
    private static readonly EchoRequest FiveMegabytes = new() { Payload = ByteString.CopyFrom(new byte[5_000_000]) };

    [Fact]
    public async Task A_request_beyond_the_servers_limit_is_RESOURCE_EXHAUSTED()
    {
        await using var server = await EchoServer.StartAsync();
        await AssertExhaustedAsync(server.Client(), FiveMegabytes);
    }

    [Fact]
    public async Task A_reply_beyond_the_servers_limit_is_RESOURCE_EXHAUSTED()
    {
        await using var server = await EchoServer.StartAsync(o => o.MaxSendMessageSize = 1000);
        await AssertExhaustedAsync(server.Client(), new EchoRequest { ReplyPayloadBytes = 1001 });
    }

    [Fact]
    public async Task A_request_beyond_the_clients_limit_is_RESOURCE_EXHAUSTED_and_not_sent()
    {
        await using var server = await EchoServer.StartAsync();
        await AssertExhaustedAsync(server.Client(o => o.MaxSendMessageSize = 1000), new EchoRequest { Text = new string('x', 1001) });
        Assert.Empty(server.Probe.Calls);
    }

    [Fact]
    public async Task A_reply_beyond_the_clients_limit_is_RESOURCE_EXHAUSTED()
    {
        await using var server = await EchoServer.StartAsync();
        await AssertExhaustedAsync(server.Client(), new EchoRequest { ReplyPayloadBytes = 5_000_000 });
    }

    [Fact]
    public async Task Without_limits_forty_megabytes_pass_both_ways()
    {
        await using var server = await EchoServer.StartAsync(o => o.MaxReceiveMessageSize = null);
        var client = server.Client(o => o.MaxReceiveMessageSize = null);
        var request = new EchoRequest { Payload = ByteString.CopyFrom(new byte[40_000_000]) };
        Assert.Equal(request.Payload, (await client.UnaryAsync(request)).Payload);
    }

    [Fact]
    public async Task A_long_stream_of_small_messages_has_no_limit()
    {
        await using var server = await EchoServer.StartAsync();
        using var call = server.Client().ClientStream();
        var message = new EchoRequest { Payload = ByteString.CopyFrom(new byte[1_000_000]) };
        for (int i = 0; i < 40; i++) await call.RequestStream.WriteAsync(message);
        await call.RequestStream.CompleteAsync();
        Assert.Equal(40, (await call).Count);
    }

    private static async Task AssertExhaustedAsync(Echo.EchoClient client, EchoRequest request)
    {
        var e = await Assert.ThrowsAsync<RpcException>(async () => await client.UnaryAsync(request));
        Assert.Equal(StatusCode.ResourceExhausted, e.StatusCode);
    }
}
