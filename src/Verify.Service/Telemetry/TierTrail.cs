namespace Verify.Telemetry;

/// <summary>Where a dossier came from, the slowest last.</summary>
public enum Tier
{
    /// <summary>The memory of this service.</summary>
    Memory,

    /// <summary>The read of another call that was under way.</summary>
    Flight,

    /// <summary>Redis.</summary>
    Redis,

    /// <summary>The store.</summary>
    Store,
}

/// <summary>The slowest tier that one call had to go to. It is kept for callers who want to know, and nobody else pays for it.</summary>
public sealed class TierTrail
{
    private static readonly AsyncLocal<TierTrail?> Current = new();
    private readonly Lock _reaching = new();

    /// <summary>The slowest tier so far.</summary>
    public Tier Slowest { get; private set; }

    /// <summary>Begins a trail for what the calling method does from here on.</summary>
    public static TierTrail Begin() => Current.Value = new TierTrail();

    /// <summary>A call had to go to a tier.</summary>
    public static void Reach(Tier tier) => Current.Value?.Note(tier);

    // A read goes on after the call that began it has given up.
    private void Note(Tier tier)
    {
        lock (_reaching)
        {
            if (tier > Slowest)
                Slowest = tier;
        }
    }
}
