using Verify.Audit;
using Verify.Audit.Chain;

namespace Verify.Tests.Stores;

public abstract partial class StoreAcceptance
{
    [Fact]
    public async Task Removed_checks_are_gone_with_all_that_hung_on_them_and_the_chain_stays_whole()
    {
        CheckRecord[] records = [.. Enumerable.Range(0, 6).Select(static _ => Full())];
        await Register.CommitAsync(records[..4]);
        await Register.CommitAsync(records[4..]);
        var anchor = await Chain.ReadHeadAsync(Cancellation);

        Assert.Equal(3, await Chain.RemoveAsync([new(1, 2), new(5, 1)], "months: answers 36", Clock.Now, Cancellation));
        await Register.CommitAsync([Full()]);

        var report = await VerifyAsync(LogSpan.All with { Anchor = anchor });
        Assert.Empty(report.Faults);
        Assert.Equal((4, 4, 3), (report.Progress.Blocks, report.Progress.Checks, report.Progress.Removed));
        Assert.Null(await Audit.FindCheckAsync(records[1].CheckId, Cancellation));
        Assert.Null(await Register.FindAsync("caller-1", records[1].RequestId, Cancellation));
        Assert.NotNull(await Audit.FindCheckAsync(records[2].CheckId, Cancellation));
        Assert.Equal(3, await Chain.FindCheckFromAsync(0, Cancellation));
        Assert.Equal(
            [new Removal(1, 2, 3, Clock.Now, "months: answers 36")], await Chain.ReadRemovalsAsync(2, 4, Cancellation));
        Assert.Equal(2, (await Audit.FindPlaceAsync(records[5].CheckId, Cancellation))!.Block);
    }

    [Fact]
    public async Task What_is_gone_already_is_not_removed_again()
    {
        await Register.CommitAsync([Full(), Full(), Full()]);
        await Chain.RemoveAsync([new(1, 1)], "r", Clock.Now, Cancellation);
        var head = await Chain.ReadHeadAsync(Cancellation);

        Assert.Equal(0, await Chain.RemoveAsync([new(1, 2)], "r", Clock.Now, Cancellation));

        Assert.Equal(head.Number, (await Chain.ReadHeadAsync(Cancellation)).Number);
        Assert.Empty((await VerifyAsync()).Faults);
    }

    [Fact]
    public async Task A_register_of_which_everything_was_removed_goes_on_where_it_was()
    {
        await Register.CommitAsync([Full(), Full()]);
        await Chain.RemoveAsync([new(1, 2)], "r", Clock.Now, Cancellation);
        await Register.CommitAsync([Full()]);

        Assert.Equal([3], (await Chain.ReadChecksAsync(1, 10, Cancellation)).Select(static check => check.Sequence));
        Assert.Empty((await VerifyAsync()).Faults);
        Assert.Null(await Chain.FindCheckFromAsync(4, Cancellation));
    }
}
