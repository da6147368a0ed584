using System.Text;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Verify.Test.V1;

namespace Verify.Tests.Transport.Connect;

public sealed class ConnectErrorTests(EchoServer server) : IClassFixture<EchoServer>
{
    [Theory]
    [InlineData(StatusCode.Cancelled, "canceled", 499)]
    [InlineData(StatusCode.Unknown, "unknown", 500)]
    [InlineData(StatusCode.InvalidArgument, "invalid_argument", 400)]
    [InlineData(StatusCode.DeadlineExceeded, "deadline_exceeded", 504)]
    [InlineData(StatusCode.NotFound, "not_found", 404)]
    [InlineData(StatusCode.AlreadyExists, "already_exists", 409)]
    [InlineData(StatusCode.PermissionDenied, "permission_denied", 403)]
    [InlineData(StatusCode.ResourceExhausted, "resource_exhausted", 429)]
    [InlineData(StatusCode.FailedPrecondition, "failed_precondition", 400)]
    [InlineData(StatusCode.Aborted, "aborted", 409)]
    [InlineData(StatusCode.OutOfRange, "out_of_range", 400)]
    [InlineData(StatusCode.Unimplemented, "unimplemented", 501)]
    [InlineData(StatusCode.Internal, "internal", 500)]
    [InlineData(StatusCode.Unavailable, "unavailable", 503)]
    [InlineData(StatusCode.DataLoss, "data_loss", 500)]
    [InlineData(StatusCode.Unauthenticated, "unauthenticated", 401)]
    [InlineData((StatusCode)99, "unknown", 500)]
    public async Task Every_code_has_its_name_and_http_status(StatusCode code, string name, int httpStatus)
    {
        foreach (var act in new[] { Act.Fail, Act.SetStatus })
        {
            var request = new EchoRequest { Act = act, Code = (int)code, Message = "今天不行\n\"☺😈\"" };
            using var response = await server.Post(request.ToByteArray(), "application/proto");
            Assert.Equal((name, request.Message), await response.Error(httpStatus));
        }
    }

