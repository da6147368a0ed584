using Verify.Callers;
using Verify.Domain;
using Verify.Telemetry;
using Verify.Telemetry.Prometheus;

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

    [Fact]
    public async Task Waits_are_measured_behind_one_s_own_and_behind_others_and_what_need_not_wait_is_not()
    {
        using var meter = new ServiceMeter();
        using var reader = new MeterReader(meter.Is);
        var gate = new HeavyGate(atOnceMax: 1, waitingMax: 10, meter);
        var first = await EnterAsync(gate, "one");
        Assert.DoesNotContain("share_wait_seconds_count", reader.Read(), StringComparison.Ordinal);

        var own = EnterAsync(gate, "one");
        var other = EnterAsync(gate, "two");
        first.Dispose();
        // Whoever of the two is first, the other follows.
        (await await Task.WhenAny(own, other)).Dispose();
        (await own).Dispose();
        (await other).Dispose();

        var page = reader.Read();
        Assert.Contains("""share_wait_seconds_count{verify_caller="one",verify_limit="caller_turn"} 1""" + "\n", page, StringComparison.Ordinal);
        Assert.Contains("""share_wait_seconds_count{verify_caller="two",verify_limit="service_turn"} 1""" + "\n", page, StringComparison.Ordinal);
    }

    private static async Task<HeavyGate.Place> EnterAsync(HeavyGate gate, string caller) => (await gate.EnterAsync(caller, Stop)).Value!;
}
