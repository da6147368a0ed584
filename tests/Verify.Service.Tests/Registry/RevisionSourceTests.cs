using Verify.Registry;
using Verify.Tests.Stores;

namespace Verify.Tests.Registry;

/// <summary>One question to the store serves everybody, and nobody is told of a state from before they asked.</summary>
public sealed class RevisionSourceTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan PatienceOfTests = TimeSpan.FromMinutes(2);
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task What_was_committed_before_the_question_is_in_the_answer()
    {
        await using var stores = SqliteStores.Open(":memory:", _clock);
        await using var source = Started(stores);
        Assert.Equal((0, _clock.Now), PointOf(await source.ReadAsync(Stop)));
        for (var revision = 1; revision <= 20; revision++)
        {
            await AppendAsync(stores);
            Assert.Equal(revision, (await source.ReadAsync(Stop)).Revision);
        }
    }

    [Fact]
    public async Task A_commit_that_is_told_of_is_heard_at_once_by_everybody_who_waits()
    {
        await using var stores = SqliteStores.Open(":memory:", _clock);
        await using var source = Started(stores);
        var waiting = Enumerable.Range(0, 10).Select(_ => source.WaitAsync(0, _clock.Now.AddHours(1), Stop)).ToArray();
        await AppendAsync(stores);
        source.Wake();
        Assert.All(await Task.WhenAll(waiting).WaitAsync(PatienceOfTests, Stop), static watermark => Assert.Equal(1, watermark.Revision));
    }

    [Fact]
    public async Task A_commit_that_nobody_tells_of_is_heard_after_the_interval()
    {
        await using var stores = SqliteStores.Open(":memory:", _clock);
        await using var source = Started(stores);
        await source.ReadAsync(Stop);
        var waiting = source.WaitAsync(0, _clock.Now.AddHours(1), Stop);
        await AppendAsync(stores);
        _clock.Now += Interval;
        Assert.Equal((1, _clock.Now), PointOf(await waiting.WaitAsync(PatienceOfTests, Stop)));
    }

    [Fact]
    public async Task Whoever_waits_until_an_instant_is_told_of_the_registry_as_it_stands_then()
    {
        await using var stores = SqliteStores.Open(":memory:", _clock);
        await using var source = Started(stores);
        var until = _clock.Now.AddHours(1);
        var waiting = source.WaitAsync(0, until, Stop);
        await _clock.WhenTimersAsync(due => due.Contains(until));
        _clock.Now = until;
        Assert.Equal((0, until), PointOf(await waiting.WaitAsync(PatienceOfTests, Stop)));
    }

    [Fact]
    public async Task A_store_that_is_gone_is_told_to_everybody_who_waits_and_to_everybody_who_comes()
    {
        var stores = SqliteStores.Open(":memory:", _clock);
        await using var source = Started(stores);
        await source.ReadAsync(Stop);
        var waiting = source.WaitAsync(0, _clock.Now.AddHours(1), Stop);
        await stores.DisposeAsync();
        _clock.Now += Interval;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => waiting.WaitAsync(PatienceOfTests, Stop));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => source.ReadAsync(Stop).WaitAsync(PatienceOfTests, Stop));
    }

    [Fact]
    public async Task A_store_that_has_gone_back_is_believed_never_again_however_far_it_comes()
    {
        await using var stores = SqliteStores.Open(":memory:", _clock);
        await using var restored = SqliteStores.Open(":memory:", _clock);
        var (store, hand) = ReplacedStore.Of(stores.Registry);
        await using var source = new RevisionSource(store, Interval, _clock, TimeSpan.FromSeconds(1));
        source.Start();
        await AppendAsync(stores);
        await AppendAsync(stores);
        Assert.Equal(2, (await source.ReadAsync(Stop)).Revision);
        Assert.False(source.WentBack.IsCancellationRequested);

        await AppendAsync(restored);
        hand.Replace(restored.Registry);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => source.ReadAsync(Stop).WaitAsync(PatienceOfTests, Stop));
        Assert.True(source.WentBack.IsCancellationRequested);

        await AppendAsync(restored);
        await AppendAsync(restored);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => source.ReadAsync(Stop).WaitAsync(PatienceOfTests, Stop));
    }

    [Fact]
    public async Task Stopping_lets_go_of_everybody_and_of_the_clock()
    {
        await using var stores = SqliteStores.Open(":memory:", _clock);
        var source = Started(stores);
        var waiting = source.WaitAsync(0, _clock.Now.AddHours(1), Stop);
        await source.DisposeAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => waiting.WaitAsync(PatienceOfTests, Stop));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => source.ReadAsync(Stop).WaitAsync(PatienceOfTests, Stop));
        await _clock.WhenTimersAsync(static due => due.Count == 0);
    }

    private static (long Revision, DateTimeOffset At) PointOf(Watermark watermark) => (watermark.Revision, watermark.At);

    private RevisionSource Started(StoresUnderTest stores)
    {
        var source = new RevisionSource(stores.Registry, Interval, _clock, TimeSpan.FromSeconds(1));
        source.Start();
        return source;
    }

    private static async Task AppendAsync(StoresUnderTest stores) =>
        await stores.Registry.AppendAsync([Drafts.Of(Drafts.A, Drafts.Grade())], static (_, _) => null, Stop);
}
