using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Verify.Tests.Transport.Connect;

public sealed class ConnectDeadlineTests
{
    [Fact]
    public async Task A_deadline_that_passes_cancels_the_handler_and_is_deadline_exceeded()
    {
        await using var server = new EchoServer { TimeStandsStill = true };
        await server.InitializeAsync();
        var answer = server.PostJson("""{"act":"ACT_WAIT"}""", request => request.Headers.Add("Connect-Timeout-Ms", "5000"));
        await server.Probe.Waiting.Task;
        server.Time.Now += TimeSpan.FromMilliseconds(4999);
        Assert.False(answer.IsCompleted);
        server.Time.Now += TimeSpan.FromMilliseconds(1);
        using var response = await answer;
        Assert.Equal(("deadline_exceeded", "the deadline has passed"), await response.Error(504));
    }

    [Fact]
    public async Task The_handler_sees_the_deadline()
    {
        await using var server = new EchoServer { TimeStandsStill = true };
        await server.InitializeAsync();
        using var response = await server.PostJson("""{"act":"ACT_TELL_CONTEXT"}""", request => request.Headers.Add("Connect-Timeout-Ms", "5000"));
        Assert.Equal("2026-06-15T02:00:05.0000000Z", ((string)(await response.Json())["everything"]!["text"]!).Split('\n')[3]);
    }

    [Fact]
    public async Task A_body_that_does_not_end_by_the_deadline_is_deadline_exceeded()
    {
        await using var server = new EchoServer { TimeStandsStill = true };
        await server.InitializeAsync();
        using var caller = new TcpClient();
        await caller.ConnectAsync(server.Http1.Host, server.Http1.Port, TestContext.Current.CancellationToken);
        var stream = caller.GetStream();
        // 100-continue is the server's sign that it has begun to wait for the body.
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {ConnectSpeech.Echo} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\nExpect: 100-continue\r\nConnect-Timeout-Ms: 5000\r\n\r\n"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        Assert.Equal("HTTP/1.1 100 Continue", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        server.Time.Now += TimeSpan.FromSeconds(5);
        await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.Equal("HTTP/1.1 504 Gateway Timeout", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_caller_that_hangs_up_cancels_the_handler_and_nothing_is_logged_as_an_error()
    {
        await using var server = new EchoServer();
        await server.InitializeAsync();
        using var gone = new CancellationTokenSource();
        using var client = new HttpClient();
        using var content = new ByteArrayContent("""{"act":"ACT_WAIT"}"""u8.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var call = client.PostAsync(new Uri(server.Http1, ConnectSpeech.Echo), content, gone.Token);
        await server.Probe.Waiting.Task;
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await server.StopAsync(); // waits until the handler has ended
        Assert.DoesNotContain(server.Log, entry => entry.Level >= Microsoft.Extensions.Logging.LogLevel.Warning);
    }
}
