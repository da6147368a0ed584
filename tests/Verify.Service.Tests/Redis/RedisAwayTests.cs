namespace Verify.Service.Tests.Redis;

/// <summary>A Redis that is not there, or does not let us in, costs a miss and no exception.</summary>
public sealed class RedisAwayTests
{
    [Fact]
    public async Task A_Redis_that_dies_and_comes_back_is_used_again()
    {
        await using var server = await RedisServer.StartAsync();
        await using var tier = await RedisTier.ConnectAsync(server.Endpoint);
        await tier.FillAsync("word", 7);

        await server.KillAsync();
        await RedisTier.UntilAsync(() => !tier.State.IsConnected);
        Assert.Equal((null, 0), await tier.ReadAsync());
        await tier.FillAsync("dropped", 7);
        await tier.AdvanceAsync(7, 8);
        tier.Dossiers.Announce(8);

        await server.RestartAsync();
        await KeepsAsync(tier, "again", 8);
    }

    [Fact]
    public async Task A_Redis_that_comes_later_than_the_service_comes_in_when_it_is_there()
    {
        await using var server = RedisServer.Reserve();
        await using var tier = RedisTier.Open(server.Endpoint);
        Assert.Equal((null, 0), await tier.ReadAsync());
        await tier.FillAsync("dropped", 7);

        await server.RestartAsync();
        await KeepsAsync(tier, "word", 7);
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_is_a_miss_and_the_tier_closes_at_once()
    {
        await using var tier = RedisTier.Open("redis.invalid:6380");
        Assert.Equal((null, 0), await tier.ReadAsync());
        Assert.False(tier.State.IsConnected);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",password=Kiefer-Tanne")]
    public async Task Without_the_password_everything_is_a_miss_and_nothing_tells_the_one_that_was_tried(string password)
    {
        await using var server = await RedisServer.StartAsync("--requirepass", "Eiche-Buche");
        await using var tier = RedisTier.Open(server.Endpoint + password);

        await RedisTier.UntilAsync(async () =>
        {
            Assert.Equal((null, 0), await tier.ReadAsync());
            return tier.State.Trouble.Length > 0 || tier.State.Unasked > 500;
        });
        await tier.FillAsync("dropped", 7);

        Assert.DoesNotContain("Tanne", tier.State.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, tier.State.Hits + tier.State.Fills);
    }

    [Fact]
    public async Task With_the_password_it_serves()
    {
        await using var server = await RedisServer.StartAsync("--requirepass", "Eiche-Buche");
        await using var tier = await RedisTier.ConnectAsync(server.Endpoint + ",password=Eiche-Buche");

        await tier.FillAsync("word", 7);

        Assert.Equal(("word", 7), await tier.ReadAsync());
    }

    [Fact]
    public async Task A_Redis_without_memory_reads_and_refuses_and_vouches_for_nothing_new()
    {
        await using var server = await RedisServer.StartAsync();
        await using var tier = await RedisTier.ConnectAsync(server.Endpoint);
        await tier.AdvanceAsync(0, 7);
        await tier.FillAsync("before", 7);
        await server.AskAsync("CONFIG", "SET", "maxmemory", "1");

        await tier.FillAsync("dropped", 7);
        Assert.Equal("OOM", tier.State.Trouble);
        await tier.AdvanceAsync(7, 8);
        Assert.Equal(("before", 7), await tier.ReadAsync());
        await tier.AdvanceAsync(8, 9, RedisTier.Subject);
        Assert.Equal((null, 0), await tier.ReadAsync());

        Assert.False(tier.State.IsSpared);
    }

    [Fact]
    public async Task A_master_that_has_become_a_replica_reads_and_refuses()
    {
        await using var server = await RedisServer.StartAsync();
        await using var tier = await RedisTier.ConnectAsync(server.Endpoint);
        await tier.FillAsync("before", 7);
        await server.AskAsync("REPLICAOF", "127.0.0.1", $"{RedisServer.FreePort()}");

        await tier.FillAsync("dropped", 7);

        Assert.Equal("READONLY", tier.State.Trouble);
        Assert.Equal(("before", 7), await tier.ReadAsync());
        Assert.False(tier.State.IsSpared);
    }

    [Fact]
    public async Task A_user_who_may_not_run_scripts_is_told_so_by_name()
    {
        await using var server = await RedisServer.StartAsync();
        await using var tier = await RedisTier.ConnectAsync(server.Endpoint);
        await server.AskAsync("ACL", "SETUSER", "default", "-@scripting");

        await tier.FillAsync("dropped", 7);

        Assert.Equal("NOPERM", tier.State.Trouble);
        Assert.Equal((null, 0), await tier.ReadAsync());
    }

    /// <summary>Waits until a word that is offered is found. The client is connected a moment before it is ready for commands.</summary>
    private static Task KeepsAsync(RedisTier tier, string word, long revision) => RedisTier.UntilAsync(async () =>
    {
        await tier.FillAsync(word, revision);
        return await tier.ReadAsync() == (word, revision);
    });
}
