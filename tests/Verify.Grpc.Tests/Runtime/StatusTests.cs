using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Verify.Grpc.Test.V1;

namespace Verify.Grpc.Tests.Runtime;

public class StatusTests
{
    public static TheoryData<StatusCode> Failures => [.. Enum.GetValues<StatusCode>().Where(c => c != StatusCode.OK)];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Every_status_code_arrives_as_sent(StatusCode code)
    {
        await using var server = await EchoServer.StartAsync();
        var request = new EchoRequest { StatusCode = (int)code, StatusMessage = "why not" };
        var e = await Assert.ThrowsAsync<RpcException>(async () => await server.Client().UnaryAsync(request));
        Assert.Equal((code, "why not"), (e.StatusCode, e.Status.Detail));
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("100 % sure, 50%25")]
    [InlineData("被执行人 – ünïcödé \n\t\0 🚫")]
    public async Task A_status_message_arrives_as_sent_whatever_its_characters(string message)
    {
        await using var server = await EchoServer.StartAsync();
        var e = await Assert.ThrowsAsync<RpcException>(
            async () => await server.Client().UnaryAsync(new EchoRequest { StatusCode = 3, StatusMessage = message }));
        Assert.Equal(message, e.Status.Detail);
    }

    [Fact]
    public async Task A_stream_that_fails_gives_its_replies_first()
    {
        await using var server = await EchoServer.StartAsync();
        using var call = server.Client().ServerStream(new EchoRequest { ReplyCount = 3, StatusCode = 9, StatusMessage = "then no more" });
        for (int i = 0; i < 3; i++) Assert.True(await call.ResponseStream.MoveNext());
        var e = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Assert.Equal((StatusCode.FailedPrecondition, "then no more"), (e.StatusCode, e.Status.Detail));
        Assert.Equal(StatusCode.FailedPrecondition, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task A_handler_may_fail_a_client_stream_before_it_ends_and_writes_then_fail_with_its_status()
    {
        await using var server = await EchoServer.StartAsync();
        using var call = server.Client().ClientStream();
        await call.RequestStream.WriteAsync(new EchoRequest { StatusCode = 7 });
        var e = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(StatusCode.PermissionDenied, e.StatusCode);
        e = await Assert.ThrowsAsync<RpcException>(() => call.RequestStream.WriteAsync(new EchoRequest()));
        Assert.Equal(StatusCode.PermissionDenied, e.StatusCode);
    }

    [Theory]
    [InlineData(false, "Exception was thrown by handler.")]
    [InlineData(true, "Exception was thrown by handler. InvalidOperationException: secret")]
    public async Task A_handlers_exception_is_UNKNOWN_and_tells_its_text_only_where_asked_to(bool detailed, string detail)
    {
        await using var server = await EchoServer.StartAsync(o => o.EnableDetailedErrors = detailed);
        var e = await Assert.ThrowsAsync<RpcException>(
            async () => await server.Client().UnaryAsync(new EchoRequest { ThrowException = true, StatusMessage = "secret" }));
        Assert.Equal((StatusCode.Unknown, detail), (e.StatusCode, e.Status.Detail));
        Assert.Single(server.Log.Entries, l => l is { Level: LogLevel.Error, Category: "Grpc.AspNetCore.Server.ServerCallHandler", Id: 2 });
    }

    [Fact]
    public async Task A_status_that_the_handler_raises_is_no_error_in_the_log_and_its_message_stays_out_of_it()
    {
        await using var server = await EchoServer.StartAsync();
        var request = new EchoRequest { StatusCode = 5, StatusMessage = "Zhang San" };
        await Assert.ThrowsAsync<RpcException>(async () => await server.Client().UnaryAsync(request));
        Assert.DoesNotContain(server.Log.Entries, l => l.Level >= LogLevel.Warning);
        Assert.DoesNotContain(server.Log.Entries, l => l.Text.Contains("Zhang San", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_method_that_nobody_implemented_is_UNIMPLEMENTED()
    {
        await using var server = await EchoServer.StartAsync();
        var e = await Assert.ThrowsAsync<RpcException>(async () => await server.Client().UnservedAsync(new EchoRequest()));
        Assert.Equal(StatusCode.Unimplemented, e.StatusCode);
    }

    [Theory]
    [InlineData("verify.grpc.test.v1.Echo", "Method is unimplemented.")]
    [InlineData("verify.grpc.test.v1.Nobody", "Service is unimplemented.")]
    public async Task An_unknown_method_or_service_is_UNIMPLEMENTED(string service, string detail)
    {
        await using var server = await EchoServer.StartAsync();
        var e = await Assert.ThrowsAsync<RpcException>(async () => await CallUnknownAsync(server, service));
        Assert.Equal((StatusCode.Unimplemented, detail), (e.StatusCode, e.Status.Detail));
    }

    [Fact]
    public async Task Unknown_services_fall_through_where_the_options_say_so()
    {
        await using var server = await EchoServer.StartAsync(o => o.IgnoreUnknownServices = true);
        var e = await Assert.ThrowsAsync<RpcException>(async () => await CallUnknownAsync(server, "verify.grpc.test.v1.Nobody"));
        Assert.Equal((StatusCode.Unimplemented, "Bad gRPC response. HTTP status code: 404"), (e.StatusCode, e.Status.Detail));
    }

    [Theory]
    [InlineData(400, StatusCode.Internal)]
    [InlineData(401, StatusCode.Unauthenticated)]
    [InlineData(403, StatusCode.PermissionDenied)]
    [InlineData(404, StatusCode.Unimplemented)]
    [InlineData(429, StatusCode.Unavailable)]
    [InlineData(502, StatusCode.Unavailable)]
    [InlineData(503, StatusCode.Unavailable)]
    [InlineData(504, StatusCode.Unavailable)]
    [InlineData(200, StatusCode.Unknown)]
    [InlineData(500, StatusCode.Unknown)]
    [InlineData(418, StatusCode.Unknown)]
    public async Task A_reply_without_a_grpc_status_is_judged_by_its_HTTP_status(int http, StatusCode code)
    {
        await using var server = await EchoServer.StartAsync(app: a => a.Run(context =>
        {
            context.Response.StatusCode = http;
            return context.Response.WriteAsync("<html>");
        }));
        var e = await Assert.ThrowsAsync<RpcException>(async () => await server.Client().UnaryAsync(new EchoRequest()));
        Assert.Equal(code, e.StatusCode);
    }

    [Fact]
    public async Task Nobody_listening_is_UNAVAILABLE()
    {
        var server = await EchoServer.StartAsync();
        var client = server.Client();
        await server.DisposeAsync();
        using var channel = global::Grpc.Net.Client.GrpcChannel.ForAddress(server.Address);
        var e = await Assert.ThrowsAsync<RpcException>(async () => await new Echo.EchoClient(channel).UnaryAsync(new EchoRequest()));
        Assert.Equal(StatusCode.Unavailable, e.StatusCode);
    }

    private static async Task CallUnknownAsync(EchoServer server, string service)
    {
        var marshaller = Marshallers.Create<string>(_ => [], _ => "");
        var method = new Method<string, string>(MethodType.Unary, service, "Nothing", marshaller, marshaller);
        await server.Channel().CreateCallInvoker().AsyncUnaryCall(method, null, default, "");
    }
}
