using Verify.Domain;
using Verify.Dossiers;

namespace Verify.Tests.Dossiers;

/// <summary>Threads that change, fill and read the same few subjects at once.</summary>
public sealed class CacheRaceTests
{
    private const int Subjects = 4;
    private const int Rounds = 150_000;

    private static readonly SubjectKey[] Keys = [.. Enumerable.Range(0, Subjects).Select(Values.Key)];

    private readonly DossierCache _cache = new(new DossierCacheOptions { MemoryMiB = DossierCacheOptions.MemoryMiBMin }, new ChangeLog());

    /// <summary>The store: at which revision each subject changed last. Raised before the change is applied.</summary>
    private readonly long[] _committed = new long[Subjects];

    /// <summary>What has been applied: after it, nothing older may be found.</summary>
    private readonly long[] _applied = new long[Subjects];

    private long _head;
    private volatile bool _changing = true;

    [Fact]
    public async Task No_reader_finds_what_is_older_than_the_change_that_it_knows_to_be_applied()
    {
        _cache.Clear(0);
        var token = TestContext.Current.CancellationToken;

        var hits = Task.Run(Read, token);
        await Task.WhenAll(Task.Run(Change, token), Task.Run(() => Fill(seed: 1), token), Task.Run(() => Fill(seed: 2), token));

        Assert.True(await hits > 0);
        for (var subject = 0; subject < Subjects; subject++)
        {
            if (_cache.TryGet(Keys[subject], out var value))
                Assert.True(Values.RevisionOf(value, Keys[subject]) >= _committed[subject]);
        }
    }

    private void Change()
    {
        var random = new Random(3);
        for (var revision = 1L; revision <= Rounds; revision++)
        {
            var subject = random.Next(Subjects);
            // As a store commits: whoever reads this head finds this change.
            Volatile.Write(ref _committed[subject], revision);
            Volatile.Write(ref _head, revision);
            _cache.Apply(Keys[subject], revision);
            Volatile.Write(ref _applied[subject], revision);
        }

        _changing = false;
    }

    private void Fill(int seed)
    {
        var random = new Random(seed);
        // What was read some turns ago is put now, as a slow store would have it.
        var late = new Queue<(int Subject, long Revision)>();
        while (_changing)
        {
            late.Enqueue((random.Next(Subjects), Volatile.Read(ref _head)));
            if (late.Count <= random.Next(3))
                continue;
            var (subject, revision) = late.Dequeue();
            _cache.Put(Keys[subject], Values.Of(Keys[subject], revision), revision);
        }
    }

    private long Read()
    {
        var random = new Random(4);
        var hits = 0L;
        while (_changing)
        {
            var subject = random.Next(Subjects);
            var applied = Volatile.Read(ref _applied[subject]);
            if (!_cache.TryGet(Keys[subject], out var value))
                continue;
            hits++;
            Assert.True(Values.RevisionOf(value, Keys[subject]) >= applied);
        }

        return hits;
    }
}
