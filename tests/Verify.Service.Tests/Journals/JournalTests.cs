using Verify.Audit;
using Verify.Audit.Journal;
using Verify.Tests.Stores;

namespace Verify.Service.Tests.Journals;

/// <summary>What is journalled survives, reaches the store once and in order, and is never dropped.</summary>
public sealed class JournalTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(RegisterOptions.Interval)]
    [InlineData(RegisterOptions.EveryGroup)]
    public async Task Records_of_many_callers_reach_the_store_once_each_and_in_the_journals_order(string fsync)
    {
        await using var rig = JournalRig.Open(options: new RegisterOptions { ShipMs = 10_000, Fsync = fsync });
        // So that the shipper does not begin before the files are copied.
        rig.Store.IsAway = true;
        var taken = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
        {
            var mine = new List<Guid>();
            for (var i = 0; i < 50; i++)
                mine.Add((await rig.AppendAsync()).CheckId);
            return mine;
        })));
        var journalled = Files.Read(rig.Snapshot().Values);

        rig.Store.IsAway = false;
        await rig.FlushAsync();

        var stored = rig.Store.Records.Select(static record => record.CheckId).ToArray();
        Assert.Equal(journalled, stored);
        Assert.Equal(taken.SelectMany(static mine => mine).Order(), stored.Order());
        // Nobody's second record comes before the first.
        Assert.All(taken, mine => Assert.Equal(mine, stored.Where(mine.ToHashSet().Contains)));
        Assert.Equal(0, rig.Store.Skipped);
    }

    [Fact]
    public async Task Records_of_a_batch_are_one_group_and_reach_the_store_in_their_order()
    {
        await using var rig = JournalRig.Open();
        CheckRecord[] batch = [.. Enumerable.Range(0, 50).Select(static _ => Checks.At("2026-06-15T10:00"))];

        await rig.Register.AppendAsync(batch, Stop);

        Assert.Equal((50, 1), (rig.Register.State.Records, rig.Register.State.Groups));
        await rig.FlushAsync();
        Assert.Equal(batch.Select(static record => record.CheckId), rig.Store.Records.Select(static record => record.CheckId));
    }

    [Fact]
    public async Task A_record_that_was_taken_is_in_the_file_and_the_next_process_ships_it()
    {
        var (files, records) = await JournalRig.ThreeGroupsAsync();

        await using var next = JournalRig.Open(left: files);
        await next.FlushAsync();

        Assert.Equal(records.Select(static record => record.CheckId), next.Store.Records.Select(static record => record.CheckId));
        Assert.True(next.Logged("JournalAdopted"));
        Assert.False(next.Logged("JournalTailCut") || next.Logged("JournalDamaged"));
    }

    [Fact]
    public async Task What_the_store_has_is_skipped_when_a_crash_came_before_the_journal_let_go()
    {
        var store = new MemoryRegister();
        SortedDictionary<string, byte[]> files;
        await using (var rig = JournalRig.Open(store))
        {
            await rig.AppendAsync();
            await rig.AppendAsync();
            files = rig.Snapshot();
        }

        await using var next = JournalRig.Open(store, left: files);
        await next.FlushAsync();

        Assert.Equal(2, store.Records.Length);
        Assert.Equal(2, store.Skipped);
    }

    [Fact]
    public async Task While_the_store_is_away_records_are_taken_and_readers_are_told_and_then_the_store_gets_all()
    {
        await using var rig = JournalRig.Open(new MemoryRegister { IsAway = true });
        var asked = rig.Store.WhenAskedAsync();
        await rig.AppendAsync();
        await asked;
        await rig.AppendAsync();
        await Assert.ThrowsAsync<RegisterBehindException>(rig.FlushAsync);
        Assert.True(rig.Logged("JournalBehind"));

        rig.Store.IsAway = false;
        await rig.FlushAsync();

        Assert.Equal(2, rig.Store.Records.Length);
        Assert.True(rig.Logged("JournalCaughtUp"));
    }

    [Fact]
    public async Task A_reader_that_comes_while_an_attempt_fails_is_told_of_the_next_one()
    {
        var locked = new TaskCompletionSource();
        await using var rig = JournalRig.Open(new MemoryRegister { Hangs = locked.Task });
        var asked = rig.Store.WhenAskedAsync();
        await rig.AppendAsync();
        await asked;
        var flushing = rig.FlushAsync();
        locked.SetException(new RegisterUnavailableException("Locked."));

        await flushing;

        Assert.Single(rig.Store.Records);
        Assert.True(rig.Logged("JournalBehind") && rig.Logged("JournalCaughtUp"));
    }

    [Fact]
    public async Task A_journal_that_is_full_refuses_drops_nothing_and_takes_again_once_there_is_room()
    {
        await using var rig = JournalRig.Open(
            new MemoryRegister { IsAway = true }, new RegisterOptions { ShipMs = 1, SegmentMiB = 1, MaxMiB = 1 });
        var large = new byte[100_000];
        var taken = new List<Guid>();
        var full = await Assert.ThrowsAsync<RegisterFullException>(async () =>
        {
            while (taken.Count < 100)
            {
                var record = Checks.At("2026-06-15T10:00") with { Answer = large };
                await rig.Register.AppendAsync(record, Stop);
                taken.Add(record.CheckId);
            }
        });
        Assert.Equal("1 MiB wait for the store.", full.Message);
        Assert.Equal(10, taken.Count);

        rig.Store.IsAway = false;
        await rig.FlushAsync();
        taken.Add((await rig.AppendAsync()).CheckId);
        await rig.FlushAsync();

        Assert.Equal(taken, rig.Store.Records.Select(static record => record.CheckId));
    }

    [Fact]
    public async Task A_record_under_a_request_id_is_in_the_store_when_it_is_taken()
    {
        await using var rig = JournalRig.Open(options: new RegisterOptions { ShipMs = 10_000 });
        await rig.Register.AppendAsync(Checks.Of("r-1"), Stop);

        Assert.Equal("r-1", Assert.Single(rig.Store.Records).RequestId);
    }

    [Fact]
    public async Task A_closed_journal_leaves_segments_of_nothing_and_the_chain_goes_on_from_them()
    {
        SortedDictionary<string, byte[]> files;
        await using (var rig = JournalRig.Open())
        {
            await rig.AppendAsync();
            await rig.AppendAsync();
            await rig.Register.DisposeAsync();
            files = rig.Snapshot();
        }

        var header = SegmentFormat.ReadHeader(Assert.Single(files).Value)!;
        Assert.Equal(SegmentFormat.HeaderBytes, files.Values.Single().Length);
        Assert.Equal(2, header.Position);

        await using var next = JournalRig.Open(new MemoryRegister { IsAway = true }, left: files);
        await next.AppendAsync();
        Assert.Equal(header, SegmentFormat.ReadHeader(Assert.Single(next.Snapshot()).Value)! with { Chain = header.Chain });
        Assert.False(next.Logged("JournalDamaged"));
    }

    [Fact]
    public async Task What_cannot_be_shipped_at_the_end_stays_for_the_next_process()
    {
        await using var rig = JournalRig.Open(new MemoryRegister { IsAway = true });
        var record = await rig.AppendAsync();
        await rig.Register.DisposeAsync();
        Assert.True(rig.Logged("JournalLeft"));

        await using var next = JournalRig.Open(left: rig.Snapshot());
        var other = await next.AppendAsync();
        await next.FlushAsync();
        Assert.Equal([record.CheckId, other.CheckId], next.Store.Records.Select(static one => one.CheckId));
        Assert.Single(next.Snapshot());
    }

    [Fact]
    public async Task Segments_are_let_go_when_the_store_has_them_and_not_before()
    {
        await using var rig = JournalRig.Open(new MemoryRegister { IsAway = true }, new RegisterOptions { ShipMs = 1, SegmentMiB = 1 });
        for (var i = 0; i < 4; i++)
            await rig.Register.AppendAsync(Checks.At("2026-06-15T10:00") with { Answer = new byte[1024 * 1024] }, Stop);
        Assert.Equal(4, rig.Snapshot().Count);

        rig.Store.IsAway = false;
        await rig.FlushAsync();

        Assert.Single(rig.Snapshot());
        Assert.Equal(4, rig.Store.Records.Length);
    }

    [Fact]
    public async Task Two_registers_on_one_folder_have_a_journal_each_and_a_running_one_ships_what_a_dead_one_left()
    {
        var (files, records) = await JournalRig.ThreeGroupsAsync();
        await using var rig = JournalRig.Open(options: new RegisterOptions { ShipMs = 1, AdoptMs = 1 });
        await using var other = JournaledRegister.Open(rig.Root, rig.Store, rig.Options, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        Assert.Equal(2, Directory.GetDirectories(rig.Root).Length);

        rig.Leave(7, files);
        while (rig.Store.Records.Length < records.Length)
            await Task.Delay(5, Stop);

        Assert.Equal(records.Select(static record => record.CheckId), rig.Store.Records.Select(static record => record.CheckId));
    }

    [Fact]
    public async Task A_journal_of_a_later_version_is_left_alone()
    {
        var later = SegmentFormat.HeaderOf(new SegmentHeader(SegmentFormat.Version + 1, Guid.NewGuid(), 0, new byte[SegmentFormat.HashBytes]));
        await using var rig = JournalRig.Open(left: new Dictionary<string, byte[]> { ["00000001.segment"] = [.. later, 1, 2, 3] });
        await rig.AppendAsync();
        await rig.FlushAsync();

        Assert.True(rig.Logged("JournalRefused"));
        Assert.Equal([.. later, 1, 2, 3], Assert.Single(rig.Snapshot()).Value);
        Assert.Single(rig.Store.Records);
    }
}
