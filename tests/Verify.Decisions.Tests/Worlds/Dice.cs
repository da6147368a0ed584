namespace Verify.Tests.Worlds;

/// <summary>Reproducible chance: the same seed throws the same dice on every machine.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random _random = new(seed);

    public int Below(int bound) => _random.Next(bound);

    public int Between(int least, int most) => _random.Next(least, most + 1);

    public bool Chance(int percent) => _random.Next(100) < percent;

    public T Pick<T>(params ReadOnlySpan<T> options) => options[_random.Next(options.Length)];

    public T Pick<T>(IReadOnlyList<T> options) => options[_random.Next(options.Count)];

    /// <summary>A few different ones of the options, in their order; at least one.</summary>
    public T[] Some<T>(int most, params T[] options)
    {
        var chosen = new SortedSet<int>();
        for (var count = Between(1, most); count > 0; count--)
            chosen.Add(_random.Next(options.Length));
        return [.. chosen.Select(index => options[index])];
    }

    public T[] Shuffled<T>(IEnumerable<T> items)
    {
        var shuffled = items.ToArray();
        _random.Shuffle(shuffled);
        return shuffled;
    }
}
