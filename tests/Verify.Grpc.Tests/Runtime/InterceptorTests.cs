using System.Runtime.ExceptionServices;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Verify.Grpc.Test.V1;

namespace Verify.Grpc.Tests.Runtime;

public class InterceptorTests
{
    [Theory]
    [InlineData("Unary")]
    [InlineData("ServerStream")]
    [InlineData("ClientStream")]
    [InlineData("Bidi")]
    public async Task Server_interceptors_stand_around_every_shape_outermost_first(string shape)
    {
        var order = new List<string>();
        await using var server = await EchoServer.StartAsync(
            o =>
            {
                o.Interceptors.Add<Tracer>("outer");
                o.Interceptors.Add<Tracer>("inner");
            },
            s => s.AddSingleton(order));
        using var raw = await RawGrpc.ConnectAsync(server.Address);
        int stream = await raw.SendHeadersAsync($"/verify.grpc.test.v1.Echo/{shape}");
        await raw.SendMessageAsync(stream, new EchoRequest(), endStream: true);
        Assert.Equal("0", (await raw.ReadResponseAsync(stream)).GrpcStatus);
        Assert.Equal(["outer", "inner", "/inner", "/outer"], order);
    }

    [Fact]
    public async Task A_server_interceptor_may_refuse_a_call_before_its_handler()
    {
        await using var server = await EchoServer.StartAsync(o => o.Interceptors.Add<Refuser>());
        var e = await Assert.ThrowsAsync<RpcException>(async () => await server.Client().UnaryAsync(new EchoRequest()));
        Assert.Equal(StatusCode.Unauthenticated, e.StatusCode);
        Assert.Empty(server.Probe.Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_handler_refuses_by_its_task_is_thrown_nowhere_on_the_way_to_its_caller(bool waits)
    {
        var refusal = new Refusal(new Status(StatusCode.ResourceExhausted, "too often"));
        int thrown = 0;
        EventHandler<FirstChanceExceptionEventArgs> count = (_, e) => thrown += ReferenceEquals(e.Exception, refusal) ? 1 : 0;
        await using var server = await EchoServer.StartAsync(o => o.Interceptors.Add<Handing>(refusal, waits));
        AppDomain.CurrentDomain.FirstChanceException += count;
        try
        {
            var e = await Assert.ThrowsAsync<RpcException>(async () => await server.Client().UnaryAsync(new EchoRequest()));
            Assert.Equal((StatusCode.ResourceExhausted, "too often"), (e.StatusCode, e.Status.Detail));
        }
        finally
        {
            AppDomain.CurrentDomain.FirstChanceException -= count;
        }
        Assert.Equal(0, thrown);
    }

    [Fact]
    public async Task An_interceptor_finds_the_HTTP_request_even_behind_a_foreign_context()
    {
        await using var server = await EchoServer.StartAsync(o => o.Interceptors.Add<PeerInHeaders>());
        var call = server.Client().UnaryAsync(new EchoRequest());
        await call;
        Assert.Equal("HTTP/2", call.GetTrailers().GetValue("x-protocol"));
    }

    [Fact]
    public async Task Client_interceptors_run_in_the_order_given()
    {
        await using var server = await EchoServer.StartAsync();
        var invoker = server.Channel().Intercept(new Adder("x-order", "1"), new Adder("x-order", "2"));
        await new Echo.EchoClient(invoker).UnaryAsync(new EchoRequest());
        Assert.Equal("1, 2", server.Probe.Calls.Single().GetValue("x-order"));
    }

    [Fact]
    public async Task A_metadata_function_adds_to_every_call_without_changing_the_callers_own()
    {
        await using var server = await EchoServer.StartAsync();
        var own = new Metadata { { "x-own", "1" } };
        var invoker = server.Channel().Intercept(m =>
        {
            m.Add("x-added", "2");
            return m;
        });
        await new Echo.EchoClient(invoker).UnaryAsync(new EchoRequest(), own);
        Assert.Equal(("1", "2"), (server.Probe.Calls.Single().GetValue("x-own"), server.Probe.Calls.Single().GetValue("x-added")));
        Assert.Single(own);
    }

    [Fact]
    public async Task Call_credentials_are_sent_only_where_that_is_safe_or_said_to_be_fine()
    {
        await using var server = await EchoServer.StartAsync();
        var credentials = CallCredentials.FromInterceptor((context, metadata) =>
        {
            metadata.Add("authorization", $"Bearer for {context.MethodName}");
            return Task.CompletedTask;
        });
        var options = new CallOptions().WithCredentials(credentials);
        await server.Client(o => o.UnsafeUseInsecureChannelCallCredentials = true).UnaryAsync(new EchoRequest(), options);
        Assert.Equal("Bearer for Unary", server.Probe.Calls.Single().GetValue("authorization"));

        await Assert.ThrowsAsync<RpcException>(async () => await server.Client().UnaryAsync(new EchoRequest(), options));
        Assert.Single(server.Probe.Calls);
    }

    private sealed class Refusal(Status status) : RpcException(status);

    private sealed class Handing(Refusal refusal, bool waits) : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            if (!waits) return Task.FromException<TResponse>(refusal);
            var later = new TaskCompletionSource<TResponse>();
            ThreadPool.QueueUserWorkItem(_ => later.SetException(refusal));
            return later.Task;
        }
    }

    private sealed class Tracer(List<string> order, string name) : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
            TraceAsync(() => continuation(request, context));

        public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream,
            ServerCallContext context,
            ClientStreamingServerMethod<TRequest, TResponse> continuation) => TraceAsync(() => continuation(requestStream, context));

        public override Task ServerStreamingServerHandler<TRequest, TResponse>(
            TRequest request,
            IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context,
            ServerStreamingServerMethod<TRequest, TResponse> continuation) => TraceAsync(async () =>
            {
                await continuation(request, responseStream, context);
                return 0;
            });

        public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream,
            IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context,
            DuplexStreamingServerMethod<TRequest, TResponse> continuation) => TraceAsync(async () =>
            {
                await continuation(requestStream, responseStream, context);
                return 0;
            });

        private async Task<T> TraceAsync<T>(Func<Task<T>> call)
        {
            order.Add(name);
            var result = await call();
            order.Add($"/{name}");
            return result;
        }
    }

    private sealed class Refuser : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
            throw new RpcException(new Status(StatusCode.Unauthenticated, "who are you"));
    }

    private sealed class PeerInHeaders : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            context.ResponseTrailers.Add("x-protocol", new ForeignContext(context.GetHttpContext()).GetHttpContext().Request.Protocol);
            return continuation(request, context);
        }
    }

    private sealed class Adder(string key, string value) : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            var headers = new Metadata();
            foreach (var entry in context.Options.Headers ?? Metadata.Empty) headers.Add(entry);
            headers.Add(key, value);
            return continuation(request, new(context.Method, context.Host, context.Options.WithHeaders(headers)));
        }
    }
}

/// <summary>A call context that this runtime did not make, such as one over another protocol.</summary>
internal sealed class ForeignContext : ServerCallContext
{
    public ForeignContext(HttpContext http) => UserState["__HttpContext"] = http;

    protected override string MethodCore => "/foreign/Method";

    protected override string HostCore => "";

    protected override string PeerCore => "";

    protected override DateTime DeadlineCore => DateTime.MaxValue;

    protected override Metadata RequestHeadersCore => Metadata.Empty;

    protected override CancellationToken CancellationTokenCore => default;

    protected override Metadata ResponseTrailersCore { get; } = [];

    protected override Status StatusCore { get; set; }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore { get; } = new(null, []);

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotSupportedException();

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Task.CompletedTask;
}
