namespace Verify.Simulation;

/// <summary>What a seed says at every point where the world could go one way or another (splitmix64).</summary>
internal sealed class Chance(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        var mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    public int Below(int count) => (int)(Next() % (uint)count);

    public long Between(long least, long most) => least + (long)(Next() % (ulong)(most - least + 1));

    public bool OneIn(int count) => Below(count) == 0;

    public T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>Mostly close to the least, now and then up to the most: how long something takes.</summary>
    public long Delay(long least, long most)
    {
        var usual = least + ((most - least) >> 6);
        return OneIn(16) ? Between(least, most) : Between(least, usual);
    }
}
