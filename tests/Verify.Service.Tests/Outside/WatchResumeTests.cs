using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Verify.Tests.Stores;
using Verify.V1;

namespace Verify.Service.Tests.Outside;

/// <summary>Whoever comes back with the last point reached misses nothing and hears nothing twice.</summary>
public sealed class WatchResumeTests
{
    private const string A = "91520523MA6HQ0013R";
    private const string F = "91520523MA6HQ00642";
    private const string K = "91520523MA6HQ01018";
    private static readonly DateTimeOffset Midnight = new(2026, 6, 16, 0, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task From_every_point_reached_exactly_those_come_whose_answer_differs_now()
    {
        await using var service = await RunningService.StartAsync();
        await service.RecordAsync(static world => world.Registered(A).Registered(F).Listed(K, "B-WAGE", "2025-03-01", "2028-02-29"));
        var request = Watching.Request("LIC", A, F, K);
        using var watching = Watching.Of(service, request);
        var held = new CheckResponse[3];
        var states = new List<(WatchPoint Point, CheckResponse[] Held)>();
        await TakeAsync(3);
        await service.RecordAsync(static world => world.List(A, "R-TAX-A", "2026-01-01", "2026-12-31"));
        await TakeAsync(1);
        await service.RecordAsync(static world => world.ObjectionAccepted(K, "B-WAGE", "2026-06-15T09:00"));
        await TakeAsync(1);
        await service.RecordAsync(static world => world.ObjectionDecided(K, "B-WAGE", "2026-06-15T09:30", ObjectionOutcome.Rejected));
        await TakeAsync(1);
        await service.RecordAsync(static world => world.Grade(F, Grade.Poor, "2026-06-01"));
        await TakeAsync(1);

        Assert.Equal(5, states.Count);
        foreach (var (point, then) in states)
        {
            var differing = Enumerable.Range(0, 3).Where(index => !Said(then[index]).Equals(Said(held[index]))).ToArray();
            request.Resume = point;
            using var resumed = Watching.Of(service, request);
            foreach (var index in differing)
            {
                var change = (await resumed.NextAsync()).Change;
                Assert.Equal((index, Said(held[index])), (change.Index, Said(change.Answer)));
            }

            if (differing.Length == 0)
                Assert.Equal(states[^1].Point.Revision, (await resumed.HeartbeatAsync()).Revision);
        }

        async Task TakeAsync(int changes)
        {
            for (var i = 0; i < changes; i++)
            {
                var next = await watching.NextAsync();
                held[next.Change.Index] = next.Change.Answer;
                if (next.Reached is { } point && i == changes - 1)
                    states.Add((point, [.. held]));
            }
        }
    }

    [Fact]
    public async Task What_time_alone_changed_meanwhile_comes_too()
    {
        await using var service = await RunningService.StartAsync();
        await service.RecordAsync(static world => world.Listed(K, "B-WAGE", "2025-03-01", "2026-06-15"));
        var request = Watching.Request("LIC", K);
        using (var watching = Watching.Of(service, request))
            request.Resume = (await watching.NextAsync()).Reached;

        service.Clock.Now = Midnight;
        using (var resumed = Watching.Of(service, request))
        {
            var next = await resumed.NextAsync();
            Assert.Equal((Disposition.Normal, Midnight), (next.Change.Answer.Disposition, next.Reached.At.ToDateTimeOffset()));
            request.Resume = next.Reached;
        }

        using var again = Watching.Of(service, request);
        Assert.Equal(Midnight, (await again.HeartbeatAsync()).At.ToDateTimeOffset());
    }

    [Fact]
    public async Task A_revision_without_an_instant_stands_for_the_instant_at_which_it_was_recorded()
    {
        await using var service = await RunningService.StartAsync();
        var request = Watching.Request("LIC", K);
        request.Resume = new WatchPoint
        {
            Revision = await service.RecordAsync(static world => world.Listed(K, "B-WAGE", "2025-03-01", "2026-06-15")),
        };
        using (var resumed = Watching.Of(service, request))
            await resumed.HeartbeatAsync();
        service.Clock.Now = Midnight;
        using var later = Watching.Of(service, request);
        Assert.Equal(Disposition.Normal, (await later.AnswerAsync()).Disposition);
    }

    [Fact]
    public async Task What_is_worked_out_again_to_compare_is_not_registered_and_what_is_delivered_is()
    {
        using var folder = new TemporaryFolder();
        await using (var service = await RunningService.StartAsync(data: folder.Path))
        {
            await service.RecordAsync(static world => world.Registered(A).Registered(F));
            var request = Watching.Request("LIC", A, F);
            using (var watching = Watching.Of(service, request))
            {
                await watching.NextAsync();
                request.Resume = (await watching.NextAsync()).Reached;
            }

            using var resumed = Watching.Of(service, request);
            await resumed.HeartbeatAsync();
            await service.RecordAsync(static world => world.Grade(F, Grade.Poor, "2026-06-01"));
            await resumed.AnswerAsync();
        }

        Assert.Equal(3L, ByHand.Run(folder.File("verify.db"), "SELECT count(*) FROM check_record"));
    }

    [Fact]
    public async Task A_point_that_the_registry_has_not_reached_is_UNAVAILABLE()
    {
        await using var service = await RunningService.StartAsync();
        var request = Watching.Request("LIC", K);
        request.Resume = new WatchPoint { Revision = 99, At = service.Clock.Now.AddYears(1).ToTimestamp() };
        using var watching = Watching.Of(service, request);
        var status = Errors.StatusOf(await watching.EndAsync());
        Assert.Equal(((int)StatusCode.Unavailable, "REVISION_NOT_REACHED"), (status.Code, status.GetDetail<ErrorInfo>()!.Reason));
        Assert.NotNull(status.GetDetail<RetryInfo>());
    }

    private static CheckResponse Said(CheckResponse answer)
    {
        var said = answer.Clone();
        (said.CheckId, said.EvaluatedAt, said.AsOf, said.Freshness) = ("", null, null, null);
        return said;
    }
}
