using Verify.Domain;
using Verify.Dossiers;

namespace Verify.Tests.Dossiers;

/// <summary>One shard of the cache against a dictionary, with hashes as bad as can be.</summary>
public sealed class CacheShardTests
{
    [Theory]
    [InlineData(0u)]
    [InlineData(7u)]
    [InlineData(0xFFFFu)]
    [InlineData(0xFFFF_0000u)]
    [InlineData(0xFFFF_FFFFu)]
    public void Subjects_whose_hashes_meet_are_told_apart(uint bits)
    {
        var shard = new CacheShard(4 << 20);
        var model = new Dictionary<SubjectKey, long>();
        var random = new Random(2);
        for (var revision = 1; revision <= 40_000; revision++)
        {
            var number = random.Next(bits < 8 ? 200 : 4_000);
            var (key, hash) = (Values.Key(number), (uint)number * 0x9E3779B1 & bits);
            if (random.Next(3) == 0)
            {
                shard.RemoveBefore(revision, key, hash);
                model.Remove(key);
            }
            else
            {
                Assert.True(shard.Put(key, hash, Values.Of(key, revision)));
                model[key] = revision;
            }

            var asked = random.Next(bits < 8 ? 200 : 4_000);
            Assert.Equal(model.TryGetValue(Values.Key(asked), out var known), shard.TryGet(Values.Key(asked), (uint)asked * 0x9E3779B1 & bits, out var value));
            if (known != 0)
                Assert.Equal(known, Values.RevisionOf(value, Values.Key(asked)));
            Assert.Equal(model.Count, shard.Count);
        }
    }
}