    [Fact]
    public async Task Details_are_typed_and_readable_and_trailers_survive()
    {
        using var response = await server.PostJson("""{"act":"ACT_FAIL","code":9,"message":"no"}""", request => request.Headers.Add("echo", "e"));
        var details = (await response.Json())["details"]!.AsArray();
        Assert.Equal("google.rpc.ErrorInfo", (string?)details[0]!["type"]);
        Assert.Equal("NOT_TODAY", (string?)details[0]!["debug"]!["reason"]);
        Assert.Equal("google.rpc.RetryInfo", (string?)details[1]!["type"]);
        Assert.Equal("30s", (string?)details[1]!["debug"]!["retryDelay"]);
        var value = (string)details[0]!["value"]!;
        Assert.DoesNotContain('=', value);
        var info = ErrorInfo.Parser.ParseFrom(Convert.FromBase64String(value.PadRight((value.Length + 3) / 4 * 4, '=')));
        Assert.Equal("Sunday", info.Metadata["day"]);
        Assert.Equal("because", response.Headers.GetValues("trailer-why").Single());
        Assert.Equal("e", response.Headers.GetValues("trailer-echo").Single());
        Assert.DoesNotContain(response.Headers, header => header.Key.Contains("grpc", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Wrong_fields_of_json_are_invalid_argument_with_every_violation_and_no_value()
    {
        using var response = await server.PostJson("""{"everything":{"act":"NO","small":"520599198001010014","at":"then"}}""");
        var error = await response.Json();
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal(
            "everything.act must be one of ACT_UNSPECIFIED, ACT_WAIT, ACT_THROW, ACT_FAIL, ACT_SET_STATUS, ACT_TELL_CONTEXT (and 2 more)",
            (string?)error["message"]);
        Assert.Equal("INVALID_FIELD", (string?)error["details"]![0]!["debug"]!["reason"]);
        Assert.Equal("everything.act,everything.small,everything.at", (string?)error["details"]![0]!["debug"]!["metadata"]!["fields"]);
        Assert.Equal(3, error["details"]![1]!["debug"]!["fieldViolations"]!.AsArray().Count);
        Assert.DoesNotContain("980010", error.ToJsonString());
    }

    [Fact]
    public async Task An_unforeseen_exception_is_unknown_to_the_caller_and_logged_for_the_operator()
    {
        using var response = await server.PostJson("""{"act":"ACT_THROW"}""");
        Assert.Equal(("unknown", "Exception was thrown by handler."), await response.Error(500));
        Assert.Contains(server.Log, entry => entry.Level == LogLevel.Error && entry.Text.StartsWith("ConnectHandlerFailed: /verify.test.v1.EchoService/Echo", StringComparison.Ordinal) && entry.Text.Contains("secret of the store"));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/connect+json")]
    [InlineData("application/grpc-web+proto")]
    [InlineData("application/proto2")]
    public async Task An_unknown_content_type_is_415(string contentType)
    {
        using var response = await server.Post([], contentType);
        Assert.Equal(415, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_415_says_what_can_be_posted()
    {
        using var response = await server.Post([], "text/plain");
        Assert.Equal("application/json, application/proto", string.Join(", ", response.Headers.GetValues("Accept-Post")));
    }

    [Fact]
    public async Task A_request_without_content_type_is_415()
    {
        using var response = await server.Send(new HttpRequestMessage(HttpMethod.Post, ConnectSpeech.Echo));
        Assert.Equal(415, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("GET", ConnectSpeech.Echo, "POST")]
    [InlineData("PUT", ConnectSpeech.Echo, "POST")]
    [InlineData("DELETE", "/verify.test.v1.EchoService/Look", "GET, POST")]
    [InlineData("GET", "/verify.test.v1.EchoService/Count", "POST")]
    public async Task Another_http_method_is_405_and_learns_the_right_one(string method, string path, string allow)
    {
        using var response = await server.Send(new HttpRequestMessage(new HttpMethod(method), path));
        Assert.Equal(405, (int)response.StatusCode);
        Assert.Equal(allow, string.Join(", ", response.Content.Headers.Allow));
    }

    [Theory]
    [InlineData("/verify.test.v1.EchoService/Nothing")]
    [InlineData("/verify.test.v1.NoService/Echo")]
    [InlineData("/")]
    public async Task An_unknown_path_is_404(string path)
    {
        using var posted = await server.Post("{}"u8.ToArray(), "application/json", path: path);
        Assert.Equal(404, (int)posted.StatusCode);
        using var got = await server.Send(new HttpRequestMessage(HttpMethod.Get, path));
        Assert.Equal(404, (int)got.StatusCode);
    }

    [Theory]
    [InlineData("Count")]
    [InlineData("Sum")]
    [InlineData("Chat")]
    public async Task A_streaming_method_tells_a_unary_caller_to_use_grpc(string method)
    {
        foreach (var contentType in new[] { "application/json", "application/proto" })
        {
            using var response = await server.Post([], contentType, path: $"/verify.test.v1.EchoService/{method}");
            var (code, message) = await response.Error(501);
            Assert.Equal("unimplemented", code);
            Assert.Contains($"EchoService.{method} is a streaming method", message);
        }
    }

    [Fact]
    public async Task A_streaming_method_tells_a_connect_stream_so_in_its_last_envelope()
    {
        using var response = await server.Post([], "application/connect+json", path: "/verify.test.v1.EchoService/Count");
        Assert.Equal(200, (int)response.StatusCode);
        var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var length = body.Length - 5;
        Assert.Equal([2, 0, 0, (byte)(length >> 8), (byte)length], body[..5]);
        Assert.StartsWith("""{"error":{"code":"unimplemented",""", Encoding.UTF8.GetString(body[5..]));
    }

    [Theory]
    [InlineData("Connect-Protocol-Version", "2", "Connect-Protocol-Version must be 1")]
    [InlineData("Connect-Timeout-Ms", "12345678901", "Connect-Timeout-Ms must be a whole number of at most 10 digits")]
    [InlineData("Connect-Timeout-Ms", "-1", "Connect-Timeout-Ms must be a whole number of at most 10 digits")]
    [InlineData("Connect-Timeout-Ms", "soon", "Connect-Timeout-Ms must be a whole number of at most 10 digits")]
    public async Task A_protocol_header_out_of_form_is_invalid_argument(string header, string value, string message)
    {
        using var response = await server.PostJson("{}", request => request.Headers.Add(header, value));
        Assert.Equal(("invalid_argument", message), await response.Error(400));
    }

    [Fact]
    public async Task A_timeout_of_all_ten_digits_is_accepted()
    {
        using var response = await server.PostJson("{}", request => request.Headers.Add("Connect-Timeout-Ms", "9999999999"));
        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task An_unknown_compression_is_unimplemented_and_names_those_that_are_known()
    {
        using var response = await server.PostJson("{}", request => request.Content!.Headers.ContentEncoding.Add("br"));
        Assert.Equal(("unimplemented", "this compression is not supported; supported are gzip and identity"), await response.Error(501));
    }

    [Theory]
    [InlineData("encoding=json", "parameter message is missing")]
    [InlineData("encoding=json&message=%7B%7D&connect=v2", "parameter connect must be v1")]
    [InlineData("encoding=json&message=%7B%7D&base64=1", "parameter message is not Base64")]
    [InlineData("encoding=json&message=", "the request is not valid JSON (line 1, byte 1)")]
    public async Task A_get_out_of_form_is_invalid_argument(string query, string message)
    {
        using var response = await server.Send(new HttpRequestMessage(HttpMethod.Get, "/verify.test.v1.EchoService/Look?" + query));
        Assert.Equal(("invalid_argument", message), await response.Error(400));
    }
}
