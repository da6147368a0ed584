using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Verify.Tests.Stores;
using Verify.V1;

namespace Verify.Service.Tests.Outside;

/// <summary>Every fact, in order, none missing, none twice, and no person's number.</summary>
public sealed class ReadFactsTests
{
    private const string K = "91520523MA6HQ01018";
    private const string T = "91520523MA6HQ01873";
    private const string P1 = "520599198001010014";
    private static readonly TimeSpan PatienceOfTests = TimeSpan.FromMinutes(2);
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Facts_come_without_gaps_over_many_pages_and_the_stream_ends_with_the_last()
    {
        await using var service = await RunningService.StartAsync();
        await service.RecordAsync(static world =>
        {
            for (var i = 0; i < 300; i++)
                world.Synced("COURT", "2026-06-15T09:00");
        });
        var all = await ReadAsync(service, 0);
        Assert.Equal(Enumerable.Range(1, 301).Select(static revision => (long)revision), all.SelectMany(static page => page.Facts).Select(static one => one.Fact.Revision));
        Assert.All(all, static page => Assert.Equal(page.Facts[^1].Fact.Revision, page.Revision));
        Assert.Equal([false, false, true], all.Select(static page => page.At is not null));

        var rest = Assert.Single(await ReadAsync(service, 299));
        Assert.Equal([300, 301], rest.Facts.Select(static one => one.Fact.Revision));
        var none = Assert.Single(await ReadAsync(service, 301));
        Assert.Equal((0, 301, service.Clock.Now), (none.Facts.Count, none.Revision, none.At.ToDateTimeOffset()));
    }

    [Fact]
    public async Task A_fact_says_whom_it_is_about_and_persons_are_masked()
    {
        await using var service = await RunningService.StartAsync();
        await service.RecordAsync(static world => world.Relation(T, P1, Role.LegalRep).Registered(P1, name: "张三丰").Synced("COURT", "2026-06-15T09:00"));
        var facts = (await ReadAsync(service, 0)).SelectMany(static page => page.Facts).ToArray();
        Assert.Equal(
            ["CatalogPublished ", $"SubjectRegistered {T}", $"RelationRecorded {T}", "SubjectRegistered 52***************4", "SourceSynced "],
            facts.Select(static one => $"{one.Fact.Fact.FactCase} {one.Subject?.Code}"));
        Assert.Equal("张**", facts[3].Fact.Fact.SubjectRegistered.Name);
        Assert.DoesNotContain(facts, static one => one.ToString().Contains(P1[..17], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Facts_of_long_texts_keep_within_the_size_of_a_message()
    {
        await using var service = await RunningService.StartAsync();
        var text = new string('长', 4000);
        await service.RecordAsync(world =>
        {
            for (var i = 0; i < 80; i++)
            {
                world.Listed(K, "B-WAGE", "2025-03-01", "2028-02-29", entry =>
                    (entry.EntryId, entry.Reason, entry.MeasureHints, entry.RemovalConditions, entry.RemovalProcedure, entry.Remedies) =
                    ($"E-{i}", text, text, text, text, text));
            }
        });
        var pages = await ReadAsync(service, 2);
        Assert.Equal(Enumerable.Range(3, 80).Select(static revision => (long)revision), pages.SelectMany(static page => page.Facts).Select(static one => one.Fact.Revision));
        Assert.All(pages, static page => Assert.InRange(page.CalculateSize(), 1, 1 << 20));
        Assert.Single(pages, static page => page.At is not null);
    }

    [Fact]
    public async Task Whoever_stays_gets_each_fact_as_it_is_committed_here_or_elsewhere_and_heartbeats_in_between()
    {
        using var folder = new TemporaryFolder();
        await using var service = await RunningService.StartAsync(data: folder.Path);
        await using var other = await RunningService.StartAsync(data: folder.Path);
        using var call = service.Registry.ReadFacts(new ReadFactsRequest { AfterRevision = 1, Follow = true }, cancellationToken: Stop);
        Assert.Equal((0, 1), CountAndRevision(await NextAsync(call)));

        await service.RecordAsync(static world => world.List(K, "B-WAGE", "2025-03-01", "2028-02-29"));
        Assert.Equal((1, 2), CountAndRevision(await NextAsync(call)));
        await other.RecordAsync(static world => world.List(T, "B-WAGE", "2025-03-01", "2028-02-29"));
        service.Clock.Now += TimeSpan.FromMilliseconds(service.Foundation.Options.Store.RevisionPollMs);
        Assert.Equal((1, 3), CountAndRevision(await NextAsync(call)));

        await service.WhenStreamsWaitAsync(1);
        service.Clock.Now += Watching.Heartbeat;
        var heartbeat = await NextAsync(call);
        Assert.Equal((0, 3), CountAndRevision(heartbeat));
        Assert.Equal(service.Clock.Now, heartbeat.At.ToDateTimeOffset());

        await service.WhenStreamsWaitAsync(1);
        call.Dispose();
        await service.WhenStreamsWaitAsync(0);
    }

    [Fact]
    public async Task What_cannot_be_read_is_an_error()
    {
        await using var service = await RunningService.StartAsync();
        Assert.Equal(
            ((int)StatusCode.InvalidArgument, "after_revision,heartbeat_interval"),
            await RefusedAsync(new ReadFactsRequest { AfterRevision = -1, HeartbeatInterval = Duration.FromTimeSpan(TimeSpan.FromHours(2)) }));
        Assert.Equal(((int)StatusCode.Unavailable, "99"), await RefusedAsync(new ReadFactsRequest { AfterRevision = 99, Follow = true }));
        await service.Foundation.DisposeAsync();
        Assert.Equal(((int)StatusCode.Unavailable, ""), await RefusedAsync(new ReadFactsRequest()));

        async Task<(int, string)> RefusedAsync(ReadFactsRequest request)
        {
            using var call = service.Registry.ReadFacts(request, cancellationToken: Stop);
            var status = Errors.StatusOf(await Assert.ThrowsAsync<RpcException>(async () => await call.ResponseStream.MoveNext(Stop)));
            return (status.Code, string.Concat(status.GetDetail<ErrorInfo>()!.Metadata.Values));
        }
    }

    private static async Task<List<ReadFactsResponse>> ReadAsync(RunningService service, long after)
    {
        var pages = new List<ReadFactsResponse>();
        using var call = service.Registry.ReadFacts(new ReadFactsRequest { AfterRevision = after }, cancellationToken: Stop);
        while (await call.ResponseStream.MoveNext(Stop).WaitAsync(PatienceOfTests, Stop))
            pages.Add(call.ResponseStream.Current);
        return pages;
    }

    private static async Task<ReadFactsResponse> NextAsync(AsyncServerStreamingCall<ReadFactsResponse> call)
    {
        Assert.True(await call.ResponseStream.MoveNext(Stop).WaitAsync(PatienceOfTests, Stop));
        return call.ResponseStream.Current;
    }

    private static (int, long) CountAndRevision(ReadFactsResponse page) => (page.Facts.Count, page.Revision);
}
