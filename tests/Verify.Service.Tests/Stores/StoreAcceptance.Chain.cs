using Verify.Audit;
using Verify.Audit.Chain;
using Verify.Domain;

namespace Verify.Tests.Stores;

public abstract partial class StoreAcceptance
{
    [Fact]
    public async Task A_register_without_a_check_is_sound_and_has_no_block()
    {
        var report = await VerifyAsync();

        Assert.True(report.IsSound);
        Assert.Equal(0, report.Progress.Head.Number);
        Assert.Equal(0, report.Progress.Checks);
    }

    [Fact]
    public async Task Every_commit_is_a_block_that_continues_the_one_before()
    {
        foreach (var size in (int[])[1, 3, 2])
            await Register.CommitAsync([.. Enumerable.Range(0, size).Select(static _ => Full())]);

        var blocks = await Chain.ReadBlocksAsync(0, 10, Cancellation);
        Assert.Equal([(1, 1, 1), (2, 2, 3), (3, 5, 2)], blocks.Select(static block => (block.Number, block.First, block.Count)));
        Assert.Equal(new byte[32], blocks[0].Prior);
        Assert.Equal([blocks[0].Hash, blocks[1].Hash], blocks.Skip(1).Select(static block => block.Prior));
        Assert.Equal(3, (await Chain.ReadHeadAsync(Cancellation)).Number);
        var report = await VerifyAsync();
        Assert.Empty(report.Faults);
        Assert.Equal((3, 6), (report.Progress.Blocks, report.Progress.Checks));
    }

    [Fact]
    public async Task What_is_read_back_to_be_verified_is_what_was_committed()
    {
        CheckRecord[] records = [Full(), Checks.At("2026-06-15T10:00"), Checks.Of("r-9", refusal: "CONSENT_INVALID") with { Subject = null }];
        await Register.CommitAsync(records);

        var stored = await Chain.ReadChecksAsync(1, 4, Cancellation);

        Assert.Equal([1, 2, 3], stored.Select(static check => check.Sequence));
        Assert.Equal(records.Select(ChainFormat.DigestOf), stored.Select(static check => ChainFormat.DigestOf(check.Record!)));
        Assert.Equal(records.Select(static record => record.Asked), stored.Select(static check => check.Record!.Asked));
    }

    [Fact]
    public async Task The_order_and_repetition_of_what_hangs_on_a_check_are_no_part_of_it()
    {
        var record = Full();
        await Register.CommitAsync([record with
        {
            OtherSubjects = [.. record.OtherSubjects.Reverse(), .. record.OtherSubjects],
            Entries = [.. record.Entries.Reverse(), .. record.Entries],
            Measures = [.. record.Measures.Reverse()],
            Alerts = [.. record.Alerts, record.Alerts[0] with { DepartmentCode = "another" }],
        }]);

        Assert.Empty((await VerifyAsync()).Faults);
        Assert.Equal(ChainFormat.DigestOf(record), (await Chain.ReadBlocksAsync(0, 1, Cancellation))[0].Digests);
    }

    [Fact]
    public async Task What_was_taken_before_or_is_not_taken_leaves_no_trace_in_the_chain()
    {
        CheckRecord[] first = [Checks.Of("r-1"), Checks.Of("")];
        await Register.CommitAsync(first);

        Assert.Equal([true, true], await Register.CommitAsync(first));
        Assert.Equal([true, false, true], await Register.CommitAsync([first[1], Checks.Of("r-1", answer: 9), Checks.Of("")]));

        var report = await VerifyAsync();
        Assert.Empty(report.Faults);
        Assert.Equal((2, 3), (report.Progress.Blocks, report.Progress.Checks));
    }

    [Fact]
    public async Task Commits_that_race_are_one_chain()
    {
        await Task.WhenAll(Enumerable.Range(0, Racers).Select(_ => Task.Run(
            async () =>
            {
                for (var i = 0; i < 5; i++)
                    await Register.CommitAsync([Full(), Full()]);
            },
            Cancellation)));

        var report = await VerifyAsync();
        Assert.Empty(report.Faults);
        Assert.Equal((5 * Racers, 10 * Racers), (report.Progress.Blocks, report.Progress.Checks));
    }

    [Fact]
    public async Task A_check_has_its_place_and_with_its_block_proves_the_hash()
    {
        CheckRecord[] records = [Full(), Full(), Full()];
        await Register.CommitAsync([records[0]]);
        await Register.CommitAsync(records[1..]);

        var place = await Audit.FindPlaceAsync(records[2].CheckId, Cancellation);

        var block = (await Chain.ReadBlocksAsync(1, 1, Cancellation))[0];
        Assert.NotNull(place);
        Assert.Equal((2, 1), (place.Block, place.Index));
        Assert.Equal(block.Prior, place.Prior);
        Assert.Equal(ChainFormat.HashOf(block), place.Hash);
        Assert.True(block.DigestAt(place.Index).SequenceEqual(ChainFormat.DigestOf(records[2])));
        Assert.Equal(ChainFormat.DigestOf(records[2]), place.Digest);
        Assert.Equal(records[2].CheckId.ToString(), Assert.Single(await Chain.ReadChecksAsync(place.Sequence, place.Sequence + 1, Cancellation)).CheckId);
        Assert.Null(await Audit.FindPlaceAsync(Guid.CreateVersion7(), Cancellation));
    }

    [Fact]
    public async Task A_chain_is_held_against_an_end_that_it_had_once()
    {
        await Register.CommitAsync([Full()]);
        var once = await Chain.ReadHeadAsync(Cancellation);
        await Register.CommitAsync([Full()]);

        Assert.True((await VerifyAsync(LogSpan.All with { Anchor = once })).IsSound);
        Assert.Equal(
            LogFaultKind.CutShort,
            Assert.Single((await VerifyAsync(LogSpan.All with { Anchor = once with { Number = 3 } })).Faults).Kind);
        Assert.Equal(
            LogFaultKind.Rewritten,
            Assert.Single((await VerifyAsync(LogSpan.All with { Anchor = once with { Number = 2 } })).Faults).Kind);
    }

    [Fact]
    public async Task A_chain_can_be_verified_in_pieces()
    {
        for (var i = 0; i < 5; i++)
            await Register.CommitAsync([Full()]);

        var first = await VerifyAsync(new LogSpan(0, 2, null));
        var rest = await VerifyAsync(new LogSpan(first.Progress.LastBlock, 100, null));

        Assert.Equal((2, 2), (first.Progress.LastBlock, first.Progress.Blocks));
        Assert.Equal((5, 3), (rest.Progress.LastBlock, rest.Progress.Blocks));
        Assert.True(first.IsSound && rest.IsSound);
    }

    /// <summary>A check with something in every column and something hanging on it of every kind.</summary>
    protected static CheckRecord Full() => Checks.Of(Guid.NewGuid().ToString()).Advising("2026-07-31", "m1", "m2") with
    {
        Entries = ["E-1", "E-2"],
        OtherSubjects = [new NamedSubject(new SubjectKey("U:91520523MA6HQ0013R"), SubjectPart.Member), new NamedSubject(Drafts.KeyOfA, SubjectPart.Related)],
        AnswerValidUntil = Drafts.OccurredAt.AddDays(3),
        Asked = [10, 2, 24, 1],
    };

    protected Task<LogReport> VerifyAsync(LogSpan? span = null) =>
        ChainVerification.RunAsync(Chain, span ?? LogSpan.All, progress: null, Cancellation);
}
