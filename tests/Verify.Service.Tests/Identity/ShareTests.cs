using Google.Rpc;
using Grpc.Core;
using Verify.Callers;
using Verify.Domain;
using Verify.Service.Tests.Outside;
using Verify.Tests.Stores;
using Verify.V1;
using static Verify.Service.Tests.WorkedExamples.Asking;

namespace Verify.Service.Tests.Identity;

/// <summary>A caller is held to its share of an instance.</summary>
public sealed class ShareTests
{
    private const string A = "91520523MA6HQ0013R";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly ManualClock _clock = new();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1000)]
    public void In_a_second_so_many_calls_get_in_as_the_rate_says_and_not_one_more(int rate)
    {
        var meter = new ShareMeter(new Share(rate, 0), _clock);
        for (var second = 0; second < 3; second++)
        {
            Assert.Equal(rate, Enumerable.Range(0, rate + 5).Count(_ => meter.Enter(1) is null));
            _clock.Now += TimeSpan.FromSeconds(1);
        }
    }

    [Fact]
    public void Who_comes_back_after_the_wait_that_it_was_told_gets_in_and_not_before()
    {
        var meter = new ShareMeter(new Share(4, 0), _clock);
        while (meter.Enter(1) is null)
        {
        }

        var wait = meter.Enter(1)!.RetryAfter!.Value;
        Assert.Equal(TimeSpan.FromMilliseconds(250), wait);
        _clock.Now += wait - TimeSpan.FromTicks(1);
        Assert.NotNull(meter.Enter(1));
        _clock.Now += TimeSpan.FromTicks(1);
        Assert.Null(meter.Enter(1));
    }

    [Fact]
    public void A_batch_gets_in_whatever_it_costs_and_is_paid_off_afterwards()
    {
        var meter = new ShareMeter(new Share(10, 0), _clock);
        Assert.Null(meter.Enter(1000));
        Assert.InRange(meter.Enter(1)!.RetryAfter!.Value, TimeSpan.FromSeconds(99), TimeSpan.FromSeconds(100));
        _clock.Now += TimeSpan.FromSeconds(100);
        Assert.Null(meter.Enter(1));
    }

    [Fact]
    public void A_place_is_free_again_when_a_call_has_left_and_whoever_did_not_get_in_holds_none()
    {
        var meter = new ShareMeter(new Share(0, 2), _clock);
        Assert.Null(meter.Enter(1));
        Assert.Null(meter.Enter(1));
        Assert.Equal(FailureReason.ShareExceeded, meter.Enter(1)!.Reason);
        Assert.NotNull(meter.Enter(1));
        meter.Leave();
        Assert.Null(meter.Enter(1));
        Assert.NotNull(meter.Enter(1));
    }

    [Fact]
    public async Task Racing_callers_get_no_more_than_the_share()
    {
        var meter = new ShareMeter(new Share(500, 300), _clock);
        var let = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 200).Count(_ => meter.Enter(1) is null), Stop)));
        Assert.Equal(300, let.Sum());
    }

    [Fact]
    public async Task Who_is_over_its_share_is_told_when_to_come_back_and_others_are_served()
    {
        await using var service = await RunningService.StartAsync();
        var greedy = await service.AddAsync("greedy", "check", static caller => caller with { Share = new Share(2, 0) });
        var other = await service.AddAsync("other", "check", static caller => caller with { Share = new Share(2, 0) });
        await service.Verification.CheckAsync(Ask(A, "LIC"), Admissions.As(greedy));
        await service.Verification.CheckAsync(Ask(A, "LIC"), Admissions.As(greedy));

        var over = Errors.StatusOf(await Assert.ThrowsAsync<RpcException>(async () => await service.Verification.CheckAsync(Ask(A, "LIC"), Admissions.As(greedy))));
        Assert.Equal((int)StatusCode.ResourceExhausted, over.Code);
        Assert.Equal("SHARE_EXCEEDED", over.GetDetail<ErrorInfo>()!.Reason);
        Assert.Equal(TimeSpan.FromMilliseconds(500), over.GetDetail<RetryInfo>()!.RetryDelay.ToTimeSpan());

        await service.Verification.CheckAsync(Ask(A, "LIC"), Admissions.As(other));
        service.Clock.Now += TimeSpan.FromMilliseconds(500);
        await service.Verification.CheckAsync(Ask(A, "LIC"), Admissions.As(greedy));
    }

    [Fact]
    public async Task Who_is_over_its_share_waits_for_its_refusal_and_others_wait_for_nothing()
    {
        await using var service = await RunningService.StartAsync(configure: static options => options.Limits.RefusalMs = 137);
        var greedy = await service.AddAsync("greedy", "check", static caller => caller with { Share = new Share(1, 0) });
        var other = await service.AddAsync("other", "check", static caller => caller with { Share = new Share(1, 0) });
        await service.Verification.CheckAsync(Ask(A, "LIC"), Admissions.As(greedy));

        var refused = service.Verification.CheckAsync(Ask(A, "LIC"), Admissions.As(greedy)).ResponseAsync;
        var due = service.Clock.Now + TimeSpan.FromMilliseconds(137);
        await service.Clock.WhenTimersAsync(all => all.Contains(due));
        await service.Verification.CheckAsync(Ask(A, "LIC"), Admissions.As(other));
        Assert.False(refused.IsCompleted);

        service.Clock.Now = due;
        Assert.Equal(StatusCode.ResourceExhausted, (await Assert.ThrowsAsync<RpcException>(() => refused)).StatusCode);
    }

    [Fact]
    public async Task A_stream_that_is_held_up_is_measured_under_the_limit_that_holds_it()
    {
        await using var service = await RunningService.StartAsync();
        var key = await service.AddAsync("quick", "check", static caller => caller with { Share = new Share(1, 0) });
        var context = Ask(A, "LIC");
        context.Subject = null;
        using var screening = service.Verification.Screen(Admissions.As(key));
        await screening.RequestStream.WriteAsync(new() { Context = context }, Stop);
        // The stream's own call has used the second's one up.
        await screening.RequestStream.WriteAsync(new() { Item = new() { ItemId = "1", Subject = Subject(A) } }, Stop);
        var page = "";
        for (var reads = 0; reads < 1_000 && !page.Contains("share_wait_seconds_count", StringComparison.Ordinal); reads++)
            page = await service.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Stop);

        Assert.Contains("""verify_caller_share_wait_seconds_count{verify_caller="quick",verify_limit="calls_per_second"} 1""" + "\n", page, StringComparison.Ordinal);
        Assert.Contains("""verify_caller_share_wait_seconds_sum{verify_caller="quick",verify_limit="calls_per_second"} 1""" + "\n", page, StringComparison.Ordinal);
        service.Clock.Now += TimeSpan.FromSeconds(1);
        Assert.True(await screening.ResponseStream.MoveNext(Stop));
    }

    [Fact]
    public async Task A_stream_holds_a_place_until_it_ends()
    {
        await using var service = await RunningService.StartAsync();
        var key = await service.AddAsync("one", "check registry.read", static caller => caller with { Share = new Share(0, 1) });
        using (var facts = service.Registry.ReadFacts(new() { Follow = true }, Admissions.As(key)))
        {
            Assert.True(await facts.ResponseStream.MoveNext(Stop));
            var over = await Admissions.RefusalOf(async () => await service.Verification.CheckAsync(Ask(A, "LIC"), Admissions.As(key)));
            Assert.Equal(("SHARE_EXCEEDED", "outstanding_calls", "1"), (over.Reason, over.Metadata["limit"], over.Metadata["allowed"]));
        }

        // The server hears of the end a moment later.
        while (await CodeAsync() == StatusCode.ResourceExhausted)
            await Task.Yield();

        async Task<StatusCode> CodeAsync()
        {
            try
            {
                await service.Verification.CheckAsync(Ask(A, "LIC"), Admissions.As(key));
                return StatusCode.OK;
            }
            catch (RpcException exception)
            {
                return exception.StatusCode;
            }
        }
    }
}
