using Verify.Adapters.Redis;
using Verify.Domain;

namespace Verify.Service.Tests.Redis;

public sealed class RedisClusterTests
{
    [Fact]
    public async Task A_Cluster_holds_every_bucket_in_one_slot_and_a_batch_reads_all_of_them()
    {
        SubjectKey[] keys = [.. Enumerable.Range(0, 300).Select(static number => new SubjectKey($"U:{number}"))];
        await using var cluster = await RedisCluster.StartAsync();
        await using var tier = await ConnectAsync(cluster);
        await tier.AdvanceAsync(0, 7);
        foreach (var key in keys)
            await tier.FillAsync(key.Value, 7, key);

        await tier.AdvanceAsync(7, 9, keys[..100]);

        var found = await tier.ReadAllAsync(keys);
        Assert.All(found[..100], static dossier => Assert.Equal((null, 0), dossier));
        Assert.Equal(keys[100..].Select(static key => ((string?)key.Value, 9L)), found[100..]);
        Assert.Equal((0, 0), (tier.State.Errors, tier.State.Timeouts));
        foreach (var node in cluster.Nodes)
            Assert.NotEqual("0", await node.AskAsync("DBSIZE"));
    }

    [Fact]
    public async Task A_slot_on_the_move_is_a_miss_at_worst_and_all_there_afterwards()
    {
        var registry = Guid.NewGuid();
        var names = new BucketNames(registry).Of(BucketNames.BucketOf(RedisTier.Subject), [RedisTier.Subject]);
        await using var cluster = await RedisCluster.StartAsync();
        await using var tier = await ConnectAsync(cluster, registry);
        await tier.AdvanceAsync(0, 7);
        await tier.FillAsync("word", 7);
        var (source, target, slot) = await cluster.FindAsync(names[0]!);
        var (sourceId, targetId) = (await source.AskAsync("CLUSTER", "MYID"), await target.AskAsync("CLUSTER", "MYID"));

        await target.AskAsync("CLUSTER", "SETSLOT", slot, "IMPORTING", sourceId);
        await source.AskAsync("CLUSTER", "SETSLOT", slot, "MIGRATING", targetId);
        Assert.Equal(("word", 7), await tier.ReadAsync());

        // The marker here, the value there.
        await MigrateAsync(names[1]!);
        Assert.Equal((null, 0), await tier.ReadAsync());
        await tier.FillAsync("dropped", 7);
        Assert.Equal("TRYAGAIN", tier.State.Trouble);
        await tier.AdvanceAsync(7, 8);

        // All of it there, but for the word of the Cluster: the client is sent on command by command.
        await MigrateAsync(names[0]!);
        Assert.Equal(("word", 8), await tier.ReadAsync());
        await tier.AdvanceAsync(8, 9);
        Assert.Equal(("word", 9), await tier.ReadAsync());

        foreach (var node in new[] { target, source })
            await node.AskAsync("CLUSTER", "SETSLOT", slot, "NODE", targetId);
        Assert.Equal(("word", 9), await tier.ReadAsync());
        await tier.AdvanceAsync(9, 10, RedisTier.Subject);
        Assert.Equal((null, 0), await tier.ReadAsync());
        await tier.FillAsync("moved", 10);
        Assert.Equal(("moved", 10), await tier.ReadAsync());

        Task MigrateAsync(string name) => source.AskAsync("MIGRATE", "127.0.0.1", $"{target.Port}", name, "0", "5000");
    }

    [Fact]
    public async Task A_Cluster_without_one_of_its_nodes_serves_what_the_others_have()
    {
        SubjectKey[] keys = [.. Enumerable.Range(0, 300).Select(static number => new SubjectKey($"U:{number}"))];
        await using var cluster = await RedisCluster.StartAsync();
        foreach (var node in cluster.Nodes)
            await node.AskAsync("CONFIG", "SET", "cluster-require-full-coverage", "no");
        await using var tier = await ConnectAsync(cluster);
        foreach (var key in keys)
            await tier.FillAsync(key.Value, 7, key);

        await cluster.Nodes[2].KillAsync();

        await RedisTier.UntilAsync(async () =>
            (await tier.ReadAllAsync(keys)).Count(static dossier => dossier.Word is not null) is > 100 and < 300);
    }

    [Fact]
    public async Task A_Cluster_that_is_down_is_a_miss()
    {
        await using var server = await RedisServer.StartAsync("--cluster-enabled", "yes", "--cluster-port", $"{RedisServer.FreePort()}");
        await using var tier = await RedisTier.ConnectAsync(server.Endpoint);

        await tier.FillAsync("word", 7);

        Assert.Equal((null, 0), await tier.ReadAsync());
        Assert.Equal("CLUSTERDOWN", tier.State.Trouble);
    }

    /// <summary>The client has found all nodes when a command for each bucket is answered.</summary>
    private static async Task<RedisTier> ConnectAsync(RedisCluster cluster, Guid? registry = null)
    {
        var tier = await RedisTier.ConnectAsync(cluster.Endpoint, registry);
        SubjectKey[] keys = [.. Enumerable.Range(0, 1_000).Select(static number => new SubjectKey($"S:{number}"))];
        var troubles = -1L;
        await RedisTier.UntilAsync(async () =>
        {
            var before = troubles;
            await tier.ReadAllAsync(keys);
            return (troubles = tier.State.Errors + tier.State.Unasked + tier.State.Timeouts) == before;
        });
        return tier;
    }
}
