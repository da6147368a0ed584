using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using Grpc.Health.V1;
using Microsoft.Extensions.Logging;
using Verify.Service.Tests.Outside;

namespace Verify.Tests.Transport;

/// <summary>A caller who breaks a call off is no defect of ours, and nobody is woken for it.</summary>
public sealed class BrokenOffTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _log = new();

    [Theory]
    [InlineData("verify.v1.VerificationService/Check")]
    [InlineData("verify.v1.RegistryService/Import")]
    [InlineData("verify.v1.VerificationService/Screen")]
    [InlineData("grpc.health.v1.Health/Check")]
    public async Task In_the_midst_of_a_request(string method)
    {
        await using var service = await StartAsync();
        for (var i = 0; i < 20; i++)
        {
            using var stream = await RawStream.OpenAsync(service.GrpcAddress, method);
            await stream.SendDataAsync([0, 0, 0, 0, 100, 1, 2, 3]);
            if (i % 2 == 0)
                await stream.CancelAsync();
        }

        await HoldsAsync(service);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("100m")]
    public async Task In_the_midst_of_a_watch_of_health(string? timeout)
    {
        await using var service = await StartAsync();
        for (var i = 0; i < 20; i++)
        {
            using var stream = await RawStream.OpenAsync(service.GrpcAddress, "grpc.health.v1.Health/Watch", timeout is null ? [] : [("grpc-timeout", timeout)]);
            await stream.SendAsync(new HealthCheckRequest(), isLast: true);
            await stream.ReadUntilAsync(static stream => stream.Received > 0 || stream.ResetCode is not null);
        }

        await HoldsAsync(service);
    }

    [Theory]
    [InlineData("content-length: 100\r\n\r\n{\"subject\":")]
    [InlineData("transfer-encoding: chunked\r\n\r\n64\r\n{\"subject\":")]
    [InlineData("content-length: 100\r\ncontent-encoding: gzip\r\n\r\n\u001f")]
    [InlineData("content-length: 100\r\nconnect-timeout-ms: 60000\r\n\r\n{")]
    public async Task In_the_midst_of_the_body_of_a_Connect_call(string rest)
    {
        await using var service = await StartAsync();
        for (var i = 0; i < 20; i++)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(service.Http.BaseAddress!.Host, service.Http.BaseAddress.Port, Stop);
            await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(
                $"POST /verify.v1.VerificationService/Check HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n{rest}"), Stop);
            if (i % 2 == 0)
                client.LingerState = new LingerOption(true, 0);
        }

        await HoldsAsync(service);
    }

    private Task<RunningService> StartAsync() => RunningService.StartAsync(
        logging: builder => builder.SetMinimumLevel(LogLevel.Warning).AddProvider(new QueueLoggerProvider(_log, LogLevel.Error)));

    /// <summary>When the service has stopped, whatever it had to say of a call is said.</summary>
    private async Task HoldsAsync(RunningService service)
    {
        await service.StopAsync();
        Assert.Empty(_log);
    }
}
