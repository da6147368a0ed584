using Grpc.Core;
using Verify.Client.Tests.Running;
using Verify.V1;

namespace Verify.Client.Tests.Streams;

public sealed class WatchTests
{
    private static readonly string[] Watched = ["A", "B", "C"];

    [Fact]
    public async Task A_watch_that_breaks_in_the_middle_of_a_state_misses_nothing_and_repeats_nothing()
    {
        var connections = 0;
        await using var service = await ScriptedService.StartAsync(script => script.Watch = async (request, replies, context) =>
        {
            if (++connections == 1)
            {
                await replies.WriteAsync(Change(0, 5, reached: null), context.CancellationToken);
                await replies.WriteAsync(Change(1, 5, reached: null), context.CancellationToken);
                await replies.WriteAsync(Change(2, 5, reached: 5), context.CancellationToken);
                // Of two changes of revision 6 one goes out.
                await replies.WriteAsync(Change(0, 6, reached: 5), context.CancellationToken);
                throw Script.Failure(StatusCode.Unavailable, ErrorReason.StoreUnavailable, TimeSpan.FromMilliseconds(1));
            }

            Assert.Equal(5, request.Resume.Revision);
            await replies.WriteAsync(Change(0, 6, reached: 5), context.CancellationToken);
            await replies.WriteAsync(Change(1, 6, reached: 6), context.CancellationToken);
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        });
        using var verify = VerifyClient.Connect(service.Address);

        var seen = new List<string>();
        await foreach (var change in verify.WatchAsync(Questions.Context(), Watched, Questions.Subject, null, TestContext.Current.CancellationToken))
        {
            seen.Add($"{change.Item}{change.Revision} {change.Reached?.Revision}");
            if (seen.Count == 5)
                break;
        }

        Assert.Equal(["A5 ", "B5 ", "C5 5", "A6 5", "B6 6"], seen);
        Assert.Equal(6, verify.RevisionSeen);
    }

    [Fact]
    public async Task A_watch_waits_out_a_store_that_cannot_be_asked()
    {
        var connections = 0;
        await using var service = await ScriptedService.StartAsync(script => script.Watch = async (_, replies, context) =>
        {
            if (++connections < 10)
                throw Script.Failure(StatusCode.Unavailable, ErrorReason.StoreUnavailable, TimeSpan.FromMilliseconds(1));
            await replies.WriteAsync(Change(0, 5, reached: 5), context.CancellationToken);
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        });
        var clock = new HastyClock();
        using var verify = new VerifyClient(new VerifyClientOptions { Address = service.Address }, clock: clock);

        await foreach (var change in verify.WatchAsync(Questions.Context(), Watched, Questions.Subject, null, TestContext.Current.CancellationToken))
        {
            Assert.Equal("A", change.Item);
            break;
        }
    }

    [Fact]
    public async Task A_watch_that_the_service_refuses_for_good_ends_with_the_reason()
    {
        using var data = new DataFolder();
        await using var service = await ServiceProcess.StartAsync(data.Path);
        using var verify = VerifyClient.Connect(service.Address);

        var refused = await Assert.ThrowsAsync<VerifyException>(async () =>
        {
            await foreach (var _ in verify.WatchAsync(Questions.Context("LICX"), [Questions.Trusted], Questions.Subject, null, TestContext.Current.CancellationToken))
            {
            }
        });

        Assert.Equal(ErrorReason.UnknownMatter, refused.Reason);
    }

    [Fact]
    public async Task A_change_recorded_while_the_watched_instance_is_gone_comes_from_the_other()
    {
        using var data = new DataFolder();
        await using var first = await ServiceProcess.StartAsync(data.Path);
        await using var second = await ServiceProcess.StartAsync(data.Path);
        using var watcher = VerifyClient.Connect($"{first.Address},{second.Address}");
        using var recorder = VerifyClient.Connect(second.Address);
        var seen = new List<Disposition>();

        await foreach (var change in watcher.WatchAsync(Questions.Context(), [Questions.Trusted], Questions.Subject, null, TestContext.Current.CancellationToken))
        {
            seen.Add(change.Require().Disposition);
            if (seen.Count == 2)
                break;
            await first.KillAsync();
            await recorder.RecordAsync(Listing(Questions.Trusted), TestContext.Current.CancellationToken);
        }

        Assert.Equal([Disposition.Facilitate, Disposition.Prohibit], seen);
    }

    private static RecordRequest Listing(string code) => new()
    {
        Subject = Questions.Subject(code),
        RecordedBy = new RecordedBy { DepartmentCode = "HRSS", OperatorId = "wang" },
        DocumentNumber = "金砂人社列〔2026〕9号",
        Fact = new Fact
        {
            EntryListed = new EntryListed
            {
                EntryId = "B-WAGE-9", ListKind = "B-WAGE", Recogniser = "金砂县人力资源和社会保障局", DecisionDocument = "金砂人社列〔2026〕9号",
                Reason = "拖欠工资", LegalBasis = { "条款" }, MeasureHints = "提示", RemovalConditions = "条件", RemovalProcedure = "程序", Remedies = "救济",
                StartOn = "2026-01-01", EndOn = "2028-12-31",
            },
        },
    };

    private static WatchResponse Change(int index, long revision, long? reached) => new()
    {
        Change = new WatchChange { Index = index, Revision = revision, Answer = Script.AnswerAt(revision) },
        Reached = reached is { } point ? new WatchPoint { Revision = point } : null,
    };
}
