using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Verify.Grpc.Test.V1;

namespace Verify.Grpc.Tests.Runtime;

public class MetadataTests
{
    [Fact]
    public async Task Metadata_travels_there_and_back_as_headers_and_trailers()
    {
        await using var server = await EchoServer.StartAsync();
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        var headers = new Metadata { { "X-Text", "printable ~ ASCII" }, { "x-bytes-bin", bytes }, { "x-none-bin", Array.Empty<byte>() } };
        var request = new EchoRequest { EchoMetadata = { "x-text", "x-bytes-bin", "x-none-bin" } };
        var call = server.Client().UnaryAsync(request, headers);
        var back = await call.ResponseHeadersAsync;
        await call;
        Assert.Equal("printable ~ ASCII", back.GetValue("x-text"));
        Assert.Equal(bytes, back.GetValueBytes("x-bytes-bin"));
        Assert.Equal([], back.GetValueBytes("x-none-bin")!);
        Assert.Equal("printable ~ ASCII", call.GetTrailers().GetValue("x-text-trailer"));
        Assert.Equal(bytes, call.GetTrailers().GetValueBytes("x-bytes-trailer-bin"));
    }

    [Fact]
    public async Task Values_of_one_key_keep_their_order_and_texts_may_come_joined()
    {
        await using var server = await EchoServer.StartAsync();
        var headers = new Metadata
        {
            { "x-many", "1" }, { "x-many", "2" }, { "x-many-bin", new byte[] { 1 } }, { "x-many-bin", new byte[] { 2 } },
        };
        var call = server.Client().UnaryAsync(new EchoRequest { EchoMetadata = { "x-many", "x-many-bin" } }, headers);
        await call;
        var back = await call.ResponseHeadersAsync;
        Assert.Equal("1, 2", string.Join(", ", back.GetAll("x-many").Select(e => e.Value)));
        Assert.Equal([[1], [2]], back.GetAll("x-many-bin").Select(e => e.ValueBytes));
    }

    [Theory]
    [InlineData("AQID,BAUG", new byte[] { 1, 2, 3 }, new byte[] { 4, 5, 6 })]
    [InlineData("AQ==,BAU=", new byte[] { 1 }, new byte[] { 4, 5 })]
    [InlineData("AQ , BAU", new byte[] { 1 }, new byte[] { 4, 5 })]
    public async Task Binary_values_are_read_padded_or_not_and_split_at_commas(string wire, byte[] first, byte[] second)
    {
        await using var server = await EchoServer.StartAsync();
        using var raw = await RawGrpc.ConnectAsync(server.Address);
        int stream = await raw.SendHeadersAsync("/verify.grpc.test.v1.Echo/Unary", ("x-two-bin", wire));
        await raw.SendMessageAsync(stream, new EchoRequest(), endStream: true);
        await raw.ReadResponseAsync(stream);
        Assert.Equal([first, second], server.Probe.Calls.Single().GetAll("x-two-bin").Select(e => e.ValueBytes));
    }

    [Theory]
    [InlineData("x-broken-bin", "!!!")]
    [InlineData("x-text", "tab\there")]
    [InlineData("x-text", "UTF-8 \u00c3\u00a9")]
    [InlineData("x%odd", "name")]
    public async Task What_is_no_metadata_is_dropped_without_failing_the_call(string name, string value)
    {
        await using var server = await EchoServer.StartAsync();
        using var raw = await RawGrpc.ConnectAsync(server.Address);
        int stream = await raw.SendHeadersAsync("/verify.grpc.test.v1.Echo/Unary", (name, value));
        await raw.SendMessageAsync(stream, new EchoRequest { EchoMetadata = { name } }, endStream: true);
        Assert.Equal("0", (await raw.ReadResponseAsync(stream)).GrpcStatus);
        Assert.Null(server.Probe.Calls.Single().Get(name));
    }

