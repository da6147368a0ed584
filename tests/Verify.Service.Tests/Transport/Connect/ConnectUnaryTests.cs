using System.IO.Compression;
using System.Net;
using System.Text;
using Google.Protobuf;
using Verify.Test.V1;

namespace Verify.Tests.Transport.Connect;

public sealed class ConnectUnaryTests(EchoServer server) : IClassFixture<EchoServer>
{
    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Json_answers_as_json_without_defaults(string httpVersion)
    {
        using var response = await server.PostJson(
            """{"everything":{"text":"统一社会信用代码","large":"9007199254740993","act":"ACT_WAIT","small":0,"at":"2026-06-15T10:00:00+08:00"}}""",
            request => request.Version = Version.Parse(httpVersion));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            """{"everything":{"text":"统一社会信用代码","large":"9007199254740993","act":"ACT_WAIT","at":"2026-06-15T02:00:00Z"}}""",
            (await response.Json()).ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Binary_answers_as_binary(string httpVersion)
    {
        var sent = new EchoRequest { Everything = new() { Text = "a", Larges = { 1, 2 } } };
        using var response = await server.Post(sent.ToByteArray(), "application/proto", request => request.Version = Version.Parse(httpVersion));
        Assert.Equal("application/proto", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(sent.Everything, EchoResponse.Parser.ParseFrom(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Everything);
    }

    [Fact]
    public async Task An_empty_binary_body_is_the_empty_message()
    {
        using var response = await server.Post([], "application/proto");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_charset_of_utf8_is_json_and_another_is_not()
    {
        using var utf8 = await server.Post("{}"u8.ToArray(), "application/json; charset=UTF-8");
        using var gbk = await server.Post("{}"u8.ToArray(), "application/json; charset=gbk");
        Assert.Equal(200, (int)utf8.StatusCode);
        Assert.Equal(415, (int)gbk.StatusCode);
    }

    [Fact]
    public async Task Metadata_comes_in_as_headers_and_leaves_as_headers_and_prefixed_trailers()
    {
        using var response = await server.PostJson("{}", request =>
        {
            request.Headers.Add("echo", "plain");
            request.Headers.Add("Echo-Bin", ["AAEC", "/w=="]);
        });
        Assert.Equal("plain", response.Headers.GetValues("echo").Single());
        Assert.Equal("plain", response.Headers.GetValues("trailer-echo").Single());
        Assert.Equal(["AAEC", "/w"], response.Headers.GetValues("echo-bin"));
        Assert.Equal(["AAEC", "/w"], response.Headers.GetValues("trailer-echo-bin"));
    }

    [Fact]
    public async Task A_binary_header_that_is_not_base64_is_invalid_argument()
    {
        using var response = await server.PostJson("{}", request => request.Headers.Add("echo-bin", "!"));
        Assert.Equal(("invalid_argument", "header echo-bin is not Base64"), await response.Error(400));
    }

    [Fact]
    public async Task The_handler_sees_method_host_peer_and_metadata_and_no_protocol_header()
    {
        using var response = await server.PostJson("""{"act":"TELL_CONTEXT"}""", request =>
        {
            request.Headers.Add("Connect-Protocol-Version", "1");
            request.Headers.Add("verify-department", "D1");
        });
        var told = ((string)(await response.Json())["everything"]!["text"]!).Split('\n');
        Assert.Equal(ConnectSpeech.Echo, told[0]);
        Assert.Equal(server.Http1.Authority, told[1]);
        Assert.Matches(@"^ipv4:127\.0\.0\.1:\d+$", told[2]);
        Assert.Equal("9999-12-31T23:59:59.9999999", told[3]);
        Assert.Equal("HTTP/1.1", told[4]);
        Assert.Equal("verify-department", told[5]);
    }

    [Fact]
    public async Task Gzip_is_understood_and_answered_even_without_accept_encoding()
    {
        var text = new string('长', 5000);
        var packed = Gzip($$$"""{"everything":{"text":"{{{text}}}"}}""");
        using var response = await server.Post(packed, "application/json", request => request.Content!.Headers.ContentEncoding.Add("gzip"));
        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
        await using var plain = new GZipStream(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), CompressionMode.Decompress);
        using var reader = new StreamReader(plain);
        Assert.Equal(text, (string?)System.Text.Json.Nodes.JsonNode.Parse(await reader.ReadToEndAsync(TestContext.Current.CancellationToken))!["everything"]!["text"]);
    }

    [Theory]
    [InlineData("gzip", true)]
    [InlineData("br, gzip;q=0.5", true)]
    [InlineData("gzip;q=0", false)]
    [InlineData("identity", false)]
    [InlineData("br", false)]
    public async Task A_long_answer_is_compressed_only_if_the_caller_accepts_it(string accepts, bool compressed)
    {
        using var response = await server.PostJson(
            $$$"""{"everything":{"text":"{{{new string('x', 5000)}}}"}}""", request => request.Headers.TryAddWithoutValidation("Accept-Encoding", accepts));
        Assert.Equal(compressed, response.Content.Headers.ContentEncoding.Contains("gzip"));
    }

    [Fact]
    public async Task A_short_answer_is_never_compressed()
    {
        using var response = await server.PostJson("{}", request => request.Headers.Add("Accept-Encoding", "gzip"));
        Assert.Empty(response.Content.Headers.ContentEncoding);
    }

    [Theory]
    [InlineData("encoding=json&message=%7B%22text%22%3A%22%E7%9C%8B%22%7D&connect=v1")]
    [InlineData("message=eyJ0ZXh0Ijoi55yLIn0&base64=1&encoding=json")]
    public async Task A_method_without_side_effects_answers_get(string query)
    {
        using var response = await server.Send(new HttpRequestMessage(HttpMethod.Get, "/verify.test.v1.EchoService/Look?" + query));
        Assert.Equal("看", (string?)(await response.Json())["text"]);
    }

    [Fact]
    public async Task Get_takes_compressed_binary()
    {
        var message = Convert.ToBase64String(Gzip(Encoding.UTF8.GetString(new LookRequest { Text = "look" }.ToByteArray())));
        using var response = await server.Send(new HttpRequestMessage(
            HttpMethod.Get, $"/verify.test.v1.EchoService/Look?encoding=proto&compression=gzip&base64=1&message={Uri.EscapeDataString(message)}"));
        Assert.Equal("look", LookResponse.Parser.ParseFrom(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Text);
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
