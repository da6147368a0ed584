using Verify.Adapters.Redis;
using Verify.Domain;

namespace Verify.Service.Tests.Redis;

/// <summary>A Redis that has lost something is cold, never wrong: what changed at revision 9 is not vouched for beyond it.</summary>
public sealed class RedisLossTests
{
    private static readonly SubjectKey Other = new("U:911101080000000001");

    private static readonly SubjectKey OfTheSameBucket = Enumerable.Range(0, 10_000).Select(static number => new SubjectKey($"U:{number}"))
        .First(static key => BucketNames.BucketOf(key) == BucketNames.BucketOf(RedisTier.Subject));

    [Fact]
    public async Task A_flushed_Redis_is_cold_and_warms_up_by_itself()
    {
        await using var server = await RedisServer.StartAsync();
        await using var tier = await RedisTier.ConnectAsync(server.Endpoint);
        await tier.AdvanceAsync(0, 7);
        await tier.FillAsync("before", 7);

        await server.AskAsync("FLUSHALL");

        Assert.Equal((null, 0), await tier.ReadAsync());
        await tier.FillAsync("after", 7);
        Assert.Equal(("after", 7), await tier.ReadAsync());
        await tier.AdvanceAsync(7, 9);
        Assert.Equal(("after", 9), await tier.ReadAsync());
    }

    [Fact]
    public async Task A_Redis_restarted_from_an_old_snapshot_vouches_for_no_more_than_it_knew_then()
    {
        await using var server = await RedisServer.StartAsync("--dbfilename", "old.rdb");
        await using var tier = await RedisTier.ConnectAsync(server.Endpoint);
        await tier.AdvanceAsync(0, 7);
        await tier.FillAsync("listed", 7);
        await tier.FillAsync("other", 7, Other);
        await server.AskAsync("SAVE");
        await tier.AdvanceAsync(7, 9, RedisTier.Subject);
        await tier.FillAsync("lifted", 9);
        Assert.Equal([("lifted", 9), ("other", 9)], await tier.ReadAllAsync(RedisTier.Subject, Other));

        await server.KillAsync();
        await server.RestartAsync();
        await ReconnectedAsync(tier);

        Assert.Equal([("listed", 7), ("other", 7)], await tier.ReadAllAsync(RedisTier.Subject, Other));
        await tier.AdvanceAsync(9, 10);
        Assert.Equal([("listed", 0), ("other", 0)], await tier.ReadAllAsync(RedisTier.Subject, Other));
    }

    [Fact]
    public async Task A_replica_that_lagged_when_it_took_over_vouches_for_no_more_than_it_knew_then()
    {
        await using var master = await RedisServer.StartAsync();
        await using var replica = await RedisServer.StartAsync("--replicaof", "127.0.0.1", $"{master.Port}");
        await using var tier = await RedisTier.ConnectAsync(master.Endpoint);
        await tier.AdvanceAsync(0, 7);
        await tier.FillAsync("listed", 7);
        await RedisTier.UntilAsync(async () => await replica.AskAsync("DBSIZE") == "65");

        // From here on it hears nothing; then the master dies and its place, the port, is taken by the replica.
        await replica.AskAsync("REPLICAOF", "NO", "ONE");
        await tier.AdvanceAsync(7, 9, RedisTier.Subject);
        await tier.FillAsync("lifted", 9);
        await master.KillAsync();
        await replica.AskAsync("CONFIG", "SET", "port", $"{master.Port}");
        await ReconnectedAsync(tier);

        Assert.Equal(("listed", 7), await tier.ReadAsync());
        await tier.AdvanceAsync(9, 10);
        Assert.Equal(("listed", 0), await tier.ReadAsync());
    }