    [Fact]
    public async Task The_protocols_own_headers_cannot_be_set_and_are_not_shown()
    {
        await using var server = await EchoServer.StartAsync();
        var headers = new Metadata
        {
            { "grpc-timeout", "1n" }, { "content-type", "text/plain" }, { "grpc-encoding", "snappy" }, { "te", "x" },
        };
        await server.Client().UnaryAsync(new EchoRequest(), headers);
        var seen = server.Probe.Calls.Single();
        Assert.DoesNotContain(seen, e => e.Key is "grpc-timeout" or "content-type" or "grpc-encoding" or "te" || e.Key.StartsWith(':'));
    }

    [Fact]
    public async Task The_client_names_itself_after_what_the_application_says()
    {
        await using var server = await EchoServer.StartAsync();
        await server.Client().UnaryAsync(new EchoRequest(), new Metadata { { "user-agent", "bank/1.0" } });
        Assert.StartsWith("bank/1.0 grpc-dotnet-verify/", server.Probe.Calls.Single().GetValue("user-agent"));
    }

    [Theory]
    [InlineData("line\nbreak")]
    [InlineData("汉字")]
    public async Task A_text_that_the_wire_cannot_carry_is_refused_before_it_is_sent(string value)
    {
        await using var server = await EchoServer.StartAsync();
        var e = await Assert.ThrowsAsync<RpcException>(
            async () => await server.Client().UnaryAsync(new EchoRequest(), new Metadata { { "x-text", value } }));
        Assert.Equal(StatusCode.Internal, e.StatusCode);
        Assert.Empty(server.Probe.Calls);
    }

    [Fact]
    public async Task A_trailer_that_the_wire_cannot_carry_makes_the_call_INTERNAL()
    {
        await using var server = await EchoServer.StartAsync(app: a => a.MapGrpcService<BadTrailers>());
        var e = await Assert.ThrowsAsync<RpcException>(async () => await server.Client().UnaryAsync(new EchoRequest()));
        Assert.Equal(StatusCode.Internal, e.StatusCode);
        Assert.Equal("sent", e.Trailers.GetValue("x-good"));
    }

    [Fact]
    public async Task An_exceptions_trailers_arrive_with_its_status()
    {
        await using var server = await EchoServer.StartAsync(app: a => a.MapGrpcService<BadTrailers>());
        using var call = server.Client().ServerStream(new EchoRequest());
        var e = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.NotFound, e.StatusCode);
        Assert.Equal([7], e.Trailers.GetValueBytes("x-why-bin"));
        Assert.Equal([7], call.GetTrailers().GetValueBytes("x-why-bin"));
    }

    [Fact]
    public async Task Response_headers_arrive_before_the_handler_ends()
    {
        await using var server = await EchoServer.StartAsync();
        var request = new EchoRequest { EchoMetadata = { "x-early" }, WaitForCancel = true };
        using var call = server.Client().UnaryAsync(request, new Metadata { { "x-early", "bird" } });
        Assert.Equal("bird", (await call.ResponseHeadersAsync).GetValue("x-early"));
        Assert.False(call.ResponseAsync.IsCompleted);
        Assert.Throws<InvalidOperationException>(() => call.GetStatus());
    }

    [Fact]
    public void Keys_are_checked_and_lowered()
    {
        Assert.Equal("x-a_b.c-9", new Metadata.Entry("X-A_b.C-9", "").Key);
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("", ""));
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("a b", ""));
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("a-bin", ""));
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("a", [1]));
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Add("a", ""));
    }

    private sealed class BadTrailers : Echo.EchoBase
    {
        public override Task<EchoReply> Unary(EchoRequest request, ServerCallContext context)
        {
            context.ResponseTrailers.Add("x-bad", "line\nbreak");
            context.ResponseTrailers.Add("x-good", "sent");
            return Task.FromResult(new EchoReply());
        }

        public override Task ServerStream(EchoRequest request, IServerStreamWriter<EchoReply> responseStream, ServerCallContext context) =>
            throw new RpcException(new Status(StatusCode.NotFound, ""), new Metadata { { "x-why-bin", new byte[] { 7 } } });
    }
}
