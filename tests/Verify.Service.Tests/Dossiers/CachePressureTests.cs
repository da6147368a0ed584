using Verify.Domain;
using Verify.Dossiers;

namespace Verify.Tests.Dossiers;

/// <summary>The cache with more to hold than it may.</summary>
public sealed class CachePressureTests
{
    private const long Budget = DossierCacheOptions.MemoryMiBMin << 20;

    private readonly DossierCache _cache = new(new DossierCacheOptions { MemoryMiB = DossierCacheOptions.MemoryMiBMin }, new ChangeLog());

    public CachePressureTests() => _cache.Clear(0);

    [Fact]
    public void Whatever_is_put_it_never_takes_more_than_it_may_and_what_is_found_is_right()
    {
        var random = new Random(1);
        for (var round = 1; round <= 100_000; round++)
        {
            var key = Values.Key(random.Next(60_000));
            if (random.Next(10) == 0)
                _cache.Apply(key, round);
            else
                _cache.Put(key, Values.Of(key, round, LengthOf(random)), round);
            Assert.True(_cache.Bytes <= Budget);

            var asked = Values.Key(random.Next(60_000));
            if (_cache.TryGet(asked, out var value))
                Values.RevisionOf(value, asked);
        }

        // Full, and not of what is dead.
        Assert.True(_cache.Bytes > Budget * 3 / 4);
        Assert.InRange(_cache.Count, 5_000, 60_000);
        Assert.Equal(_cache.Count, Enumerable.Range(0, 60_000).Count(number => _cache.TryGet(Values.Key(number), out _)));
    }

    [Fact]
    public void Small_values_fill_it_as_well_as_large_ones()
    {
        for (var number = 0; number < 250_000; number++)
            _cache.Put(Values.Key(number), Values.Of(Values.Key(number), 1), 1);

        Assert.True(_cache.Bytes <= Budget);
        Assert.InRange(_cache.Count, 110_000, 200_000);
    }

    [Fact]
    public void What_is_asked_for_stays_while_several_times_what_fits_passes_by()
    {
        var hot = Enumerable.Range(1_000_000, 2_000).Select(Values.Key).ToArray();
        foreach (var key in hot)
            _cache.Put(key, Values.Of(key, 1, length: 80), 1);

        for (var number = 0; number < 250_000; number++)
        {
            Assert.True(_cache.TryGet(hot[number % hot.Length], out _), $"lost after {number}");
            _cache.Put(Values.Key(number), Values.Of(Values.Key(number), 1, length: 80), 1);
        }

        Assert.True(_cache.Count < 62_500);
    }

    private static int LengthOf(Random random) => random.Next(1_000) switch
    {
        0 => random.Next(200_000),
        < 100 => random.Next(3_000),
        _ => random.Next(200),
    };
}
