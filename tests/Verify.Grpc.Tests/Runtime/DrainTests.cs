using Grpc.Core;
using Verify.Grpc.Test.V1;

namespace Verify.Grpc.Tests.Runtime;

public class DrainTests
{
    [Fact]
    public async Task Stopping_lets_calls_under_way_end_and_takes_no_new_ones()
    {
        await using var server = await EchoServer.StartAsync();
        var client = server.Client();
        using var call = client.Bidi();
        await call.RequestStream.WriteAsync(new EchoRequest { Text = "before" });
        Assert.True(await call.ResponseStream.MoveNext());

        var stopping = server.App.StopAsync();
        while (!stopping.IsCompleted && await TryAsync(client) == StatusCode.OK) await Task.Yield(); // until the GOAWAY has arrived
        Assert.Equal(StatusCode.Unavailable, await TryAsync(client));

        await call.RequestStream.WriteAsync(new EchoRequest { Text = "after" });
        Assert.True(await call.ResponseStream.MoveNext());
        Assert.Equal("after", call.ResponseStream.Current.Text);
        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext());
        await stopping;
    }

    [Fact]
    public async Task At_the_end_of_the_hosts_patience_streams_are_cancelled()
    {
        await using var server = await EchoServer.StartAsync();
        using var call = server.Client().UnaryAsync(new EchoRequest { WaitForCancel = true });
        await server.Probe.AnyStarted;
        await server.App.StopAsync(new CancellationToken(canceled: true));
        await server.Probe.AnyCancelled;
        await Assert.ThrowsAsync<RpcException>(async () => await call);
    }

    private static async Task<StatusCode> TryAsync(Echo.EchoClient client)
    {
        try
        {
            await client.UnaryAsync(new EchoRequest());
            return StatusCode.OK;
        }
        catch (RpcException e)
        {
            return e.StatusCode;
        }
    }
}
