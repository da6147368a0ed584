using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Verify.Grpc.Test.V1;

namespace Verify.Grpc.Tests.Runtime;

/// <summary>
/// Every way to break the protocol ends in the status that the specification names for it, and the server serves the next
/// call as if nothing had been.
/// </summary>
public class HostileFrameTests
{
    private const string Unary = "/verify.grpc.test.v1.Echo/Unary";
    private const string ClientStream = "/verify.grpc.test.v1.Echo/ClientStream";
    private static readonly byte[] Good = RawGrpc.Framed(new EchoRequest { Text = "good" });

    public static TheoryData<string, byte[], string, StatusCode> BrokenBodies => new()
    {
        { "no message", [], Unary, StatusCode.Unimplemented },
        { "two messages", [.. Good, .. Good], Unary, StatusCode.Unimplemented },
        { "a byte after the message", [.. Good, 0], Unary, StatusCode.Unimplemented },
        { "a truncated header", [0, 0, 0], Unary, StatusCode.Internal },
        { "a truncated header", [0, 0, 0], ClientStream, StatusCode.Internal },
        { "a truncated message", Good[..^1], Unary, StatusCode.Internal },
        { "a truncated message", Good[..^1], ClientStream, StatusCode.Internal },
        { "a truncated second message", [.. Good, .. Good[..^1]], ClientStream, StatusCode.Internal },
        { "an over-long length", [0, 0x7f, 0xff, 0xff, 0xff, 1], Unary, StatusCode.ResourceExhausted },
        { "a length above 2^31", [0, 0xff, 0xff, 0xff, 0xff, 1], Unary, StatusCode.ResourceExhausted },
        { "an over-long length", [0, 0xff, 0xff, 0xff, 0xff, 1], ClientStream, StatusCode.ResourceExhausted },
        { "a flag of 2", [2, .. Good[1..]], Unary, StatusCode.Internal },
        { "a flag of 255", [255, .. Good[1..]], ClientStream, StatusCode.Internal },
        { "a compressed flag without an encoding", [1, .. Good[1..]], Unary, StatusCode.Internal },
        { "no protobuf", [0, 0, 0, 0, 3, 0xff, 0xff, 0xff], Unary, StatusCode.Internal },
        { "no protobuf", [0, 0, 0, 0, 3, 0xff, 0xff, 0xff], ClientStream, StatusCode.Internal },
    };

    [Theory]
    [MemberData(nameof(BrokenBodies))]
    public async Task A_broken_body_gets_its_status_and_the_server_lives(string what, byte[] body, string path, StatusCode expected)
    {
        Assert.NotEmpty(what);
        await using var server = await EchoServer.StartAsync();
        using var raw = await RawGrpc.ConnectAsync(server.Address);
        int stream = await raw.SendHeadersAsync(path);
        await raw.SendDataAsync(stream, body, endStream: true);
        var response = await raw.ReadResponseAsync(stream);
        Assert.Equal(("200", $"{(int)expected}"), (response.HttpStatus, response.GrpcStatus));
        await AssertLivesAsync(server, raw);
    }

