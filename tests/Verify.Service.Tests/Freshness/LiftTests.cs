using System.Diagnostics;
using Verify.Service.Tests.Outside;
using Verify.Service.Tests.WorkedExamples;
using Verify.Tests.Stores;
using Verify.V1;

namespace Verify.Service.Tests.Freshness;

/// <summary>A lift bites at once (promise 2): when it is acknowledged, no instance answers from before it.</summary>
public sealed class LiftTests : IDisposable
{
    private const string K = "91520523MA6HQ01018";
    private const string Kind = "B-COURT";
    private const int LongLeaseMs = 10_000;
    private static readonly TimeSpan PatienceOfTests = TimeSpan.FromMinutes(2);
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Once_every_other_instance_has_confirmed_it_a_lift_is_acknowledged_long_before_the_lease_is_over()
    {
        await using var one = await StartAsync(LongLeaseMs);
        await using var other = await StartAsync(LongLeaseMs);
        var listed = await one.RecordAsync(static world => world.Listed(K, Kind, "2026-01-01", "2027-01-01"));
        Assert.Equal(EntryState.Listed, await StateAtAsync(other, listed));
        await WhenOnTheRollAsync(one, 2);

        var began = Stopwatch.GetTimestamp();
        await LiftAsync(one);

        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalMilliseconds, 0, LongLeaseMs - 1);
        Assert.Equal(EntryState.UnderObjection, await StateAtAsync(other, 0));
    }

    [Fact]
    public async Task A_lift_waits_for_an_instance_that_does_not_confirm_until_that_could_answer_from_before_it_no_more()
    {
        await using var one = await StartAsync(leaseMs: 500);
        await one.Foundation.Roll.EnrolAsync(Guid.NewGuid(), Stop);
        await one.RecordAsync(static world => world.Listed(K, Kind, "2026-01-01", "2027-01-01"));

        var began = Stopwatch.GetTimestamp();
        await LiftAsync(one).WaitAsync(PatienceOfTests, Stop);

        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalMilliseconds, 500, double.MaxValue);
    }

    [Fact]
    public async Task A_lift_that_is_repeated_waits_again()
    {
        await using var one = await StartAsync(leaseMs: 500);
        await one.RecordAsync(static world => world.Listed(K, Kind, "2026-01-01", "2027-01-01"));
        var lift = Lift();
        var first = await one.Registry.RecordAsync(lift, cancellationToken: Stop);
        await one.Foundation.Roll.EnrolAsync(Guid.NewGuid(), Stop);

        var began = Stopwatch.GetTimestamp();
        var again = await one.Registry.RecordAsync(lift, cancellationToken: Stop);

        Assert.Equal(first.Revision, again.Revision);
        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalMilliseconds, 500, double.MaxValue);
    }

    [Fact]
    public async Task A_burden_waits_for_nobody_and_is_seen_where_it_was_recorded()
    {
        await using var one = await StartAsync(LongLeaseMs);
        await one.Foundation.Roll.EnrolAsync(Guid.NewGuid(), Stop);
        Assert.Equal(EntryState.Unspecified, await StateAtAsync(one, 0));

        var began = Stopwatch.GetTimestamp();
        await one.RecordAsync(static world => world.List(K, Kind, "2026-01-01", "2027-01-01"));

        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalMilliseconds, 0, LongLeaseMs - 1);
        Assert.Equal(EntryState.Listed, await StateAtAsync(one, 0));
    }

    [Fact]
    public async Task An_instance_that_left_is_waited_for_no_more()
    {
        await using var one = await StartAsync(LongLeaseMs);
        await using (await StartAsync(LongLeaseMs))
            await WhenOnTheRollAsync(one, 2);
        await one.RecordAsync(static world => world.Listed(K, Kind, "2026-01-01", "2027-01-01"));

        var began = Stopwatch.GetTimestamp();
        await LiftAsync(one);

        Assert.InRange(Stopwatch.GetElapsedTime(began).TotalMilliseconds, 0, LongLeaseMs - 1);
    }

    private static async Task WhenOnTheRollAsync(RunningService service, int instances)
    {
        while ((await service.Foundation.Roll.ReadAsync(Stop)).Count < instances)
            await Task.Yield();
    }

    private static RecordRequest Lift()
    {
        var request = Assert.Single(new World().ObjectionAccepted(K, Kind, "2026-06-02T09:00").Records);
        request.RequestId = $"{Guid.NewGuid()}";
        return request;
    }

    private static async Task LiftAsync(RunningService service) => await service.Registry.RecordAsync(Lift(), cancellationToken: Stop);

    private static async Task<EntryState> StateAtAsync(RunningService service, long revision)
    {
        var request = Asking.Ask(K, "LIC");
        if (revision > 0)
            request.Consistency = new Consistency { AtLeast = new AtLeast { Revision = revision } };
        var answer = await service.Verification.CheckAsync(request, cancellationToken: Stop);
        return answer.Entries.Count == 0 ? EntryState.Unspecified : Assert.Single(answer.Entries).State;
    }

    private Task<RunningService> StartAsync(int leaseMs) =>
        RunningService.StartAsync(data: _folder.Path, timePasses: true, configure: options => (options.Cache.LeaseMs, options.Cache.AttemptMs) = (leaseMs, 60_000));
}
