using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Verify.Grpc.Test.V1;

namespace Verify.Grpc.Tests.Runtime;

public class DeadlineTests
{
    private const int FirstWindow = 65_535;
    private const int LongReply = 100_000;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task The_client_gives_up_at_its_deadline_and_the_handler_is_cancelled()
    {
        var clock = new ManualTimeProvider();
        await using var server = await EchoServer.StartAsync();
        var client = server.Client(o => o.ServiceProvider = With(clock));
        var call = client.UnaryAsync(new EchoRequest { WaitForCancel = true }, deadline: (clock.GetUtcNow() + Minute).UtcDateTime);
        await server.Probe.AnyStarted;
        clock.Advance(Minute);
        var e = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(StatusCode.DeadlineExceeded, e.StatusCode);
        await server.Probe.AnyCancelled;
    }

    [Theory]
    [InlineData("Unary")]
    [InlineData("ServerStream")]
    [InlineData("ClientStream")]
    [InlineData("Bidi")]
    public async Task The_server_answers_DEADLINE_EXCEEDED_by_itself_and_cancels_the_handler(string shape)
    {
        var clock = new ManualTimeProvider();
        await using var server = await EchoServer.StartAsync(services: s => s.AddSingleton<TimeProvider>(clock));
        using var raw = await RawGrpc.ConnectAsync(server.Address);
        // One request, and the request stream left open: a client that forgot about its own deadline.
        int stream = await raw.SendHeadersAsync($"/verify.grpc.test.v1.Echo/{shape}", ("grpc-timeout", "60S"));
        await raw.SendMessageAsync(stream, new EchoRequest { WaitForCancel = true }, endStream: shape is "Unary" or "ServerStream");
        await server.Probe.AnyStarted;
        clock.Advance(Minute);
        Assert.Equal("4", (await raw.ReadResponseAsync(stream)).GrpcStatus);
        await server.Probe.AnyCancelled;
        Assert.DoesNotContain(server.Log.Entries, l => l.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task A_handler_that_ignores_its_deadline_does_not_hold_the_call_open()
    {
        var clock = new ManualTimeProvider();
        await using var server = await EchoServer.StartAsync(services: s => s.AddSingleton<TimeProvider>(clock));
        using var raw = await RawGrpc.ConnectAsync(server.Address);
        int stream = await raw.SendHeadersAsync("/verify.grpc.test.v1.Echo/ClientStream", ("grpc-timeout", "60S"));
        await raw.SendMessageAsync(stream, new EchoRequest(), endStream: false); // the handler waits for a second message, without a token
        await server.Probe.AnyStarted;
        clock.Advance(Minute);
        Assert.Equal("4", (await raw.ReadResponseAsync(stream)).GrpcStatus);
        Assert.Equal("ok", (await server.Client().UnaryAsync(new EchoRequest { Text = "ok" })).Text);
    }

    [Fact]
    public async Task A_message_on_its_way_at_the_deadline_gets_there_and_DEADLINE_EXCEEDED_behind_it()
    {
        var clock = new ManualTimeProvider();
        await using var server = await EchoServer.StartAsync(services: s => s.AddSingleton<TimeProvider>(clock));
        using var raw = await RawGrpc.ConnectAsync(server.Address);
        int stream = await SendBeyondWindowAsync(raw);
        clock.Advance(Minute);
        await raw.OpenWindowAsync(stream, LongReply);
        var response = await raw.ReadResponseAsync(stream);
        Assert.Equal("4", response.GrpcStatus);
        Assert.InRange(response.Data.Length, LongReply, LongReply + 100);
        Assert.DoesNotContain(server.Log.Entries, l => l.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task A_peer_that_does_not_read_is_told_of_its_deadline_by_CANCEL_and_by_no_error_of_ours()
    {
        const int cancel = 8;
        var clock = new ManualTimeProvider();
        await using var server = await EchoServer.StartAsync(services: s => s.AddSingleton<TimeProvider>(clock));
        using var raw = await RawGrpc.ConnectAsync(server.Address);
        int stream = await SendBeyondWindowAsync(raw);
        clock.Advance(Minute);
        clock.Advance(Minute);
        Assert.Equal(cancel, (await raw.ReadResponseAsync(stream)).ResetCode);
        Assert.Equal("ok", (await server.Client().UnaryAsync(new EchoRequest { Text = "ok" })).Text);
        Assert.DoesNotContain(server.Log.Entries, l => l.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task A_call_that_ends_in_time_keeps_its_status()
    {
        var clock = new ManualTimeProvider();
        await using var server = await EchoServer.StartAsync(services: s => s.AddSingleton<TimeProvider>(clock));
        var client = server.Client(o => o.ServiceProvider = With(clock));
        var reply = await client.UnaryAsync(new EchoRequest { Text = "in time" }, deadline: (clock.GetUtcNow() + Minute).UtcDateTime);
        Assert.Equal("in time", reply.Text);
        clock.Advance(Minute + Minute);
        Assert.DoesNotContain(server.Log.Entries, l => l is { Category: "Grpc.AspNetCore.Server.ServerCallHandler" });
    }

    [Fact]
    public async Task A_deadline_in_the_past_fails_at_once()
    {
        await using var server = await EchoServer.StartAsync();
        var e = await Assert.ThrowsAsync<RpcException>(
            async () => await server.Client().UnaryAsync(new EchoRequest(), deadline: DateTime.UtcNow.AddSeconds(-1)));
        Assert.Equal(StatusCode.DeadlineExceeded, e.StatusCode);
        Assert.Empty(server.Probe.Calls);
    }

    [Theory]
    [InlineData(1, 1_000)]
    [InlineData(3600, 3_600_000)]
    public async Task The_handler_sees_the_callers_deadline(int seconds, long atMostMs)
    {
        await using var server = await EchoServer.StartAsync();
        var reply = await server.Client().UnaryAsync(new EchoRequest(), deadline: DateTime.UtcNow.AddSeconds(seconds));
        Assert.InRange(reply.DeadlineMs, atMostMs / 2, atMostMs);
    }

    [Fact]
    public async Task A_call_without_a_deadline_has_none()
    {
        await using var server = await EchoServer.StartAsync();
        Assert.Equal(0, (await server.Client().UnaryAsync(new EchoRequest())).DeadlineMs);
        Assert.Equal(0, (await server.Client().UnaryAsync(new EchoRequest(), deadline: DateTime.MaxValue)).DeadlineMs);
    }

    [Fact]
    public async Task Where_asked_for_a_passed_deadline_throws_OperationCanceledException()
    {
        await using var server = await EchoServer.StartAsync();
        var client = server.Client(o => o.ThrowOperationCanceledOnCancellation = true);
        await Assert.ThrowsAsync<OperationCanceledException>(
            async () => await client.UnaryAsync(new EchoRequest(), deadline: DateTime.UtcNow.AddSeconds(-1)));
    }

    /// <summary>Asks for a reply greater than the window, and reads that to its end.</summary>
    private static async Task<int> SendBeyondWindowAsync(RawGrpc raw)
    {
        int stream = await raw.SendHeadersAsync("/verify.grpc.test.v1.Echo/ServerStream", ("grpc-timeout", "60S"));
        await raw.SendMessageAsync(stream, new EchoRequest { ReplyCount = 1, ReplyPayloadBytes = LongReply, WaitForCancel = true }, endStream: true);
        await raw.ReadDataAsync(stream, FirstWindow);
        return stream;
    }

    private static ServiceProvider With(TimeProvider clock) => new ServiceCollection().AddSingleton(clock).BuildServiceProvider();
}
