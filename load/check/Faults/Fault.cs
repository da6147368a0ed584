namespace Verify.Load.Check.Faults;

/// <summary>Something that goes wrong, and how it ends.</summary>
/// <param name="Name">What the tables call it.</param>
/// <param name="NeedsRedis">Whether there must be a Redis to go wrong.</param>
/// <param name="Lasts">How long it lasts.</param>
/// <param name="Begin">Brings it about; must not wait.</param>
/// <param name="End">Ends it; must not wait.</param>
internal sealed record Fault(string Name, bool NeedsRedis, TimeSpan Lasts, Action<Cluster> Begin, Action<Cluster> End)
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    /// <summary>Single faults under which checks must go on (A2, A3, F7).</summary>
    public static IReadOnlyList<Fault> Single { get; } =
    [
        new("instance killed", false, Short, static cluster => cluster.Kill(1), static cluster => cluster.Restart(1)),
        new(InstancePaused, false, Pause, static cluster => cluster.Pause(1), static cluster => cluster.Resume(1)),
        new("Redis killed", true, Short, static cluster => cluster.Redis.Kill(), static cluster => cluster.Redis.Restart()),
        new(RedisHung, true, Short, static cluster => cluster.Redis.Pause(), static cluster => cluster.Redis.Resume()),
        new(RedisEmptied, true, Short, static cluster => cluster.Redis.Flush(), static _ => { }),
        new("store paused", false, Long, static cluster => StoreHold.Begin(cluster.Data, Long), static _ => { }),
        new("catalogue published", false, Short, static cluster => Publication.Begin(cluster), static _ => { }),
    ];

    /// <summary>Held against no goal: whoever has asked it waits, unless the client asks another one meanwhile.</summary>
    public const string InstancePaused = "instance paused";

    public const string RedisHung = "Redis hung";

    public const string RedisEmptied = "Redis emptied";

    /// <summary>What goes wrong in turn while listings are lifted (F1, F3): shorter, and also what hangs.</summary>
    public static IReadOnlyList<Fault> Racing { get; } =
    [
        new(InstancePaused, false, Pause, static cluster => cluster.Pause(1), static cluster => cluster.Resume(1)),
        new(RedisHung, true, TimeSpan.FromSeconds(1.5), static cluster => cluster.Redis.Pause(), static cluster => cluster.Redis.Resume()),
        new("instance killed", false, TimeSpan.FromSeconds(1), static cluster => cluster.Kill(1), static cluster => cluster.Restart(1)),
        new("Redis killed", true, TimeSpan.FromSeconds(1), static cluster => cluster.Redis.Kill(), static cluster => cluster.Redis.Restart()),
        new(RedisEmptied, true, TimeSpan.FromSeconds(1), static cluster => cluster.Redis.Flush(), static _ => { }),
        new("store held", false, TimeSpan.FromSeconds(0.5), static cluster => StoreHold.Begin(cluster.Data, TimeSpan.FromSeconds(0.5)), static _ => { }),
    ];
}
