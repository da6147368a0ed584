using Verify.Domain;
using Verify.Dossiers;

namespace Verify.Tests.Dossiers;

/// <summary>What the cache holds is true, whatever the order in which fills and changes arrive.</summary>
public sealed class DossierCacheTests
{
    private static readonly SubjectKey Key = new("U:91520523MA6HQ0013R");

    private readonly ChangeLog _changes = new();
    private readonly DossierCache _cache;

    public DossierCacheTests()
    {
        _cache = new DossierCache(new DossierCacheOptions { MemoryMiB = DossierCacheOptions.MemoryMiBMin }, _changes);
        _cache.Clear(0);
    }

    [Fact]
    public void What_was_put_is_found_byte_for_byte_and_under_its_key_alone()
    {
        var value = Values.Of(Key, 7, length: 300);

        Assert.True(_cache.Put(Key, value, 7));

        Assert.True(_cache.TryGet(Key, out var found));
        Assert.Equal(value, found.ToArray());
        Assert.Equal(1, _cache.Count);
        // SQL Server's usual collation takes these for one (SpiceDB #3161).
        Assert.False(_cache.TryGet(new SubjectKey(Key.Value.ToLowerInvariant()), out _));
        Assert.False(_cache.TryGet(new SubjectKey(Key.Value + "1"), out _));
        Assert.False(_cache.TryGet(default, out _));
    }

    [Fact]
    public void Before_the_first_clear_nothing_is_taken_since_no_change_is_known()
    {
        var cache = new DossierCache(new DossierCacheOptions(), new ChangeLog());

        Assert.False(cache.Put(Key, Values.Of(Key, 7), 7));
        cache.Clear(7);
        Assert.True(cache.Put(Key, Values.Of(Key, 7), 7));
    }

    /// <summary>OpenFGA #3155: an entry flushed during a write survives the invalidation.</summary>
    [Fact]
    public void A_value_read_before_a_change_never_outlives_it_in_whatever_order_they_come()
    {
        var value = Values.Of(Key, 7);

        Assert.True(_cache.Put(Key, value, 7));
        _cache.Apply(Key, 8);
        Assert.False(_cache.TryGet(Key, out _));

        Assert.False(_cache.Put(Key, value, 7));
        Assert.False(_cache.TryGet(Key, out _));

        // Between the two steps of Apply: the log knows of 9, the value has not been taken out yet.
        Assert.True(_cache.Put(Key, Values.Of(Key, 8), 8));
        _changes.Add(Key, 9);
        Assert.False(_cache.Put(Key, Values.Of(Key, 8), 8));
        _cache.Apply(Key, 9);
        Assert.False(_cache.TryGet(Key, out _));
    }

    /// <summary>The log is asked where changes take values out: a value that was judged outside could still slip in behind one.</summary>
    [Fact]
    public void A_value_that_waits_for_its_turn_is_judged_when_its_turn_comes()
    {
        var accepted = true;
        var filler = new Thread(() => accepted = _cache.Put(Key, Values.Of(Key, 7), 7));
        lock (_cache.GateOf(Key))
        {
            filler.Start();
            SpinWait.SpinUntil(() => filler.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
            _changes.Add(Key, 8);
        }

        filler.Join();
        Assert.False(accepted);
        Assert.False(_cache.TryGet(Key, out _));
    }

    [Fact]
    public void A_value_read_at_a_change_or_later_stays()
    {
        _cache.Put(Key, Values.Of(Key, 8), 8);

        _cache.Apply(Key, 8);
        _cache.Apply(Key, 5);

        Assert.True(_cache.TryGet(Key, out _));
    }

    [Fact]
    public void A_value_read_earlier_does_not_replace_a_later_one_and_the_other_way_round_it_does()
    {
        _cache.Put(Key, Values.Of(Key, 8), 8);

        Assert.True(_cache.Put(Key, Values.Of(Key, 7), 8));
        Assert.Equal(8, Found(Key));

        Assert.True(_cache.Put(Key, Values.Of(Key, 9), 9));
        Assert.Equal((9, 1), (Found(Key), _cache.Count));
    }

    [Fact]
    public void An_old_value_for_which_a_later_revision_is_vouched_is_taken_and_leaves_with_the_next_change()
    {
        _cache.Clear(20);
        Assert.False(_cache.Put(Key, Values.Of(Key, 7), 7));

        Assert.True(_cache.Put(Key, Values.Of(Key, 7), 20));
        _cache.Apply(Key, 21);

        Assert.False(_cache.TryGet(Key, out _));
    }

    [Fact]
    public void A_value_of_another_subject_or_of_another_format_is_refused()
    {
        Assert.False(_cache.Put(Key, Values.Of(Values.Key(1), 7), 7));
        Assert.False(_cache.Put(Key, [], 7));
        Assert.False(_cache.Put(Key, [DossierCodec.Version + 1, .. Values.Of(Key, 7).AsSpan(1)], 7));
        Assert.Equal(0, _cache.Count);
    }

    [Fact]
    public void Clearing_forgets_everything_and_refuses_what_was_read_before()
    {
        for (var number = 0; number < 5_000; number++)
            _cache.Put(Values.Key(number), Values.Of(Values.Key(number), 7), 7);
        var before = _cache.Bytes;

        _cache.Clear(9);

        Assert.Equal(0, _cache.Count);
        Assert.True(_cache.Bytes < before);
        Assert.DoesNotContain(Enumerable.Range(0, 5_000), number => _cache.TryGet(Values.Key(number), out _));
        Assert.False(_cache.Put(Key, Values.Of(Key, 8), 8));
        Assert.True(_cache.Put(Key, Values.Of(Key, 9), 9));
    }

    [Fact]
    public void A_hit_allocates_nothing()
    {
        _cache.Put(Key, Values.Of(Key, 7), 7);
        Found();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Found();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Found()
        {
            for (var i = 0; i < 100; i++)
                Assert.True(_cache.TryGet(Key, out _));
        }
    }

    [Fact]
    public void A_value_longer_than_a_segment_is_held_and_one_out_of_all_proportion_is_refused()
    {
        Assert.True(_cache.Put(Key, Values.Of(Key, 7, length: 200_000), 7));
        Assert.Equal(7, Found(Key));

        Assert.False(_cache.Put(Key, Values.Of(Key, 8, length: 300_000), 8));
        Assert.False(_cache.TryGet(Key, out _));
    }

    [Fact]
    public void What_is_wrong_with_the_options_is_said() =>
        Assert.Equal(["MemoryMiB: between 8 and 65,536."], new DossierCacheOptions { MemoryMiB = 7 }.Faults());

    private long Found(SubjectKey key)
    {
        Assert.True(_cache.TryGet(key, out var value));
        return Values.RevisionOf(value, key);
    }
}
