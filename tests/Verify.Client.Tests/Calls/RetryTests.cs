using Grpc.Core;
using Verify.Client.Calls;
using Verify.Client.Tests.Running;
using Verify.V1;

namespace Verify.Client.Tests.Calls;

public sealed class RetryTests
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task A_service_that_names_a_time_is_asked_again_after_it_and_not_before()
    {
        var clock = new Verify.Tests.Stores.ManualClock();
        var asked = 0;
        await using var service = await ScriptedService.StartAsync(script => script.Check = (_, _) => ++asked == 1
            ? throw Script.Failure(StatusCode.ResourceExhausted, ErrorReason.ShareExceeded, RetryAfter)
            : Task.FromResult(Script.AnswerAt(1)));
        using var verify = new VerifyClient(new VerifyClientOptions { Address = service.Address }, clock: clock);

        var start = clock.Now;
        var answering = verify.CheckAsync(Questions.About(Questions.Trusted), TestContext.Current.CancellationToken);
        await clock.WhenTimersAsync(due => due.Any(one => one - start >= RetryAfter && one - start < TimeSpan.FromSeconds(1)));
        Assert.Equal(1, asked);
        clock.Now += RetryAfter;
        Assert.Equal(1, asked);
        clock.Now += TimeSpan.FromMilliseconds(200);

        Assert.Equal(Disposition.Normal, (await answering).Disposition);
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task What_the_service_refuses_for_good_is_asked_once_and_says_why_without_text()
    {
        using var data = new DataFolder();
        await using var service = await ServiceProcess.StartAsync(data.Path);
        using var verify = VerifyClient.Connect(service.Address);
        var question = Questions.About("91520523MA6HQ0013", matter: "LICX");
        question.CaseNumber = "";

        var refused = await Assert.ThrowsAsync<VerifyException>(() => verify.CheckAsync(question, TestContext.Current.CancellationToken));

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.NotEqual(ErrorReason.Unspecified, refused.Reason);
        Assert.Equal(
            [("case_number", FieldFault.NoCase), ("matter_code", FieldFault.UnknownMatter), ("subject.code", FieldFault.MalformedCode)],
            refused.FieldViolations.Select(static one => (one.Field, one.Fault)).Order());
        Assert.False(refused.Error.IsTransient);
        Assert.Null(refused.RetryAfter);
    }

    [Fact]
    public async Task A_report_that_was_cut_off_is_sent_again_under_the_same_id()
    {
        var asked = 0;
        await using var service = await ScriptedService.StartAsync(script => script.Report = (_, context) =>
            ++asked == 1 ? Script.CutAsync<ReportOutcomeResponse>(context) : Task.FromResult(new ReportOutcomeResponse { ReportId = "on record" }));
        using var verify = VerifyClient.Connect(service.Address);
        var report = new ReportOutcomeRequest { CheckId = "check" };

        Assert.Equal("on record", (await verify.ReportOutcomeAsync(report, TestContext.Current.CancellationToken)).ReportId);

        var sent = service.Script.Asked.Cast<ReportOutcomeRequest>().ToArray();
        Assert.Equal(2, sent.Length);
        Assert.NotEmpty(sent[0].RequestId);
        Assert.Equal(sent[0], sent[1]);
        Assert.Empty(report.RequestId);
    }

    [Fact]
    public async Task A_publication_that_was_cut_off_is_not_sent_again()
    {
        await using var service = await ScriptedService.StartAsync(
            static script => script.Publish = static (_, context) => Script.CutAsync<PublishCatalogResponse>(context));
        using var verify = VerifyClient.Connect(service.Address);

        await Assert.ThrowsAsync<VerifyException>(
            () => verify.Catalog.PublishCatalogAsync(new PublishCatalogRequest(), cancellationToken: TestContext.Current.CancellationToken).ResponseAsync);

        Assert.Single(service.Script.Asked);
    }

    [Fact]
    public async Task A_service_that_stays_busy_is_asked_so_often_and_no_more_and_says_why()
    {
        await using var service = await ScriptedService.StartAsync(static script => script.Check = static (_, _) =>
            throw Script.Failure(StatusCode.Unavailable, ErrorReason.StoreUnavailable, TimeSpan.FromMilliseconds(1)));
        using var verify = VerifyClient.Connect(service.Address, static options => options.MaxAttempts = 3);

        var failed = await Assert.ThrowsAsync<VerifyException>(
            () => verify.CheckAsync(Questions.About(Questions.Trusted), TestContext.Current.CancellationToken));

        Assert.Equal(ErrorReason.StoreUnavailable, failed.Reason);
        Assert.Equal(TimeSpan.FromMilliseconds(1), failed.RetryAfter);
        Assert.Equal(3, service.Script.Asked.Count);
    }

    [Fact]
    public async Task A_call_that_the_application_gives_up_is_cancelled_and_not_failed()
    {
        var arrived = new TaskCompletionSource();
        await using var service = await ScriptedService.StartAsync(script => script.Check = async (_, context) =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return Script.AnswerAt(1);
        });
        using var verify = VerifyClient.Connect(service.Address);
        using var giveUp = new CancellationTokenSource();

        var asking = verify.CheckAsync(Questions.About(Questions.Trusted), giveUp.Token);
        await arrived.Task;
        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task A_deadline_ends_a_call_that_no_attempt_answers()
    {
        await using var service = await ScriptedService.StartAsync(static script => script.Check = static async (_, context) =>
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return Script.AnswerAt(1);
        });
        using var verify = VerifyClient.Connect(service.Address, static options => options.CallTimeout = TimeSpan.FromMilliseconds(200));

        var failed = await Assert.ThrowsAsync<VerifyException>(
            () => verify.CheckAsync(Questions.About(Questions.Trusted), TestContext.Current.CancellationToken));

        Assert.Equal(StatusCode.DeadlineExceeded, failed.StatusCode);
    }

    [Fact]
    public void A_client_that_is_never_heard_asks_ten_times_more_and_then_once_for_ten_that_succeed()
    {
        var budget = new RetryBudget();
        Assert.Equal(10, Enumerable.Range(0, 100).Count(_ => budget.TryTake()));
        for (var i = 0; i < 9; i++)
            budget.Succeeded();
        Assert.False(budget.TryTake());
        budget.Succeeded();
        Assert.True(budget.TryTake());
        Assert.False(budget.TryTake());
    }
}
