using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Verify.Tests.Transport.Connect;

/// <summary>Says Connect over a plain HttpClient, so that a test shows what is on the wire.</summary>
internal static class ConnectSpeech
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public const string Echo = "/verify.test.v1.EchoService/Echo";

    public static Task<HttpResponseMessage> PostJson(this EchoServer server, string json, Action<HttpRequestMessage>? shape = null) =>
        server.Post(Encoding.UTF8.GetBytes(json), "application/json", shape);

    public static Task<HttpResponseMessage> Post(
        this EchoServer server, byte[] body, string contentType, Action<HttpRequestMessage>? shape = null, string path = Echo)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return server.Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = content }, shape);
    }

    public static Task<HttpResponseMessage> Send(this EchoServer server, HttpRequestMessage request, Action<HttpRequestMessage>? shape = null)
    {
        shape?.Invoke(request);
        var port = request.Version.Major == 2 ? server.Http2 : server.Http1;
        request.RequestUri = new Uri(port, request.RequestUri!);
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        return Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static async Task<JsonNode> Json(this HttpResponseMessage response)
    {
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>The error's code and message, once the HTTP status is the expected one.</summary>
    public static async Task<(string Code, string? Message)> Error(this HttpResponseMessage response, int httpStatus)
    {
        Assert.Equal(httpStatus, (int)response.StatusCode);
        var error = await response.Json();
        return ((string)error["code"]!, (string?)error["message"]);
    }
}
