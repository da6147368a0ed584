using System.Reflection;
using Verify.Domain;
using Verify.Registry;
using Verify.Tests.Stores;

namespace Verify.Tests.Registry;

/// <summary>What is given is what the store holds, whoever asks from where, and what is new is read once.</summary>
public sealed class RecentFactsTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_reads_from_wherever_gets_the_facts_of_the_store()
    {
        await using var stores = SqliteStores.Open(":memory:", new ManualClock());
        using var recent = new RecentFacts(stores.Registry);
        var random = new Random(1);
        for (var i = 0; i < 400; i++)
        {
            if (i % 4 == 0)
                await AppendAsync(stores, random.Next(60));
            var head = await stores.Registry.ReadRevisionAsync(Stop);
            var (after, count) = (random.NextInt64(head + 2), random.Next(1, 50));
            var facts = await recent.ReadAfterAsync(after, count, Stop);
            Assert.Equal(Enumerable.Range(1, facts.Count).Select(step => after + step), facts.Select(static fact => fact.Revision));
            Assert.InRange(facts.Count, after < head ? 1 : 0, count);
        }

        Assert.True(await stores.Registry.ReadRevisionAsync(Stop) > RecentFacts.KeptMax / 2);
    }

    [Fact]
    public async Task A_new_fact_is_read_from_the_store_once_for_all_who_follow()
    {
        await using var stores = SqliteStores.Open(":memory:", new ManualClock());
        var counted = DispatchProxy.Create<IRegistryStore, CountedCalls>();
        ((CountedCalls)counted).Target = stores.Registry;
        using var recent = new RecentFacts(counted);
        for (var revision = 0; revision < 5; revision++)
        {
            await AppendAsync(stores, 1);
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => recent.ReadAfterAsync(revision, 10, Stop), Stop)));
        }

        Assert.Equal(5, ((CountedCalls)counted).Count);
    }

    [Fact]
    public async Task Whoever_is_further_behind_than_what_is_kept_reads_from_the_store()
    {
        await using var stores = SqliteStores.Open(":memory:", new ManualClock());
        using var recent = new RecentFacts(stores.Registry);
        await AppendAsync(stores, RecentFacts.KeptMax + 100);
        for (var after = 0; after < RecentFacts.KeptMax + 100; after += 100)
            Assert.Equal(after + 1, (await recent.ReadAfterAsync(after, 100, Stop))[0].Revision);
        Assert.Equal(1, (await recent.ReadAfterAsync(0, 100, Stop))[0].Revision);
        Assert.Equal(101, (await recent.ReadAfterAsync(100, 100, Stop))[0].Revision);
    }

    private static async Task AppendAsync(StoresUnderTest stores, int count) =>
        await stores.Registry.AppendAsync([.. Enumerable.Range(0, count).Select(static _ => Drafts.Of(Drafts.A, new SourceSynced("COURT")))], static (_, _) => null, Stop);

    /// <summary>A store that counts what it is asked for.</summary>
    public class CountedCalls : DispatchProxy
    {
        private int _count;

        public IRegistryStore? Target { get; set; }

        public int Count => _count;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Interlocked.Increment(ref _count);
            return targetMethod!.Invoke(Target, args);
        }
    }
}
