using Verify.Service.Tests.Outside;
using Verify.Service.Tests.WorkedExamples;
using Verify.V1;

namespace Verify.Tests.Transport;

/// <summary>A caller that asks for much and reads nothing holds a bounded part of it in memory, for a bounded time.</summary>
public sealed class SlowReaderTests
{
    private const string K = "91520523MA6HQ01018";
    private const int EnhanceYourCalm = 0xB;
    private const int UnreadSeconds = 62;
    private static readonly TimeSpan Half = TimeSpan.FromSeconds(UnreadSeconds / 2.0);

    [Fact]
    public async Task A_watch_that_nobody_reads_is_worked_out_one_group_ahead_and_then_reset()
    {
        const int group = 128;
        await using var service = await StartAsync();
        using var stream = await RawStream.OpenAsync(service.GrpcAddress, "verify.v1.VerificationService/Watch");
        await stream.SendAsync(Watching.Request("LIC", [.. Enumerable.Repeat(K, 1_000)]), isLast: true);
        await EndsUnreadAsync(service, stream);
        Assert.Equal(group, await RegisteredAsync(service));
    }

    [Fact]
    public async Task A_screening_that_nobody_reads_stops_taking_items_and_is_then_reset()
    {
        const int items = 5_000;
        await using var service = await StartAsync();
        using var stream = await RawStream.OpenAsync(service.GrpcAddress, "verify.v1.VerificationService/Screen");
        var context = Asking.Ask(K, "LIC");
        context.Subject = null;
        await stream.SendAsync(new ScreenRequest { Context = context });
        for (var i = 0; i < items; i++)
            await stream.SendAsync(new ScreenRequest { Item = new ScreenItem { ItemId = $"{i}", Subject = Asking.Subject(K) } });
        await EndsUnreadAsync(service, stream);
        Assert.InRange(await RegisteredAsync(service), 1, items / 5);
    }

    [Fact]
    public async Task A_watch_that_is_read_in_time_goes_on()
    {
        await using var service = await StartAsync();
        using var watching = Watching.Of(service, "LIC", K);
        await watching.AnswerAsync();
        for (var i = 0; i < 4; i++)
        {
            await service.WhenStreamsWaitAsync(1);
            service.Clock.Now += Half;
            await watching.HeartbeatAsync();
        }
    }

    private static async Task<RunningService> StartAsync()
    {
        var service = await RunningService.StartAsync(configure: static options =>
        {
            options.Limits.UnreadSeconds = UnreadSeconds;
            // By Kestrel's clock, which no test moves: a busy machine must not end the connection before ours does.
            (options.Limits.GraceSeconds, options.Limits.BytesPerSecondMin, options.Limits.PingSeconds) = (600, 1, 3_600);
        });
        await service.RecordAsync(static world => world.Listed(K, "B-WAGE", "2025-03-01", "2028-02-29"));
        return service;
    }

    private static async Task EndsUnreadAsync(RunningService service, RawStream stream)
    {
        await stream.ReadUntilAsync(static stream => stream.Received == RawStream.FirstWindow);
        for (var half = 0; half < 2; half++)
        {
            var due = service.Clock.Now + Half;
            await service.Clock.WhenTimersAsync(all => all.Contains(due));
            service.Clock.Now = due;
        }

        await stream.ReadUntilAsync(static stream => stream.ResetCode is not null);
        Assert.Equal(EnhanceYourCalm, stream.ResetCode);
    }

    private static async Task<long> RegisteredAsync(RunningService service)
    {
        var statistics = await service.Audit.GetStatisticsAsync(
            new GetStatisticsRequest { FromMonth = "2026-06" }, cancellationToken: TestContext.Current.CancellationToken);
        return statistics.Statistics.Sum(static one => one.Checks);
    }
}
