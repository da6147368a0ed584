using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Verify.Grpc.Test.V1;

namespace Verify.Grpc.Tests.Runtime;

/// <summary>Retries as gRFC A6 has them.</summary>
public class RetryTests
{
    [Fact]
    public async Task A_retryable_failure_is_retried_until_it_succeeds()
    {
        await using var world = await World.StartAsync(StatusCode.Unavailable, StatusCode.Unavailable);
        Assert.Equal("3", (await world.Client.UnaryAsync(new EchoRequest())).Text);
        Assert.Equal([null, "1", "2"], world.Script.PreviousAttempts);
    }

    [Fact]
    public async Task Other_failures_are_not_retried()
    {
        await using var world = await World.StartAsync(StatusCode.InvalidArgument);
        Assert.Equal(StatusCode.InvalidArgument, await world.FailAsync());
        Assert.Single(world.Script.PreviousAttempts);
    }

    [Fact]
    public async Task After_the_last_attempt_the_failure_stands()
    {
        await using var world = await World.StartAsync([.. Enumerable.Repeat(StatusCode.Unavailable, 9)]);
        Assert.Equal(StatusCode.Unavailable, await world.FailAsync());
        Assert.Equal(4, world.Script.PreviousAttempts.Count);
    }

    [Fact]
    public async Task The_channels_maximum_holds_beside_the_policys()
    {
        await using var world = await World.StartAsync(o => o.MaxRetryAttempts = 2, StatusCode.Unavailable, StatusCode.Unavailable);
        Assert.Equal(StatusCode.Unavailable, await world.FailAsync());
        Assert.Equal(2, world.Script.PreviousAttempts.Count);
    }

    [Fact]
    public async Task Waits_stay_below_a_limit_that_doubles_up_to_its_maximum()
    {
        await using var world = await World.StartAsync([.. Enumerable.Repeat(StatusCode.Unavailable, 3)]);
        await world.Client.UnaryAsync(new EchoRequest());
        Assert.Equal(3, world.Waits.Count);
        Assert.All(world.Waits.Zip([1000, 2000, 2500]), w => Assert.InRange(w.First.TotalMilliseconds, 0, w.Second));
    }

    [Fact]
    public async Task Pushback_sets_the_wait()
    {
        await using var world = await World.StartAsync(StatusCode.Unavailable);
        world.Script.Pushback = "12345";
        await world.Client.UnaryAsync(new EchoRequest());
        Assert.Equal(TimeSpan.FromMilliseconds(12345), Assert.Single(world.Waits));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("soon")]
    [InlineData("99999999999")]
    public async Task Pushback_may_forbid_the_retry(string pushback)
    {
        await using var world = await World.StartAsync(StatusCode.Unavailable);
        world.Script.Pushback = pushback;
        Assert.Equal(StatusCode.Unavailable, await world.FailAsync());
        Assert.Single(world.Script.PreviousAttempts);
    }

    [Fact]
    public async Task Response_headers_commit_the_call()
    {
        await using var world = await World.StartAsync(StatusCode.Unavailable);
        world.Script.HeadersFirst = true;
        Assert.Equal(StatusCode.Unavailable, await world.FailAsync());
        Assert.Single(world.Script.PreviousAttempts);
    }

    [Fact]
    public async Task Too_many_failures_pause_retries_until_successes_make_up_for_them()
    {
        await using var world = await World.StartAsync(
            o => o.ServiceConfig!.RetryThrottling = new RetryThrottlingPolicy { MaxTokens = 4, TokenRatio = 1 },
            [.. Enumerable.Repeat(StatusCode.Unavailable, 3)]);
        Assert.Equal(StatusCode.Unavailable, await world.FailAsync()); // 4 tokens: retried at 3, not at 2
        Assert.Equal(2, world.Script.PreviousAttempts.Count);
        Assert.Equal(StatusCode.Unavailable, await world.FailAsync()); // 1 token: not retried
        Assert.Equal(3, world.Script.PreviousAttempts.Count);
        for (int i = 0; i < 3; i++) await world.Client.UnaryAsync(new EchoRequest()); // back to 4
        world.Script.FailNext(StatusCode.Unavailable);
        await world.Client.UnaryAsync(new EchoRequest());
        Assert.Equal(8, world.Script.PreviousAttempts.Count);
    }

    [Fact]
    public async Task The_deadline_ends_the_waiting_between_attempts()
    {
        await using var world = await World.StartAsync(StatusCode.Unavailable);
        world.Script.Pushback = "60000";
        var limit = TimeSpan.FromSeconds(30);
        world.Jump = wait => wait == limit ? TimeSpan.Zero : limit; // once the client waits for its retry, the deadline comes
        var call = world.Client.UnaryAsync(new EchoRequest(), deadline: (world.Clock.GetUtcNow() + limit).UtcDateTime);
        var e = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(StatusCode.DeadlineExceeded, e.StatusCode);
        Assert.Single(world.Script.PreviousAttempts);
    }

    [Fact]
    public async Task A_clients_stream_is_sent_again_from_its_first_message()
    {
        await using var world = await World.StartAsync(StatusCode.Unavailable);
        using var call = world.Client.ClientStream();
        await call.RequestStream.WriteAsync(new EchoRequest { Text = "a" });
        await call.RequestStream.WriteAsync(new EchoRequest { Text = "b" });
        await call.RequestStream.CompleteAsync();
        Assert.Equal("ab", (await call).Text);
        Assert.Equal([null, "1"], world.Script.PreviousAttempts);
    }

