using System.Text.Json.Nodes;

namespace Verify.Tests.Transport.Connect;

/// <summary>Interoperability with @connectrpc/connect-node, which also speaks gRPC on the same paths.</summary>
public sealed class ConnectNodeTests(NodePeer peer) : IClassFixture<NodePeer>
{
    private const string Grpc = "gRPC on the same paths";

    public static TheoryData<string> Transports => ["json over HTTP/1.1", "binary over HTTP/1.1", "json over HTTP/2", "binary over HTTP/2", Grpc];

    [Theory]
    [MemberData(nameof(Transports))]
    public void A_message_of_every_kind_of_field_comes_back_as_it_went(string transport) => Assert.True((bool)peer.Seen(transport)["echoed"]!);

    [Theory]
    [MemberData(nameof(Transports))]
    public void Metadata_comes_back_as_headers_and_as_trailers(string transport)
    {
        Assert.Equal("""["plain","AAEC"]""", peer.Seen(transport)["header"]!.ToJsonString());
        Assert.Equal("""["plain","AAEC"]""", peer.Seen(transport)["trailer"]!.ToJsonString());
    }

    [Theory]
    [InlineData("json over HTTP/1.1", "gzip")]
    [InlineData("binary over HTTP/1.1", null)]
    [InlineData("json over HTTP/2", null)]
    [InlineData("binary over HTTP/2", "gzip")]
    public void A_long_message_is_compressed_when_the_client_says_so(string transport, string? encoding)
    {
        Assert.True((bool)peer.Seen(transport)["long"]!);
        Assert.Equal(encoding, (string?)peer.Seen(transport)["encoding"]);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public void A_timeout_reaches_the_handler_as_its_deadline(string transport)
    {
        var context = peer.Seen(transport)["context"]!.AsArray();
        Assert.Equal("/verify.test.v1.EchoService/Echo", (string?)context[0]);
        Assert.InRange(DateTime.Parse((string)context[3]!).ToUniversalTime(), DateTime.UtcNow.AddMinutes(-4), DateTime.UtcNow.AddMinutes(1));
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public void A_call_without_side_effects_answers(string transport) => Assert.Equal("看", (string?)peer.Seen(transport)["looked"]);

    [Theory]
    [MemberData(nameof(Transports))]
    public void An_error_keeps_its_code_message_details_and_metadata(string transport)
    {
        var failed = peer.Seen(transport)["failed"]!;
        Assert.Equal("FailedPrecondition", (string?)failed["code"]);
        Assert.Equal("今天不行", (string?)failed["message"]);
        Assert.Equal("""[{"reason":"NOT_TODAY","domain":"verify.test.v1","metadata":{"day":"Sunday"}}]""", failed["reasons"]!.ToJsonString());
        Assert.Equal("""[{"retryDelay":"30s"}]""", failed["retries"]!.ToJsonString());
        Assert.Equal("because", (string?)failed["why"]);
    }

    [Theory]
    [MemberData(nameof(Transports))]
    public void Every_other_failure_has_its_code(string transport)
    {
        Assert.Equal("Unknown", Code("unforeseen"));
        Assert.Equal("DeadlineExceeded", Code("late"));
        Assert.Equal("Canceled", Code("aborted"));
        Assert.Equal("ResourceExhausted", Code("tooLarge"));

        string? Code(string call) => (string?)peer.Seen(transport)[call]!["code"];
    }

    [Fact]
    public void A_stream_over_connect_is_unimplemented_and_says_to_use_grpc()
    {
        JsonNode stream = peer.Seen("stream");
        Assert.Equal("Unimplemented", (string?)stream["code"]);
        Assert.EndsWith("call it over gRPC", (string?)stream["message"]);
    }
}
