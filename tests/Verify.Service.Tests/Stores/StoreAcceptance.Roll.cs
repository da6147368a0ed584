using System.Collections.Concurrent;
using Verify.Registry;

namespace Verify.Tests.Stores;

public abstract partial class StoreAcceptance
{
    [Fact]
    public async Task A_roll_read_after_a_commit_misses_nobody_who_enrolled_before()
    {
        var known = new ConcurrentQueue<Guid>();
        var enrolling = Task.WhenAll(Enumerable.Range(0, Racers).Select(_ => Task.Run(
            async () =>
            {
                for (var round = 0; round < 10; round++)
                {
                    var id = Guid.NewGuid();
                    await Roll.EnrolAsync(id, Cancellation);
                    known.Enqueue(id);
                }
            },
            Cancellation)));

        bool last;
        do
        {
            last = enrolling.IsCompleted;
            var before = known.ToArray();
            await RecordAsync(Drafts.Of(Drafts.A, Drafts.Grade()));
            Assert.Subset((await Roll.ReadAsync(Cancellation)).Select(static instance => instance.Id).ToHashSet(), before.ToHashSet());
        }
        while (!last);
        await enrolling;
        Assert.Equal(Racers * 10, known.Count);
    }

    [Fact]
    public async Task An_instance_enrols_with_nothing_confirmed_and_a_second_time_changes_nothing()
    {
        var id = await EnrolAsync();
        Assert.Equal([new EnrolledInstance(id, 0, 0)], await Roll.ReadAsync(Cancellation));

        await Roll.RenewAsync(id, 7, Cancellation);
        await Roll.EnrolAsync(id, Cancellation);

        Assert.Equal([new EnrolledInstance(id, 1, 7)], await Roll.ReadAsync(Cancellation));
    }

    [Fact]
    public async Task Confirmed_never_goes_back_and_every_renewal_is_a_beat()
    {
        var id = await EnrolAsync();
        var other = await EnrolAsync();
        foreach (var (confirmed, expected) in new[] { (5L, 5L), (3, 5), (5, 5), (9, 9), (0, 9) })
        {
            var beat = (await FindAsync(id))!.Value.Beat;
            Assert.True(await Roll.RenewAsync(id, confirmed, Cancellation));
            Assert.Equal(new EnrolledInstance(id, beat + 1, expected), await FindAsync(id));
        }

        Assert.Equal(new EnrolledInstance(other, 0, 0), await FindAsync(other));
        Assert.Equal(0, await Registry.ReadRevisionAsync(Cancellation));
    }

    [Fact]
    public async Task Of_racing_renewals_none_is_lost_and_the_highest_revision_stands()
    {
        var id = await EnrolAsync();

        await Task.WhenAll(Enumerable.Range(1, Racers).Select(revision => Task.Run(
            async () => Assert.True(await Roll.RenewAsync(id, revision, Cancellation)), Cancellation)));

        Assert.Equal(new EnrolledInstance(id, Racers, Racers), await FindAsync(id));
    }

    [Fact]
    public async Task An_instance_struck_off_is_told_so_at_its_next_beat()
    {
        var id = await EnrolAsync();
        await Roll.RenewAsync(id, 1, Cancellation);

        await Roll.StrikeAsync(id, beat: 1, Cancellation);

        Assert.False(await Roll.RenewAsync(id, 2, Cancellation));
        Assert.Empty(await Roll.ReadAsync(Cancellation));
    }

    [Fact]
    public async Task An_instance_whose_beat_moved_is_not_struck_off()
    {
        var id = await EnrolAsync();
        await Roll.RenewAsync(id, 1, Cancellation);

        await Roll.StrikeAsync(id, beat: 0, Cancellation);

        Assert.True(await Roll.RenewAsync(id, 2, Cancellation));
        Assert.Equal(new EnrolledInstance(id, 2, 2), await FindAsync(id));
    }

    [Fact]
    public async Task Of_a_beat_and_a_strike_that_race_one_wins_and_the_instance_is_told_which()
    {
        for (var round = 0; round < 20; round++)
        {
            var id = await EnrolAsync();

            var renewing = Task.Run(() => Roll.RenewAsync(id, 1, Cancellation), Cancellation);
            await Task.WhenAll(renewing, Task.Run(() => Roll.StrikeAsync(id, beat: 0, Cancellation), Cancellation));

            Assert.Equal(await renewing ? new EnrolledInstance(id, 1, 1) : null, await FindAsync(id));
        }
    }

    [Fact]
    public async Task An_instance_that_leaves_is_off_the_roll_and_takes_nobody_with_it()
    {
        var (leaving, staying) = (await EnrolAsync(), await EnrolAsync());

        await Roll.LeaveAsync(leaving, Cancellation);
        await Roll.LeaveAsync(leaving, Cancellation);

        Assert.Equal([new EnrolledInstance(staying, 0, 0)], await Roll.ReadAsync(Cancellation));
        Assert.False(await Roll.RenewAsync(leaving, 1, Cancellation));
        Assert.True(await Roll.RenewAsync(staying, 1, Cancellation));
    }

    private async Task<Guid> EnrolAsync()
    {
        var id = Guid.NewGuid();
        await Roll.EnrolAsync(id, Cancellation);
        return id;
    }

    private async Task<EnrolledInstance?> FindAsync(Guid id) =>
        (await Roll.ReadAsync(Cancellation)).Where(instance => instance.Id == id).Select(static instance => (EnrolledInstance?)instance).SingleOrDefault();
}