    [Fact]
    public async Task A_stream_beyond_the_retry_buffer_is_not_retried()
    {
        await using var world = await World.StartAsync(o => o.MaxRetryBufferPerCallSize = 10, StatusCode.Unavailable);
        using var call = world.Client.ClientStream();
        await call.RequestStream.WriteAsync(new EchoRequest { Text = "more than ten bytes" });
        await call.RequestStream.CompleteAsync();
        var e = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(StatusCode.Unavailable, e.StatusCode);
    }

    [Fact]
    public async Task A_request_that_the_transport_sends_again_is_whole_again()
    {
        await using var server = await EchoServer.StartAsync();
        using var handler = new SendsTwice();
        var reply = await server.Client(o => o.HttpHandler = handler).UnaryAsync(new EchoRequest { Text = "whole" });
        Assert.Equal("whole", reply.Text);
    }

    [Theory]
    [InlineData(null, 1.0, 1.0, 1.0)]
    [InlineData(1, 1.0, 1.0, 1.0)]
    [InlineData(3, 0.0, 1.0, 1.0)]
    [InlineData(3, 1.0, 0.0, 1.0)]
    [InlineData(3, 1.0, 1.0, 0.0)]
    public async Task A_policy_without_sense_is_refused(int? attempts, double initial, double max, double multiplier)
    {
        await using var server = await EchoServer.StartAsync();
        var policy = new RetryPolicy
        {
            MaxAttempts = attempts,
            InitialBackoff = TimeSpan.FromSeconds(initial),
            MaxBackoff = TimeSpan.FromSeconds(max),
            BackoffMultiplier = multiplier,
            RetryableStatusCodes = { StatusCode.Unavailable },
        };
        Assert.Throws<InvalidOperationException>(() => server.Client(o => o.ServiceConfig = new ServiceConfig
        {
            MethodConfigs = { new MethodConfig { Names = { MethodName.Default }, RetryPolicy = policy } },
        }));
    }

    /// <summary>A server that fails as scripted, a client that retries, and a clock that jumps to whatever is waited for.</summary>
    private sealed class World : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly EchoServer _server;

        private World(EchoServer server, Script script, Action<GrpcChannelOptions> configure)
        {
            _server = server;
            Script = script;
            Client = server.Client(o =>
            {
                o.ServiceProvider = new ServiceCollection().AddSingleton<TimeProvider>(Clock).BuildServiceProvider();
                o.ServiceConfig = new ServiceConfig { MethodConfigs = { Config() } };
                configure(o);
            });
            _ = JumpAsync();
        }

        public ManualTimeProvider Clock { get; } = new();

        public Script Script { get; }

        public List<TimeSpan> Waits { get; } = [];

        /// <summary>How far the clock jumps when somebody sets a timer: as a rule, as far as it is set.</summary>
        public Func<TimeSpan, TimeSpan> Jump { get; set; } = wait => wait;

        public Echo.EchoClient Client { get; }

        public static Task<World> StartAsync(params StatusCode[] failures) => StartAsync(_ => { }, failures);

        public static async Task<World> StartAsync(Action<GrpcChannelOptions> configure, params StatusCode[] failures)
        {
            var script = new Script(failures);
            var server = await EchoServer.StartAsync(services: s => s.AddSingleton(script), app: a => a.MapGrpcService<Scripted>());
            return new World(server, script, configure);
        }

        public async Task<StatusCode> FailAsync() =>
            (await Assert.ThrowsAsync<RpcException>(async () => await Client.UnaryAsync(new EchoRequest()))).StatusCode;

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _server.DisposeAsync();
            _stop.Dispose();
        }

        private async Task JumpAsync()
        {
            while (!_stop.IsCancellationRequested)
            {
                var wait = await Clock.TimerSetAsync().AsTask().WaitAsync(_stop.Token);
                Waits.Add(wait);
                Clock.Advance(Jump(wait));
            }
        }

        private static MethodConfig Config() => new()
        {
            Names = { new MethodName { Service = "verify.grpc.test.v1.Echo" } },
            RetryPolicy = new RetryPolicy
            {
                MaxAttempts = 4,
                InitialBackoff = TimeSpan.FromMilliseconds(1000),
                MaxBackoff = TimeSpan.FromMilliseconds(2500),
                BackoffMultiplier = 2,
                RetryableStatusCodes = { StatusCode.Unavailable },
            },
        };
    }

    /// <summary>Acts as a connection that the server refuses once the request has gone out.</summary>
    private sealed class SendsTwice() : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await request.Content!.CopyToAsync(Stream.Null, cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Script(StatusCode[] failures)
    {
        private readonly Queue<StatusCode> _failures = new(failures);

        public List<string?> PreviousAttempts { get; } = [];

        public string? Pushback { get; set; }

        public bool HeadersFirst { get; set; }

        public void FailNext(StatusCode code) => _failures.Enqueue(code);

        public async Task PlayAsync(ServerCallContext context)
        {
            PreviousAttempts.Add(context.RequestHeaders.GetValue("grpc-previous-rpc-attempts"));
            if (HeadersFirst) await context.WriteResponseHeadersAsync([]);
            if (!_failures.TryDequeue(out var code)) return;
            if (Pushback is not null) context.ResponseTrailers.Add("grpc-retry-pushback-ms", Pushback);
            throw new RpcException(new Status(code, "scripted"));
        }
    }

    private sealed class Scripted(Script script) : Echo.EchoBase
    {
        public override async Task<EchoReply> Unary(EchoRequest request, ServerCallContext context)
        {
            await script.PlayAsync(context);
            return new EchoReply { Text = $"{script.PreviousAttempts.Count}" };
        }

        public override async Task<EchoReply> ClientStream(IAsyncStreamReader<EchoRequest> requestStream, ServerCallContext context)
        {
            string text = "";
            await foreach (var request in requestStream.ReadAllAsync()) text += request.Text;
            await script.PlayAsync(context);
            return new EchoReply { Text = text };
        }
    }
}
