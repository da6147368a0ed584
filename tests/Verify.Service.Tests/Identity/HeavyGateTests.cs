using Verify.Callers;
using Verify.Domain;

namespace Verify.Service.Tests.Identity;

/// <summary>Batches take turns.</summary>
public sealed class HeavyGateTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_caller_s_many_do_not_keep_out_another_s_one()
    {
        var gate = new HeavyGate(atOnceMax: 2, waitingMax: 10);
        var mine = await EnterAsync(gate, "one");
        var waiting = Enumerable.Range(0, 5).Select(_ => EnterAsync(gate, "one")).ToArray();
        using var other = await EnterAsync(gate, "two");
        Assert.All(waiting, static place => Assert.False(place.IsCompleted));
        mine.Dispose();
        foreach (var place in waiting)
            (await place).Dispose();
    }

    [Fact]
    public async Task No_more_are_at_work_than_may_be()
    {
        var gate = new HeavyGate(atOnceMax: 1, waitingMax: 10);
        var first = await EnterAsync(gate, "one");
        var second = EnterAsync(gate, "two");
        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second).Dispose();
    }

    [Fact]
    public async Task Who_has_too_many_waiting_is_told_so()
    {
        var gate = new HeavyGate(atOnceMax: 1, waitingMax: 1);
        using var first = await EnterAsync(gate, "one");
        var second = EnterAsync(gate, "one");
        Assert.Equal(FailureReason.ShareExceeded, (await gate.EnterAsync("one", Stop)).Failure!.Reason);
        first.Dispose();
        (await second).Dispose();
    }

    [Fact]
    public async Task Who_gives_up_leaves_the_line()
    {
        var gate = new HeavyGate(atOnceMax: 1, waitingMax: 1);
        var first = await EnterAsync(gate, "one");
        foreach (var caller in (string[])["one", "two"])
        {
            using var tired = new CancellationTokenSource();
            var waiting = gate.EnterAsync(caller, tired.Token).AsTask();
            await tired.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        first.Dispose();
        foreach (var caller in (string[])["one", "two"])
            (await EnterAsync(gate, caller)).Dispose();
    }

    private static async Task<HeavyGate.Place> EnterAsync(HeavyGate gate, string caller) => (await gate.EnterAsync(caller, Stop)).Value!;
}
