using Verify.Audit;
using Verify.Audit.Chain;
using Verify.Domain;
using Verify.Tests.Stores;

namespace Verify.Service.Tests.Outside;

/// <summary>What goes once its time of keeping is over, and what stays for somebody who still waits for it.</summary>
public sealed class RetentionTests
{
    private const string P = "91520523MA6HQ0144M";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Old_checks_go_by_their_class_and_the_register_stays_sound()
    {
        await using var service = await RunningService.StartAsync(configure: static options =>
            (options.Register.Retention.AnswerMonths, options.Register.Retention.PersonMonths, options.Register.Retention.RefusalMonths) = (36, 12, 0));
        var person = new SubjectKey("P:somebody");
        CheckRecord[] going = [Clean("2023-06-14T23:59:59"), Clean("2024-06-01T10:00") with { Subject = person }, Clean("2022-01-01T10:00")];
        CheckRecord[] staying = [Clean("2023-06-15T00:00"), Clean("2025-06-20T10:00") with { Subject = person }, Clean("2020-01-01T10:00") with { Refusal = "CONSENT_INVALID" }];
        await TakeAsync(service, [.. going, .. staying]);

        var trial = await service.Foundation.Retaining.RunAsync(isTrial: true, progress: null, Stop);
        Assert.Equal(new Flows.RetentionTally(6, 3, 0), trial);
        await AssertThereAsync(service, [.. going, .. staying], []);

        Assert.Equal(trial, await service.Foundation.Retaining.RunAsync(isTrial: false, progress: null, Stop));
        await AssertThereAsync(service, staying, going);
        var report = await service.Foundation.Log.VerifyAsync(LogSpan.All, progress: null, Stop);
        Assert.Equal((true, 3, 3), (report.IsSound, report.Progress.Checks, report.Progress.Removed));
        Assert.Equal(new Flows.RetentionTally(3, 0, 0), await service.Foundation.Retaining.RunAsync(isTrial: false, progress: null, Stop));
    }

    [Fact]
    public async Task What_is_owed_or_disputed_stays_until_it_is_settled()
    {
        await using var service = await RunningService.StartAsync();
        await service.RecordAsync(static world => world
            .Listed(P, "B-ENV", "2020-01-01", "2027-01-01")
            .ObjectionAccepted(P, "B-ENV", "2026-06-10T09:00"));
        var entry = $"B-ENV@{P[^4..]}";
        var owing = Clean("2022-01-01T10:00").Advising("2022-02-01", "m1") with { Entries = [] };
        var alerting = Clean("2022-01-02T10:00") with { Alerts = [new Alert(NoticeKind.RedConflict, "E-9", "D")] };
        var disputed = Clean("2022-01-03T10:00") with { Entries = [entry] };
        await TakeAsync(service, owing, alerting, disputed);
        Assert.Equal(new Flows.RetentionTally(3, 0, 3), await RunAsync());

        await service.Foundation.Audit.AppendReportAsync(Reports.Of(owing, service.Clock.Now, ("m1", OutcomeResult.Executed)), Stop);
        await service.Foundation.Audit.AcknowledgeAsync(
            new NoticeName(NoticeKind.RedConflict, "E-9", 0, "D"), new Acknowledgement(service.Clock.Now, "op-1"), Stop);
        Assert.Equal(new Flows.RetentionTally(3, 2, 1), await RunAsync());

        await service.RecordAsync(static world => world.ObjectionDecided(P, "B-ENV", "2026-06-12T09:00", V1.ObjectionOutcome.Rejected));
        Assert.Equal(new Flows.RetentionTally(1, 1, 0), await RunAsync());
        await AssertThereAsync(service, [], [owing, alerting, disputed]);

        Task<Flows.RetentionTally> RunAsync() => service.Foundation.Retaining.RunAsync(isTrial: false, progress: null, Stop);
    }

    [Fact]
    public void Less_than_half_a_year_is_no_time_of_keeping() =>
        Assert.Equal(
            ["Verify:Register:Retention:AnswerMonths: 0, or between 6 and 1,200.", "Verify:Register:Retention:RefusalMonths: 0, or between 6 and 1,200."],
            new RetentionOptions { AnswerMonths = 5, PersonMonths = 0, RefusalMonths = 1_201 }.Faults());

    private static CheckRecord Clean(string instant) => Checks.At(instant);

    private static async Task TakeAsync(RunningService service, params CheckRecord[] records)
    {
        foreach (var record in records)
            await service.Foundation.Register.AppendAsync(record, Stop);
    }

    private static async Task AssertThereAsync(RunningService service, CheckRecord[] there, CheckRecord[] gone)
    {
        foreach (var record in there)
            Assert.NotNull(await service.Foundation.Audit.FindCheckAsync(record.CheckId, Stop));
        foreach (var record in gone)
            Assert.Null(await service.Foundation.Audit.FindCheckAsync(record.CheckId, Stop));
    }
}
