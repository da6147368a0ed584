using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Verify.Hosting.Observation;
using Verify.Service.Tests.Outside;
using Verify.Service.Tests.WorkedExamples;

namespace Verify.Service.Tests.Observation;

/// <summary>What reaches an OpenTelemetry collector.</summary>
public sealed class OtlpTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_and_spans_reach_the_collector_at_the_latest_when_the_service_ends()
    {
        var received = new ConcurrentQueue<(string Path, string Body)>();
        await using var collector = await StartCollectorAsync(received);
        var options = new TelemetryOptions
        {
            Otlp = collector.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single(),
            OtlpProtocol = "http/protobuf",
            TraceShare = 1,
        };
        Assert.Empty(options.Faults());
        await using (var service = await RunningService.StartAsync())
        {
            using var export = OtlpExport.Begin(options);
            await service.Verification.CheckAsync(Asking.Ask("91520523MA6HQ01018", "LIC"), cancellationToken: Stop);
        }

        Assert.Contains(received, static one => one.Path == "/v1/metrics" && one.Body.Contains("verify.answers", StringComparison.Ordinal) && one.Body.Contains("rpc.server.call.duration", StringComparison.Ordinal));
        Assert.Contains(received, static one => one.Path == "/v1/traces" && one.Body.Contains("verify.v1.VerificationService/Check", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_collector_nothing_is_sent() => Assert.Null(OtlpExport.Begin(new TelemetryOptions()));

    [Fact]
    public void Every_wrong_option_is_named() => Assert.Equal(4, new TelemetryOptions
    {
        Otlp = "nowhere", OtlpProtocol = "carrier pigeon", OtlpIntervalMs = 0, TraceShare = double.NaN,
    }.Faults().Count());

    private static async Task<WebApplication> StartCollectorAsync(ConcurrentQueue<(string Path, string Body)> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var collector = builder.Build();
        collector.Urls.Add("http://127.0.0.1:0");
        collector.MapPost("/v1/{signal}", async (HttpContext http) =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, Stop);
            received.Enqueue((http.Request.Path.Value!, Encoding.UTF8.GetString(body.ToArray())));
        });
        await collector.StartAsync(Stop);
        return collector;
    }
}
