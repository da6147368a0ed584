using Verify.Domain;

namespace Verify.Service.Tests.Redis;

/// <summary>What the tier vouches for, and what not, while Redis is well.</summary>
public sealed class RedisLawTests
{
    private static readonly SubjectKey Other = new("U:911101080000000001");

    [Fact]
    public async Task What_one_instance_leaves_another_finds()
    {
        var registry = Guid.NewGuid();
        await using var server = await RedisServer.StartAsync();
        await using var one = await RedisTier.ConnectAsync(server.Endpoint, registry);
        await using var other = await RedisTier.ConnectAsync(server.Endpoint, registry);

        Assert.Equal((null, 0), await other.ReadAsync());
        await one.FillAsync("first", 7);

        Assert.Equal(("first", 7), await other.ReadAsync());
    }

    [Fact]
    public async Task A_change_forgets_its_subject_and_vouches_for_everybody_else()
    {
        await using var server = await RedisServer.StartAsync();
        await using var tier = await RedisTier.ConnectAsync(server.Endpoint);
        await tier.FillAsync("of the subject", 7);
        await tier.FillAsync("of the other", 7, Other);

        await tier.AdvanceAsync(7, 9, RedisTier.Subject);

        Assert.Equal([(null, 0), ("of the other", 9)], await tier.ReadAllAsync(RedisTier.Subject, Other));
    }

    [Fact]
    public async Task A_value_read_before_the_last_change_is_refused()
    {
        await using var server = await RedisServer.StartAsync();
        await using var tier = await RedisTier.ConnectAsync(server.Endpoint);
        await tier.AdvanceAsync(0, 9);

        await tier.FillAsync("too old", 8);

        Assert.Equal((null, 0), await tier.ReadAsync());
        Assert.Equal(1, tier.State.RefusedFills);
    }

    [Fact]
    public async Task A_value_newer_than_the_last_change_told_is_kept_and_the_change_forgets_it_nevertheless()
    {
        await using var server = await RedisServer.StartAsync();
        await using var tier = await RedisTier.ConnectAsync(server.Endpoint);
        await tier.AdvanceAsync(0, 9);

        await tier.FillAsync("newer", 11);
        Assert.Equal(("newer", 9), await tier.ReadAsync());
        await tier.AdvanceAsync(9, 12, RedisTier.Subject);

        Assert.Equal((null, 0), await tier.ReadAsync());
    }

    [Fact]
    public async Task After_a_gap_nothing_older_is_vouched_for()
    {
        await using var server = await RedisServer.StartAsync();
        await using var tier = await RedisTier.ConnectAsync(server.Endpoint);
        await tier.AdvanceAsync(0, 7);
        await tier.FillAsync("before", 7);

        await tier.AdvanceAsync(8, 9);

        Assert.Equal(("before", 0), await tier.ReadAsync());
        await tier.FillAsync("after", 9);
        Assert.Equal(("after", 9), await tier.ReadAsync());
    }

    [Fact]
    public async Task Instances_that_tell_the_same_changes_do_not_disturb_one_another()
    {
        var registry = Guid.NewGuid();
        await using var server = await RedisServer.StartAsync();
        await using var one = await RedisTier.ConnectAsync(server.Endpoint, registry);
        await using var other = await RedisTier.ConnectAsync(server.Endpoint, registry);
        await one.AdvanceAsync(0, 7);
        await one.AdvanceAsync(7, 9, RedisTier.Subject);
        await one.FillAsync("at nine", 9);

        await other.AdvanceAsync(6, 8, RedisTier.Subject);
        Assert.Equal(("at nine", 9), await one.ReadAsync());
        await other.AdvanceAsync(8, 10);

        Assert.Equal(("at nine", 10), await one.ReadAsync());
    }

    [Fact]
    public async Task Two_registries_on_one_Redis_never_meet()
    {
        await using var server = await RedisServer.StartAsync();
        await using var one = await RedisTier.ConnectAsync(server.Endpoint);
        await using var other = await RedisTier.ConnectAsync(server.Endpoint);
        await one.FillAsync("of one", 7);

        Assert.Equal((null, 0), await other.ReadAsync());
        await other.AdvanceAsync(0, 9, RedisTier.Subject);

        Assert.Equal(("of one", 7), await one.ReadAsync());
    }

    [Fact]
    public async Task A_batch_of_a_thousand_takes_at_most_one_command_for_each_bucket()
    {
        SubjectKey[] keys = [.. Enumerable.Range(0, 1_000).Select(static number => new SubjectKey($"U:{number}"))];
        await using var server = await RedisServer.StartAsync();
        await using var tier = await RedisTier.ConnectAsync(server.Endpoint);
        foreach (var key in keys)
            await tier.FillAsync(key.Value, 7, key);
        await server.AskAsync("CONFIG", "RESETSTAT");

        var found = await tier.ReadAllAsync(keys);

        Assert.Equal(keys.Select(static key => ((string?)key.Value, 7L)), found);
        Assert.Contains("cmdstat_mget:calls=64,", await server.AskAsync("INFO", "commandstats"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_more_subjects_than_a_script_takes_begins_everywhere_anew()
    {
        await using var server = await RedisServer.StartAsync();
        await using var tier = await RedisTier.ConnectAsync(server.Endpoint);
        await tier.AdvanceAsync(0, 7);
        await tier.FillAsync("before", 7);

        await tier.AdvanceAsync(7, 5_007, [.. Enumerable.Range(0, 5_000).Select(static number => new SubjectKey($"U:{number}"))]);

        Assert.Equal(("before", 0), await tier.ReadAsync());
        Assert.Equal(2 * 64, tier.State.GenerationsBegun);
    }

    [Fact]
    public async Task A_change_of_as_many_subjects_as_a_script_takes_forgets_all_of_them()
    {
        // All in one bucket, the worst case of one command.
        SubjectKey[] changed = [.. Enumerable.Repeat(RedisTier.Subject, 4_096)];
        await using var server = await RedisServer.StartAsync();
        await using var tier = await RedisTier.ConnectAsync(server.Endpoint);
        await tier.AdvanceAsync(0, 7);
        await tier.FillAsync("before", 7);

        await tier.AdvanceAsync(7, 5_007, changed);

        Assert.Equal((null, 0), await tier.ReadAsync());
        Assert.Equal(64, tier.State.GenerationsBegun);
    }

    [Fact]
    public async Task Values_go_after_their_time_and_markers_stay()
    {
        var registry = Guid.NewGuid();
        await using var server = await RedisServer.StartAsync();
        await using var tier = await RedisTier.ConnectAsync(
            server.Endpoint, registry, set: static options => options.ValueTtlSeconds = 500);

        await tier.FillAsync("word", 7);

        var keys = (await server.AskAsync("KEYS", "*")).Split('\n').Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(2, keys.Length);
        Assert.Matches($"^verify:{{{registry:N}-[0-6][0-9]}}:dossier:{RedisTier.Subject}$", keys[0]);
        Assert.Matches($"^verify:{{{registry:N}-[0-6][0-9]}}:marker$", keys[1]);
        Assert.InRange(int.Parse(await server.AskAsync("TTL", keys[0])), 400, 500);
        Assert.Equal("-1", await server.AskAsync("TTL", keys[1]));
    }

    [Fact]
    public async Task Nothing_is_asked_for_nobody()
    {
        await using var tier = RedisTier.Open("127.0.0.1:1");
        Assert.Empty(await tier.ReadAllAsync());
    }
}
