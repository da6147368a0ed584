using StackExchange.Redis;

namespace Verify.Load.Check.Lanes;

/// <summary>R: bare GETs of the very values that the service has stored, by the same client, and nothing else.</summary>
internal static class RedisReads
{
    public static async Task RunAsync(string address)
    {
        using var redis = await ConnectionMultiplexer.ConnectAsync(address);
        var keys = redis.GetServer(address).Keys(pattern: "verify:*:dossier:*", pageSize: 1_000).ToArray();
        if (keys.Length == 0)
            throw new InvalidOperationException("Redis holds no dossier: ask the service first.");
        var (database, random) = (redis.GetDatabase(), new Random(1));
        BareReader.Serve(() => database.StringGetAsync(keys[random.Next(keys.Length)]));
    }
}