    [Fact]
    public async Task Without_its_marker_a_bucket_vouches_for_nothing_and_the_next_fill_or_advance_begins_it_anew()
    {
        await using var server = await RedisServer.StartAsync();
        await using var tier = await RedisTier.ConnectAsync(server.Endpoint);
        await tier.AdvanceAsync(0, 7);
        await tier.FillAsync("before", 7);

        await server.AskAsync("DEL", await MarkerAsync(server));

        Assert.Equal(("before", 0), await tier.ReadAsync());
        await tier.AdvanceAsync(7, 9);
        Assert.Equal(("before", 0), await tier.ReadAsync());
        await server.AskAsync("DEL", await MarkerAsync(server));
        await tier.FillAsync("of the other", 9, OfTheSameBucket);
        Assert.Equal(("before", 0), await tier.ReadAsync());
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("a:9")]
    [InlineData("AAAAAAAAAAA:")]
    [InlineData("AAAAAAAAAAA:-9")]
    [InlineData("AAAAAAAAAAA:9x")]
    [InlineData("")]
    public async Task A_marker_that_says_nothing_vouches_for_nothing_and_is_replaced(string marker)
    {
        await using var server = await RedisServer.StartAsync();
        await using var tier = await RedisTier.ConnectAsync(server.Endpoint);
        await tier.FillAsync("before", 7);

        await server.AskAsync("SET", await MarkerAsync(server), marker);

        Assert.Equal(("before", 0), await tier.ReadAsync());
        await tier.FillAsync("after", 7);
        Assert.Equal(("after", 7), await tier.ReadAsync());
        await server.AskAsync("SET", await MarkerAsync(server), marker);
        await tier.AdvanceAsync(7, 9);
        Assert.Equal(("after", 0), await tier.ReadAsync());
        await tier.FillAsync("again", 9);
        Assert.Equal(("again", 9), await tier.ReadAsync());
    }

    [Fact]
    public async Task Keys_of_another_type_are_misses_and_are_replaced()
    {
        await using var server = await RedisServer.StartAsync();
        await using var tier = await RedisTier.ConnectAsync(server.Endpoint);
        await tier.FillAsync("word", 7);
        var names = (await server.AskAsync("KEYS", "*")).Split('\n');
        foreach (var name in names)
        {
            await server.AskAsync("DEL", name);
            await server.AskAsync("RPUSH", name, "a list");
        }

        Assert.Equal((null, 0), await tier.ReadAsync());
        await tier.FillAsync("word", 7);

        Assert.Equal(("word", 7), await tier.ReadAsync());
        Assert.Equal(0, tier.State.Errors);
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("AAAAAAAAAAA")]
    public async Task A_foreign_value_is_a_miss(string value)
    {
        await using var server = await RedisServer.StartAsync();
        await using var tier = await RedisTier.ConnectAsync(server.Endpoint);
        await tier.FillAsync("word", 7);

        await server.AskAsync("SET", await server.AskAsync("KEYS", "*dossier*"), value);

        Assert.Equal((null, 0), await tier.ReadAsync());
    }

    [Fact]
    public async Task A_server_that_has_forgotten_the_scripts_is_told_them_again()
    {
        await using var server = await RedisServer.StartAsync();
        await using var tier = await RedisTier.ConnectAsync(server.Endpoint);
        await tier.AdvanceAsync(0, 7);
        await tier.FillAsync("word", 7);

        await server.AskAsync("SCRIPT", "FLUSH");
        await tier.AdvanceAsync(7, 9);
        await server.AskAsync("SCRIPT", "FLUSH");
        await tier.FillAsync("other", 9, Other);

        Assert.Equal([("word", 9), ("other", 9)], await tier.ReadAllAsync(RedisTier.Subject, Other));
        Assert.Equal(0, tier.State.Errors);
    }

    /// <summary>The name of the marker beside the subject's dossier.</summary>
    private static async Task<string> MarkerAsync(RedisServer server)
    {
        var name = await server.AskAsync("KEYS", $"*dossier:{RedisTier.Subject}");
        return name.Replace($"dossier:{RedisTier.Subject}", "marker", StringComparison.Ordinal);
    }

    /// <summary>Waits until a read is answered again.</summary>
    private static Task ReconnectedAsync(RedisTier tier) => RedisTier.UntilAsync(async () =>
    {
        var (unasked, errors, timeouts) = (tier.State.Unasked, tier.State.Errors, tier.State.Timeouts);
        await tier.ReadAsync();
        return (unasked, errors, timeouts) == (tier.State.Unasked, tier.State.Errors, tier.State.Timeouts);
    });
}