    [Theory]
    [MemberData(nameof(BrokenBodies))]
    public async Task A_broken_body_in_pieces_of_one_byte_gets_the_same_status(string what, byte[] body, string path, StatusCode expected)
    {
        Assert.NotEmpty(what);
        await using var server = await EchoServer.StartAsync();
        using var raw = await RawGrpc.ConnectAsync(server.Address);
        int stream = await raw.SendHeadersAsync(path);
        foreach (byte b in body) await raw.SendDataAsync(stream, [b], endStream: false);
        await raw.SendDataAsync(stream, [], endStream: true);
        Assert.Equal($"{(int)expected}", (await raw.ReadResponseAsync(stream)).GrpcStatus);
        await AssertLivesAsync(server, raw);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Compressed_garbage_is_INTERNAL(string encoding)
    {
        await using var server = await EchoServer.StartAsync();
        using var raw = await RawGrpc.ConnectAsync(server.Address);
        int stream = await raw.SendHeadersAsync(Unary, ("grpc-encoding", encoding));
        await raw.SendDataAsync(stream, [1, .. Good[1..]], endStream: true);
        Assert.Equal("13", (await raw.ReadResponseAsync(stream)).GrpcStatus);
        await AssertLivesAsync(server, raw);
    }

    [Fact]
    public async Task A_compressed_flag_under_identity_is_INTERNAL()
    {
        await using var server = await EchoServer.StartAsync();
        using var raw = await RawGrpc.ConnectAsync(server.Address);
        int stream = await raw.SendHeadersAsync(Unary, ("grpc-encoding", "identity"));
        await raw.SendDataAsync(stream, [1, .. Good[1..]], endStream: true);
        Assert.Equal("13", (await raw.ReadResponseAsync(stream)).GrpcStatus);
        await AssertLivesAsync(server, raw);
    }

    [Fact]
    public async Task An_unknown_encoding_is_UNIMPLEMENTED_and_says_which_are_known()
    {
        await using var server = await EchoServer.StartAsync();
        using var raw = await RawGrpc.ConnectAsync(server.Address);
        int stream = await raw.SendHeadersAsync(Unary, ("grpc-encoding", "snappy"));
        await raw.SendDataAsync(stream, Good, endStream: true);
        var response = await raw.ReadResponseAsync(stream);
        Assert.Equal(("12", "identity,gzip,deflate"), (response.GrpcStatus, response.Header("grpc-accept-encoding")));
        await AssertLivesAsync(server, raw);
    }

    [Fact]
    public async Task A_small_message_that_inflates_beyond_the_limit_is_RESOURCE_EXHAUSTED()
    {
        await using var server = await EchoServer.StartAsync();
        using var raw = await RawGrpc.ConnectAsync(server.Address);
        var bomb = new EchoRequest { Payload = ByteString.CopyFrom(new byte[20_000_000]) }.ToByteArray();
        byte[] small = global::Grpc.Wire.Encodings.Compress("gzip", bomb, System.IO.Compression.CompressionLevel.SmallestSize);
        byte[] frame = [1, 0, (byte)(small.Length >> 16), (byte)(small.Length >> 8), (byte)small.Length, .. small];
        int stream = await raw.SendHeadersAsync(Unary, ("grpc-encoding", "gzip"));
        foreach (byte[] piece in frame.Chunk(16_000)) await raw.SendDataAsync(stream, piece, endStream: false);
        await raw.SendDataAsync(stream, [], endStream: true);
        Assert.Equal("8", (await raw.ReadResponseAsync(stream)).GrpcStatus);
        await AssertLivesAsync(server, raw);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json")]
    [InlineData("application/grpc-web")]
    [InlineData("application/grpc+json")]
    [InlineData("application/grpcx")]
    [InlineData(null)]
    public async Task Another_content_type_is_HTTP_415(string? contentType)
    {
        await using var server = await EchoServer.StartAsync();
        using var raw = await RawGrpc.ConnectAsync(server.Address);
        int stream = await raw.SendHeadersAsync(Unary, ("content-type", contentType));
        await raw.SendDataAsync(stream, Good, endStream: true);
        Assert.Equal("415", (await raw.ReadResponseAsync(stream)).HttpStatus);
        await AssertLivesAsync(server, raw);
    }

    [Theory]
    [InlineData("application/grpc")]
    [InlineData("application/grpc+proto")]
    [InlineData("application/grpc;charset=utf-8")]
    [InlineData("Application/gRPC+proto; x=y")]
    public async Task Every_spelling_of_the_content_type_is_served(string contentType)
    {
        await using var server = await EchoServer.StartAsync();
        using var raw = await RawGrpc.ConnectAsync(server.Address);
        int stream = await raw.SendHeadersAsync(Unary, ("content-type", contentType));
        await raw.SendDataAsync(stream, Good, endStream: true);
        Assert.Equal("0", (await raw.ReadResponseAsync(stream)).GrpcStatus);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    public async Task Another_method_than_POST_is_no_call_and_HTTP_404(string method)
    {
        // Not 405: on the same path another protocol may well take another method.
        await using var server = await EchoServer.StartAsync();
        using var raw = await RawGrpc.ConnectAsync(server.Address);
        int stream = await raw.SendHeadersAsync(Unary, (":method", method));
        await raw.SendDataAsync(stream, Good, endStream: true);
        Assert.Equal("404", (await raw.ReadResponseAsync(stream)).HttpStatus);
        await AssertLivesAsync(server, raw);
    }

    [Fact]
    public async Task HTTP_1_is_refused_with_426()
    {
        await using var server = await EchoServer.StartAsync(protocols: HttpProtocols.Http1);
        using var http = new HttpClient();
        using var content = new ByteArrayContent(Good);
        content.Headers.ContentType = new("application/grpc");
        var response = await http.PostAsync(new Uri(server.Address, Unary), content);
        Assert.Equal(426, (int)response.StatusCode);
        Assert.Equal("13", response.Headers.GetValues("grpc-status").Single());
    }

    [Theory]
    [InlineData("")]
    [InlineData("S")]
    [InlineData("10")]
    [InlineData("-1S")]
    [InlineData("123456789S")]
    [InlineData("1s")]
    [InlineData("1.5S")]
    public async Task A_malformed_timeout_is_INTERNAL(string timeout)
    {
        await using var server = await EchoServer.StartAsync();
        using var raw = await RawGrpc.ConnectAsync(server.Address);
        int stream = await raw.SendHeadersAsync(Unary, ("grpc-timeout", timeout));
        await raw.SendDataAsync(stream, Good, endStream: true);
        Assert.Equal("13", (await raw.ReadResponseAsync(stream)).GrpcStatus);
        await AssertLivesAsync(server, raw);
    }

    [Theory]
    [InlineData(Unary)]
    [InlineData(ClientStream)]
    public async Task A_reset_in_the_middle_of_a_message_leaves_nothing_behind(string path)
    {
        await using var server = await EchoServer.StartAsync();
        using var raw = await RawGrpc.ConnectAsync(server.Address);
        for (int i = 0; i < 50; i++)
        {
            int stream = await raw.SendHeadersAsync(path);
            await raw.SendDataAsync(stream, Good[..^1], endStream: false);
            await raw.ResetAsync(stream, 8);
        }
        await AssertLivesAsync(server, raw);
        Assert.DoesNotContain(server.Log.Entries, l => l is { Id: 2, Category: "Grpc.AspNetCore.Server.ServerCallHandler" });
    }

    [Fact]
    public async Task A_reset_cancels_the_handler()
    {
        await using var server = await EchoServer.StartAsync();
        using var raw = await RawGrpc.ConnectAsync(server.Address);
        int stream = await raw.SendHeadersAsync(Unary);
        await raw.SendMessageAsync(stream, new EchoRequest { WaitForCancel = true }, endStream: true);
        await server.Probe.AnyStarted;
        await raw.ResetAsync(stream, 8);
        await server.Probe.AnyCancelled;
        await AssertLivesAsync(server, raw);
    }

    [Fact]
    public async Task A_lost_connection_cancels_the_handler()
    {
        await using var server = await EchoServer.StartAsync();
        var raw = await RawGrpc.ConnectAsync(server.Address);
        int stream = await raw.SendHeadersAsync(Unary);
        await raw.SendMessageAsync(stream, new EchoRequest { WaitForCancel = true }, endStream: true);
        await server.Probe.AnyStarted;
        raw.Dispose();
        await server.Probe.AnyCancelled;
        using var next = await RawGrpc.ConnectAsync(server.Address);
        await AssertLivesAsync(server, next);
    }

    [Fact]
    public async Task A_request_that_ends_with_its_headers_is_UNIMPLEMENTED()
    {
        await using var server = await EchoServer.StartAsync();
        using var raw = await RawGrpc.ConnectAsync(server.Address);
        int stream = raw.NextStream();
        await raw.SendFrameAsync(RawGrpc.Headers, RawGrpc.EndHeaders | RawGrpc.EndStream, stream, RawGrpc.HeaderBlock(Unary));
        Assert.Equal("12", (await raw.ReadResponseAsync(stream)).GrpcStatus);
        await AssertLivesAsync(server, raw);
    }

    [Fact]
    public async Task An_early_failure_ends_a_stream_that_the_client_goes_on_sending()
    {
        await using var server = await EchoServer.StartAsync();
        using var raw = await RawGrpc.ConnectAsync(server.Address);
        int stream = await raw.SendHeadersAsync(ClientStream);
        await raw.SendMessageAsync(stream, new EchoRequest { StatusCode = 9 }, endStream: false);
        Assert.Equal("9", (await raw.ReadResponseAsync(stream)).GrpcStatus);
        await raw.SendDataAsync(stream, Good, endStream: false);
        await AssertLivesAsync(server, raw);
    }

    [Fact]
    public async Task Endless_CONTINUATION_frames_end_the_connection_and_no_other()
    {
        await using var server = await EchoServer.StartAsync();
        using var raw = await RawGrpc.ConnectAsync(server.Address);
        int stream = raw.NextStream();
        await raw.SendFrameAsync(RawGrpc.Headers, 0, stream, RawGrpc.HeaderBlock(Unary));
        byte[] more = Hpack.Encode([("x-more", new string('x', 8_000))]);
        try
        {
            for (int i = 0; i < 1000; i++) await raw.SendFrameAsync(RawGrpc.Continuation, 0, stream, more);
        }
        catch (IOException)
        {
            // the server hung up on us already
        }
        var response = await raw.ReadResponseAsync(stream);
        Assert.True(response.ConnectionLost || response.ResetCode is not null || response.HttpStatus == "431");
        Assert.Null(response.GrpcStatus);
        using var next = await RawGrpc.ConnectAsync(server.Address);
        await AssertLivesAsync(server, next);
    }

    [Fact]
    public async Task Headers_beyond_the_limit_fail_the_call_and_no_other()
    {
        await using var server = await EchoServer.StartAsync();
        var headers = new Metadata { { "x-1", new string('x', 30_000) }, { "x-2", new string('x', 30_000) } };
        await Assert.ThrowsAsync<RpcException>(async () => await server.Client().UnaryAsync(new EchoRequest(), headers));
        Assert.Empty(server.Probe.Calls);
        using var raw = await RawGrpc.ConnectAsync(server.Address);
        await AssertLivesAsync(server, raw);
    }

    private static async Task AssertLivesAsync(EchoServer server, RawGrpc sameConnection)
    {
        int stream = await sameConnection.SendHeadersAsync(Unary);
        await sameConnection.SendDataAsync(stream, Good, endStream: true);
        var response = await sameConnection.ReadResponseAsync(stream);
        Assert.Equal("0", response.GrpcStatus);
        Assert.Equal("good", EchoReply.Parser.ParseFrom(response.Data.AsSpan(5)).Text);
        Assert.Equal("other", (await server.Client().UnaryAsync(new EchoRequest { Text = "other" })).Text);
    }
}
