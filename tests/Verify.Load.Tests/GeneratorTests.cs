using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Verify.Load.Check.Asks;
using Verify.Load.Check.Pace;

namespace Verify.Load.Tests;

/// <summary>The generator against a server that nobody here wrote.</summary>
public sealed class GeneratorTests
{
    private const int ReplyBytes = 300;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Every_call_is_answered_and_counted_once()
    {
        await using var server = await StartAsync(static http => http.Response.Body.WriteAsync(new byte[ReplyBytes]).AsTask());
        var served = Run(server, Pacer.Saturating(32));
        Assert.InRange(served.Calls, 32, long.MaxValue);
        Assert.Equal((served.Calls, 0, 0), (served.Right, served.Wrong, served.Failed));
    }

    [Fact]
    public async Task A_reply_of_another_size_is_wrong_and_an_error_is_a_failure()
    {
        var turn = 0;
        await using var server = await StartAsync(http =>
        {
            http.Response.StatusCode = Interlocked.Increment(ref turn) % 2 == 0 ? 200 : 500;
            return http.Response.Body.WriteAsync(new byte[1]).AsTask();
        });
        var served = Run(server, Pacer.Saturating(8));
        Assert.Equal(0, served.Right);
        Assert.NotEqual(0, served.Wrong);
        Assert.NotEqual(0, served.Failed);
    }

    [Fact]
    public async Task A_server_that_breaks_off_is_asked_again_and_then_a_failure()
    {
        await using var server = await StartAsync(static http =>
        {
            http.Abort();
            return Task.CompletedTask;
        });
        var served = Run(server, Pacer.Even(1_000, 8));
        Assert.Equal(0, served.Right);
        Assert.InRange(served.Calls, 90, 110);
        Assert.Equal(served.Calls, served.Failed);
    }

    [Fact]
    public void Nobody_there_is_a_failure_of_every_call_that_was_due()
    {
        using var generator = new Generator([new IPEndPoint(IPAddress.Loopback, 1)], 1) { Patience = Moment };
        var tally = new Tally(TimeSpan.FromSeconds(1));
        generator.Run(Moment, null, new Flow(Pacer.Even(1_000, 8), new EchoAsk(grpc: false, 60, ReplyBytes), tally));
        Assert.InRange(tally.Calls, 95, 105);
        Assert.Equal(tally.Calls, tally.Failed);
    }

    [Fact]
    public async Task Flows_with_connections_of_their_own_never_meet_on_one()
    {
        var seen = new ConcurrentDictionary<(string Connection, long Bytes), bool>();
        await using var server = await StartAsync(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            seen[(http.Connection.Id, body.Length)] = true;
            await http.Response.Body.WriteAsync(new byte[ReplyBytes]);
        });
        using var generator = To(server, 4);
        generator.Run(Moment, null, FlowOf(60, ..1), FlowOf(90, 1..));

        Assert.Equal([60, 90], seen.Keys.Select(static one => one.Bytes).Distinct().Order());
        Assert.Equal(seen.Count, seen.Keys.Select(static one => one.Connection).Distinct().Count());
        Assert.Single(seen.Keys, static one => one.Bytes == 60);

        static Flow FlowOf(int bytes, Range through) =>
            new(Pacer.Saturating(8), new EchoAsk(grpc: false, bytes, ReplyBytes), new Tally(TimeSpan.FromSeconds(1))) { Through = through };
    }

    private static Generator To(WebApplication server, int connections) =>
        new([new IPEndPoint(IPAddress.Loopback, new Uri(server.Urls.Single()).Port)], connections);

    private static Tally Run(WebApplication server, Pacer pacer)
    {
        using var generator = To(server, 2);
        var tally = new Tally(TimeSpan.FromSeconds(1));
        generator.Run(Moment, null, new Flow(pacer, new EchoAsk(grpc: false, 60, ReplyBytes), tally));
        return tally;
    }

    private static async Task<WebApplication> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
