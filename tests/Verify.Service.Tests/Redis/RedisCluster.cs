namespace Verify.Service.Tests.Redis;

/// <summary>Three masters, each with a third of the slots.</summary>
internal sealed class RedisCluster : IAsyncDisposable
{
    private const int Slots = 16_384;

    private readonly RedisServer[] _nodes;

    private RedisCluster(RedisServer[] nodes) => _nodes = nodes;

    public IReadOnlyList<RedisServer> Nodes => _nodes;

    /// <summary>Configuration string that names one node only; the client finds the others.</summary>
    public string Endpoint => _nodes[0].Endpoint;

    public static async Task<RedisCluster> StartAsync()
    {
        var buses = new[] { RedisServer.FreePort(), RedisServer.FreePort(), RedisServer.FreePort() };
        var nodes = await Task.WhenAll(buses.Select(
            static bus => RedisServer.StartAsync("--cluster-enabled", "yes", "--cluster-port", $"{bus}")));
        var cluster = new RedisCluster(nodes);
        for (var node = 0; node < nodes.Length; node++)
        {
            await nodes[node].AskAsync("CLUSTER", "SET-CONFIG-EPOCH", $"{node + 1}");
            var (first, beyond) = (Slots * node / nodes.Length, Slots * (node + 1) / nodes.Length);
            await nodes[node].AskAsync("CLUSTER", "ADDSLOTSRANGE", $"{first}", $"{beyond - 1}");
            if (node > 0)
                await nodes[0].AskAsync("CLUSTER", "MEET", "127.0.0.1", $"{nodes[node].Port}", $"{buses[node]}");
        }

        foreach (var node in nodes)
        {
            await RedisTier.UntilAsync(async () => await node.AskAsync("CLUSTER", "INFO") is var info
                && info.Contains("cluster_state:ok", StringComparison.Ordinal)
                && info.Contains("cluster_known_nodes:3", StringComparison.Ordinal));
        }

        return cluster;
    }

    /// <summary>The node that has a key, and another one.</summary>
    public async Task<(RedisServer Owner, RedisServer Another, string Slot)> FindAsync(string key)
    {
        var slot = await Nodes[0].AskAsync("CLUSTER", "KEYSLOT", key);
        var owner = int.Parse(slot) * Nodes.Count / Slots;
        return (Nodes[owner], Nodes[(owner + 1) % Nodes.Count], slot);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
    }
}
