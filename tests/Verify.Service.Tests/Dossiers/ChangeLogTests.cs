using Verify.Dossiers;

namespace Verify.Tests.Dossiers;

/// <summary>The log may say "changed" too often, and "unchanged" never wrongly.</summary>
public sealed class ChangeLogTests
{
    [Fact]
    public void Before_it_is_told_where_it_starts_nothing_is_certain()
    {
        var log = new ChangeLog();

        Assert.Equal(long.MaxValue, log.Floor);
        Assert.False(log.IsUnchanged(Values.Key(1), 1_000_000));
    }

    [Fact]
    public void Below_the_floor_nothing_is_certain_and_from_it_on_everything_is_known()
    {
        var log = Started(at: 5);
        log.Add(Values.Key(1), 7);

        Assert.Equal((false, false), (log.IsUnchanged(Values.Key(1), 4), log.IsUnchanged(Values.Key(2), 4)));
        Assert.Equal((false, true), (log.IsUnchanged(Values.Key(1), 6), log.IsUnchanged(Values.Key(2), 5)));
        Assert.Equal((true, true), (log.IsUnchanged(Values.Key(1), 7), log.IsUnchanged(Values.Key(1), 8)));
    }

    [Fact]
    public void Starting_anew_forgets_what_was_before()
    {
        var log = Started(at: 5);
        log.Add(Values.Key(1), 7);
        log.Reset(20);

        Assert.Equal((false, true), (log.IsUnchanged(Values.Key(2), 19), log.IsUnchanged(Values.Key(1), 20)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(1_024)]
    public void However_small_it_is_it_never_forgets_a_change(int places)
    {
        var log = Started(at: 0, places);
        var random = new Random(places);
        var last = new long[100];
        for (var revision = 1; revision <= 5_000; revision++)
        {
            var subject = random.Next(last.Length);
            log.Add(Values.Key(subject), last[subject] = revision);

            var asked = random.Next(last.Length);
            Assert.False(log.IsUnchanged(Values.Key(asked), last[asked] - 1));
        }
    }

    [Fact]
    public void After_ten_thousand_changes_hardly_anybody_else_is_taken_for_changed()
    {
        var log = Started(at: 0);
        for (var subject = 1; subject <= 10_000; subject++)
            log.Add(Values.Key(subject), subject);

        // One in 190 by the formula; the seed of hashes differs in each process.
        Assert.InRange(Enumerable.Range(10_001, 100_000).Count(subject => !log.IsUnchanged(Values.Key(subject), 0)), 300, 800);
    }

    private static ChangeLog Started(long at, int places = ChangeLog.PlacesDefault)
    {
        var log = new ChangeLog(places);
        log.Reset(at);
        return log;
    }
}
