using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Verify.V1;

namespace Verify.Service.Tests.Outside;

/// <summary>A watch as a stream: its limits, its order, its end, and that one that is not read harms nobody.</summary>
public sealed class WatchStreamTests
{
    private const string A = "91520523MA6HQ0013R";
    private const string F = "91520523MA6HQ00642";
    private const string K = "91520523MA6HQ01018";

    [Fact]
    public async Task One_subject_too_many_is_refused_naming_the_limit_and_the_limit_is_not()
    {
        await using var service = await RunningService.StartAsync();
        var refused = await RefusedAsync(service, Watching.Request("LIC", [.. Enumerable.Repeat(F, 1001)]));
        Assert.Equal(("LIMIT_EXCEEDED", "1000"), (refused.Reason, refused.Metadata["limit"]));

        using var watching = Watching.Of(service, "LIC", [.. Enumerable.Repeat(F, 1000)]);
        for (var index = 0; index < 1000; index++)
        {
            var next = await watching.NextAsync();
            Assert.Equal((index, index == 999), (next.Change.Index, next.Reached is not null));
        }
    }

    [Fact]
    public async Task A_watch_that_could_never_answer_is_refused_naming_every_field()
    {
        await using var service = await RunningService.StartAsync();
        var request = Watching.Request("LIC", F);
        request.Context.RequestId = "r";
        request.Context.AsOf = service.Clock.Now.ToTimestamp();
        request.Context.KnownAt = new KnownAt { Revision = 1 };
        request.Context.Consistency = new Consistency { Latest = new Latest() };
        request.Resume = new WatchPoint { Revision = -1 };
        request.HeartbeatInterval = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(999));
        Assert.Equal(
            "context.request_id,context.as_of,context.known_at,context.consistency,resume.revision,heartbeat_interval",
            (await RefusedAsync(service, request)).Metadata["fields"]);
        Assert.Equal("UNKNOWN_MATTER", (await RefusedAsync(service, Watching.Request("LICX", F))).Reason);
        Assert.Equal("subjects", (await RefusedAsync(service, new WatchRequest { Context = Watching.Request("LIC", F).Context })).Metadata["fields"]);
    }

    [Fact]
    public async Task Changes_come_in_order_of_revision_and_nothing_that_is_still_to_come_has_been_reached()
    {
        await using var service = await RunningService.StartAsync();
        await service.RecordAsync(static world => world.Registered(A).Registered(F).Registered(K));
        using var watching = Watching.Of(service, "LIC", A, F, K, A);
        for (var i = 0; i < 4; i++)
            await watching.NextAsync();

        // They are one step of the registry or several, as the race has it; the order is the same.
        var recording = service.RecordAsync(static world => world
            .List(K, "B-WAGE", "2025-03-01", "2028-02-29").List(A, "R-TAX-A", "2026-01-01", "2026-12-31").Grade(F, Grade.Poor, "2026-06-01"));
        var changes = new List<(int Index, long Revision, long Reached)>();
        for (var i = 0; i < 4; i++)
        {
            var next = await watching.NextAsync();
            changes.Add((next.Change.Index, next.Change.Revision, next.Reached.Revision));
        }

        var last = await recording;
        Assert.Equal([(2, last - 2), (0, last - 1), (3, last - 1), (1, last)], changes.Select(static change => (change.Index, change.Revision)));
        Assert.All(changes.Index(), one => Assert.All(changes.Skip(one.Index + 1), later => Assert.True(one.Item.Reached < later.Revision)));
        Assert.Equal(last, changes[^1].Reached);
    }

    [Fact]
    public async Task Whoever_does_not_read_holds_nobody_up_and_gets_the_last_of_many_changes()
    {
        await using var service = await RunningService.StartAsync();
        await service.RecordAsync(static world => world.Registered(F).Registered(K));
        using var slow = Watching.Of(service, "LIC", [.. Enumerable.Repeat(F, 999), K]);
        var first = (await slow.NextAsync()).Change.Revision;

        using var brisk = Watching.Of(service, "LIC", K);
        await brisk.NextAsync();
        await service.RecordAsync(static world => world.List(K, "B-WAGE", "2025-03-01", "2028-02-29"));
        await brisk.NextAsync();
        await service.RecordAsync(static world => world.ObjectionAccepted(K, "B-WAGE", "2026-06-15T09:00"));
        await brisk.NextAsync();
        await service.RecordAsync(static world => world.ObjectionDecided(K, "B-WAGE", "2026-06-15T09:30", ObjectionOutcome.Rejected));
        var last = (await brisk.NextAsync()).Change;

        for (var index = 1; index < 1000; index++)
            Assert.Equal((index, first), await IndexAndRevisionAsync(slow));
        var change = (await slow.NextAsync()).Change;
        Assert.Equal((999, last.Revision, Disposition.Review), (change.Index, change.Revision, change.Answer.Disposition));
    }

    [Fact]
    public async Task A_caller_that_goes_away_leaves_nothing_behind()
    {
        await using var service = await RunningService.StartAsync();
        var watching = Watching.Of(service, "LIC", F);
        await watching.NextAsync();
        await service.WhenStreamsWaitAsync(1);
        watching.Dispose();
        await service.WhenStreamsWaitAsync(0);
    }

    [Fact]
    public async Task A_registry_that_cannot_be_asked_ends_the_stream()
    {
        await using var service = await RunningService.StartAsync();
        using var watching = Watching.Of(service, "LIC", F);
        await watching.NextAsync();
        await service.Foundation.DisposeAsync();
        await AssertUnavailableAsync(watching);
    }

    [Fact]
    public async Task A_service_that_stops_lets_its_watchers_go_at_once()
    {
        await using var service = await RunningService.StartAsync();
        using var watching = Watching.Of(service, "LIC", F);
        await watching.NextAsync();
        var stopping = service.StopAsync();
        await AssertUnavailableAsync(watching);
        await stopping;
    }

    [Fact]
    public async Task Heartbeats_come_as_often_as_they_are_wanted()
    {
        await using var service = await RunningService.StartAsync();
        var request = Watching.Request("LIC", F);
        request.HeartbeatInterval = Duration.FromTimeSpan(TimeSpan.FromSeconds(1));
        using var watching = Watching.Of(service, request);
        await watching.NextAsync();
        for (var i = 0; i < 3; i++)
        {
            await service.WhenStreamsWaitAsync(1);
            service.Clock.Now += TimeSpan.FromSeconds(1);
            Assert.Equal(service.Clock.Now, (await watching.HeartbeatAsync()).At.ToDateTimeOffset());
        }
    }

    private static async Task AssertUnavailableAsync(Watching watching)
    {
        var status = Errors.StatusOf(await watching.EndAsync());
        Assert.Equal(((int)StatusCode.Unavailable, "STORE_UNAVAILABLE"), (status.Code, status.GetDetail<ErrorInfo>()!.Reason));
        Assert.NotNull(status.GetDetail<RetryInfo>());
    }

    private static async Task<(int Index, long Revision)> IndexAndRevisionAsync(Watching watching)
    {
        var change = (await watching.NextAsync()).Change;
        return (change.Index, change.Revision);
    }

    private static async Task<ErrorInfo> RefusedAsync(RunningService service, WatchRequest request)
    {
        using var watching = Watching.Of(service, request);
        var status = Errors.StatusOf(await watching.EndAsync());
        Assert.Equal((int)StatusCode.InvalidArgument, status.Code);
        return status.GetDetail<ErrorInfo>()!;
    }
}
