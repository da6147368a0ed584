using Verify.Audit;

namespace Verify.Service.Tests.Replies;

public sealed class CheckIdTests
{
    private static readonly DateTimeOffset Instant = new(2026, 6, 1, 9, 30, 0, 123, TimeSpan.FromHours(8));

    [Fact]
    public void An_id_is_a_UUID_of_version_7_in_its_millisecond()
    {
        var id = CheckIds.New(Instant.AddTicks(4_567));
        Assert.Equal(7, id.Version);
        Assert.InRange(id.Variant, 8, 11);
        Assert.Equal(CheckIds.LowestAt(Instant).ToString()[..13], id.ToString()[..13]);
    }

    [Fact]
    public void No_two_ids_of_one_instant_are_the_same_on_whatever_thread()
    {
        var ids = Enumerable.Range(0, 20_000).AsParallel().Select(_ => CheckIds.New(Instant)).ToHashSet();
        Assert.Equal(20_000, ids.Count);
    }
}
