using Grpc.Core;
using Microsoft.Extensions.Logging;
using Verify.Grpc.Test.V1;

namespace Verify.Grpc.Tests.Runtime;

public class CancellationTests
{
    [Fact]
    public async Task Cancelling_a_token_cancels_the_call_on_both_sides()
    {
        await using var server = await EchoServer.StartAsync();
        using var cancel = new CancellationTokenSource();
        var call = server.Client().UnaryAsync(new EchoRequest { WaitForCancel = true }, cancellationToken: cancel.Token);
        await server.Probe.AnyStarted;
        await cancel.CancelAsync();
        var e = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(StatusCode.Cancelled, e.StatusCode);
        await server.Probe.AnyCancelled;
    }

    [Fact]
    public async Task A_token_cancelled_before_the_call_sends_nothing()
    {
        await using var server = await EchoServer.StartAsync();
        var e = await Assert.ThrowsAsync<RpcException>(
            async () => await server.Client().UnaryAsync(new EchoRequest(), cancellationToken: new CancellationToken(true)));
        Assert.Equal(StatusCode.Cancelled, e.StatusCode);
        Assert.Empty(server.Probe.Calls);
    }

    [Fact]
    public async Task Disposing_a_stream_cancels_it_on_both_sides()
    {
        await using var server = await EchoServer.StartAsync();
        var call = server.Client().ServerStream(new EchoRequest { ReplyCount = 1, WaitForCancel = true });
        Assert.True(await call.ResponseStream.MoveNext());
        call.Dispose();
        await server.Probe.AnyCancelled;
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
        await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
    }

    [Fact]
    public async Task Disposing_a_call_that_has_ended_changes_nothing()
    {
        await using var server = await EchoServer.StartAsync();
        var call = server.Client().UnaryAsync(new EchoRequest { Text = "kept" });
        await call;
        call.Dispose();
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        Assert.Equal("kept", (await call).Text);
    }

    [Fact]
    public async Task Cancelling_a_read_cancels_the_call()
    {
        await using var server = await EchoServer.StartAsync();
        using var cancel = new CancellationTokenSource();
        using var call = server.Client().ServerStream(new EchoRequest { WaitForCancel = true });
        var reading = call.ResponseStream.MoveNext(cancel.Token);
        await server.Probe.AnyStarted;
        await cancel.CancelAsync();
        var e = await Assert.ThrowsAsync<RpcException>(() => reading);
        Assert.Equal(StatusCode.Cancelled, e.StatusCode);
        await server.Probe.AnyCancelled;
    }

    [Fact]
    public async Task Where_asked_for_a_cancelled_call_throws_OperationCanceledException()
    {
        await using var server = await EchoServer.StartAsync();
        var client = server.Client(o => o.ThrowOperationCanceledOnCancellation = true);
        await Assert.ThrowsAsync<OperationCanceledException>(
            async () => await client.UnaryAsync(new EchoRequest(), cancellationToken: new CancellationToken(true)));
    }

    [Fact]
    public async Task CANCELLED_from_a_server_stays_a_status_even_so()
    {
        await using var server = await EchoServer.StartAsync();
        var client = server.Client(o => o.ThrowOperationCanceledOnCancellation = true);
        await Assert.ThrowsAsync<RpcException>(async () => await client.UnaryAsync(new EchoRequest { StatusCode = 1 }));
    }

    [Fact]
    public async Task A_cancelled_handler_is_no_error_in_the_log()
    {
        await using var server = await EchoServer.StartAsync();
        using var cancel = new CancellationTokenSource();
        var call = server.Client().UnaryAsync(new EchoRequest { WaitForCancel = true }, cancellationToken: cancel.Token);
        await server.Probe.AnyStarted;
        await cancel.CancelAsync();
        await server.Probe.AnyCancelled;
        await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.DoesNotContain(server.Log.Entries, l => l.Level >= LogLevel.Warning);
    }
}
