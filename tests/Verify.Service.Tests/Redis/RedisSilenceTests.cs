using System.Diagnostics;
using Verify.Adapters.Redis;
using Verify.Domain;
using Verify.Tests.Stores;

namespace Verify.Service.Tests.Redis;

/// <summary>A Redis that accepts everything and answers nothing: the trouble that would hold up every caller.</summary>
public sealed class RedisSilenceTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Silence_costs_the_limit_a_few_times_and_then_nothing_until_one_probe_is_answered()
    {
        var clock = new ManualClock();
        await using var server = await RedisServer.StartAsync();
        await using var tier = await ConnectAsync(server, clock);
        await tier.FillAsync("word", 7);
        await server.FreezeAsync();

        for (var failure = 1; failure <= Breaker.FailuresMax; failure++)
        {
            Assert.False(tier.State.IsSpared);
            await TimeOutAsync(tier, clock);
        }

        Assert.True(tier.State.IsSpared);
        Assert.Equal("timeout", tier.State.Trouble);
        Assert.Equal((null, 0), await tier.ReadAsync());
        Assert.Equal(1, tier.State.Unasked);

        clock.Now += Rest;
        await TimeOutAsync(tier, clock, besides: async () => Assert.Equal((null, 0), await tier.ReadAsync()));
        Assert.Equal(Breaker.FailuresMax + 1, tier.State.Timeouts);
        Assert.Equal(2, tier.State.Unasked);

        await server.ThawAsync();
        clock.Now += Rest;
        Assert.Equal(("word", 7), await tier.ReadAsync());
        Assert.False(tier.State.IsSpared);
    }

    [Fact]
    public async Task However_many_callers_come_only_so_many_commands_wait_for_a_silent_Redis()
    {
        const int OutstandingMax = 64;
        var clock = new ManualClock();
        await using var server = await RedisServer.StartAsync();
        await using var tier = await ConnectAsync(server, clock, static options => options.OutstandingMax = OutstandingMax);
        await server.FreezeAsync();

        var reads = Enumerable.Range(0, 2_000).Select(_ => tier.ReadAsync()).ToArray();
        for (var offer = 0; offer < 2_000; offer++)
            tier.Dossiers.Offer(RedisTier.Subject, new byte[1_000], 7);

        // The clock stands still: these did not even wait for the limit.
        await Task.WhenAll(reads[OutstandingMax..]);
        Assert.Equal(4_000 - OutstandingMax, tier.State.Unasked);
        Assert.True(tier.State.IsSpared);

        await clock.WhenTimersAsync(static dues => dues.Count == OutstandingMax);
        clock.Now += Limit;
        await Task.WhenAll(reads);

        // Once it wakes up, exactly those are answered, to nobody.
        await server.ThawAsync();
        await RedisTier.UntilAsync(async () =>
            (await server.AskAsync("INFO", "commandstats")).Contains("cmdstat_mget:calls=64,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_connection_that_stays_silent_is_given_up_for_a_new_one()
    {
        var clock = new ManualClock();
        await using var server = await RedisServer.StartAsync();
        await using var tier = await ConnectAsync(server, clock);
        await tier.FillAsync("word", 7);
        await server.FreezeAsync();
        for (var failure = 1; failure <= Breaker.FailuresMax; failure++)
            await TimeOutAsync(tier, clock);

        clock.Now += TimeSpan.FromSeconds(10);
        Assert.True(tier.State.IsConnected);
        await TimeOutAsync(tier, clock);

        Assert.False(tier.State.IsConnected);
        Assert.Equal((null, 0), await tier.ReadAsync());
        await server.ThawAsync();
        await RedisTier.UntilAsync(() => tier.State.IsConnected);
        clock.Now += Rest;
        Assert.Equal(("word", 7), await tier.ReadAsync());
    }

    [Fact]
    public async Task A_batch_has_what_was_answered_in_time_or_nothing_but_never_waits_longer()
    {
        await using var server = await RedisServer.StartAsync();
        await using var tier = await RedisTier.ConnectAsync(server.Endpoint, set: static options => options.TimeoutMs = 20);
        await server.FreezeAsync();
        var keys = Enumerable.Range(0, 1_000).Select(static number => new SubjectKey($"U:{number}")).ToArray();

        var watch = Stopwatch.StartNew();
        var found = await tier.ReadAllAsync(keys);

        // The limit is 20 ms; the rest is for a machine that is busy with other tests.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"{watch.Elapsed}");
        Assert.All(found, static dossier => Assert.Equal((null, 0), dossier));
    }

    [Fact]
    public async Task Changes_that_a_silent_Redis_did_not_hear_it_is_told_with_the_next_ones()
    {
        var clock = new ManualClock();
        var other = new SubjectKey("U:1");
        await using var server = await RedisServer.StartAsync();
        await using var tier = await ConnectAsync(server, clock);
        await tier.AdvanceAsync(0, 7);
        await tier.FillAsync("listed", 7);
        await tier.FillAsync("other", 7, other);
        await server.FreezeAsync();
        for (var failure = 1; failure <= Breaker.FailuresMax; failure++)
            await TimeOutAsync(tier, clock);

        // Spared, so this is not even sent.
        await tier.AdvanceAsync(7, 8, RedisTier.Subject);
        await server.ThawAsync();
        clock.Now += Rest;
        await tier.ReadAsync();
        await tier.AdvanceAsync(8, 9);

        Assert.Equal([(null, 0), ("other", 9)], await tier.ReadAllAsync(RedisTier.Subject, other));
    }

    [Fact]
    public async Task Who_no_longer_wants_an_answer_need_not_wait_for_it()
    {
        using var cancelled = new CancellationTokenSource();
        await using var server = await RedisServer.StartAsync();
        await using var tier = await ConnectAsync(server, new ManualClock());
        await server.FreezeAsync();

        var read = tier.Dossiers.ReadAsync([RedisTier.Subject], cancelled.Token).AsTask();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        Assert.Equal(0, tier.State.Timeouts);
    }

    private static Task<RedisTier> ConnectAsync(RedisServer server, ManualClock clock, Action<RedisOptions>? set = null) =>
        RedisTier.ConnectAsync(server.Endpoint, clock: clock, set: options =>
        {
            options.TimeoutMs = (int)Limit.TotalMilliseconds;
            set?.Invoke(options);
        });

    /// <summary>One read that gets no answer.</summary>
    private static async Task TimeOutAsync(RedisTier tier, ManualClock clock, Func<Task>? besides = null)
    {
        var read = tier.ReadAsync();
        await clock.WhenTimersAsync(dues => dues.Contains(clock.Now + Limit));
        if (besides is not null)
            await besides();
        Assert.False(read.IsCompleted);
        clock.Now += Limit;
        Assert.Equal((null, 0), await read);
    }
}
