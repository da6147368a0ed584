using Verify.Audit;
using Verify.Domain;

namespace Verify.Tests.Stores;

public abstract partial class StoreAcceptance
{
    [Fact]
    public async Task Of_several_reports_on_a_measure_the_last_one_counts()
    {
        var check = await RegisterAsync(Checks.At("2026-06-01T10:00").Advising("2026-07-10", "m1", "m2"));

        // The clock may be set back between reports; the order in which they come is what counts.
        await ReportAsync(Reports.Of(check, Clock.Now, ("m1", OutcomeResult.NotExecuted), ("m2", OutcomeResult.Executed)));
        var last = await ReportAsync(Reports.Of(check, Clock.Now.AddDays(-1), ("m1", OutcomeResult.Executed)));

        var measures = (await Audit.FindCheckAsync(check.CheckId, Cancellation))!.Measures;
        Assert.Equal(new ReportedOutcome(OutcomeResult.Executed, "理由", last.ReportedAt), measures[0].Last);
        Assert.Equal(new ReportedOutcome(OutcomeResult.Executed, "理由", Clock.Now), measures[1].Last);
    }

    [Fact]
    public async Task A_report_that_comes_again_is_taken_once_and_gets_the_first_back()
    {
        var check = await RegisterAsync(Checks.At("2026-06-01T10:00").Advising("2026-07-10", "m1"));
        var first = Reports.Of(check, Clock.Now, ("m1", OutcomeResult.Executed)) with
        {
            CaseClosedOn = new DateOnly(2026, 6, 14),
            ActedAt = Clock.Now.AddDays(-1),
            ClosedWithoutCheck = true,
            MandatoryNotExecuted = true,
            OldCheck = OldCheckCause.EntryLifted,
        };
        var again = Reports.Of(check, Clock.Now.AddDays(1), ("m1", OutcomeResult.NotExecuted)) with
        {
            RequestId = first.RequestId,
            RequestDigest = [9],
        };

        Assert.Equal(first, await ReportAsync(first));
        var standing = await ReportAsync(again);

        Assert.Equal(first.RequestDigest, standing.RequestDigest);
        Assert.Equal(first with { RequestDigest = standing.RequestDigest, Outcomes = standing.Outcomes }, standing);
        Assert.Equal(first.Findings, standing.Findings);
        var measure = Assert.Single((await Audit.FindCheckAsync(check.CheckId, Cancellation))!.Measures);
        Assert.Equal(OutcomeResult.Executed, measure.Last!.Result);
        Assert.Equal(again.ReportId, (await ReportAsync(again with { Caller = "caller-2" })).ReportId);
    }

    [Fact]
    public async Task Of_racing_reports_under_one_request_id_one_stands_for_all()
    {
        var check = await RegisterAsync(Checks.At("2026-06-01T10:00").Advising("2026-07-10", "m1"));
        var standing = await Task.WhenAll(Enumerable.Range(0, Racers).Select(_ => Task.Run(
            () => ReportAsync(Reports.Of(check, Clock.Now, ("m1", OutcomeResult.Executed)) with { RequestId = "r-1" }), Cancellation)));

        Assert.Single(standing.DistinctBy(static report => report.ReportId));
    }

    [Fact]
    public async Task A_report_without_a_check_is_taken_too()
    {
        var report = Reports.Of(Checks.At("2026-06-01T10:00"), Clock.Now) with { CheckId = null, CaseClosedOn = new DateOnly(2026, 6, 15) };

        Assert.Null((await ReportAsync(report)).CheckId);
        Assert.Null((await ReportAsync(report)).CheckId);
    }

    [Fact]
    public async Task A_notice_of_a_retraction_counts_the_answers_that_rest_on_what_was_wrong_for_each_department()
    {
        var first = Resting("2026-06-01T10:00", "E-1", revision: 3, "LICENSING");
        var second = Resting("2026-06-02T10:00", "E-1", revision: 4, "LICENSING");
        var other = Resting("2026-06-03T10:00", "E-1", revision: 4, "TAX");
        foreach (var record in new[]
                 {
                     first, second, other, Resting("2026-06-04T10:00", "E-1", 5, "LICENSING"), Resting("2026-06-05T10:00", "e-1", 3, "LICENSING"),
                 })
        {
            await RegisterAsync(record);
        }

        RetractedEntry[] retracted = [new("E-1", 0, 5, Clock.Now), new("E-1", 5, 9, Clock.Now.AddDays(1)), new("E-2", 0, 9, Clock.Now)];
        var notices = (await Audit.ReadRetractionNoticesAsync(retracted, null, Cancellation)).ToDictionary(static notice => notice.Name);

        Assert.Equal(3, notices.Count);
        Assert.Equal(
            new Notice(Retracted("E-1", 5, "LICENSING"), Clock.Now, 2, second.CheckId, null), notices[Retracted("E-1", 5, "LICENSING")]);
        Assert.Equal(new Notice(Retracted("E-1", 5, "TAX"), Clock.Now, 1, other.CheckId, null), notices[Retracted("E-1", 5, "TAX")]);
        Assert.Equal((1, Clock.Now.AddDays(1)), (notices[Retracted("E-1", 9, "LICENSING")].Checks, notices[Retracted("E-1", 9, "LICENSING")].Since));
        Assert.Equal(
            [Retracted("E-1", 5, "TAX")],
            (await Audit.ReadRetractionNoticesAsync(retracted, "TAX", Cancellation)).Select(static notice => notice.Name));
        Assert.Empty(await Audit.ReadRetractionNoticesAsync([], null, Cancellation));
    }

    [Fact]
    public async Task Alerts_about_one_entry_are_one_notice_to_the_department_that_recorded_it()
    {
        var alert = new Alert(NoticeKind.RedConflict, "E-1", "TAX");
        var last = Checks.At("2026-06-02T10:00") with { Alerts = [alert] };
        await RegisterAsync(last);
        await RegisterAsync(Checks.At("2026-06-01T10:00") with { Alerts = [alert, alert with { Kind = NoticeKind.MinorProtected }] });
        await RegisterAsync(Checks.At("2026-06-01T11:00") with { Alerts = [alert with { EntryId = "E-2", DepartmentCode = "COURT" }] });

        var notices = await Audit.ReadAlertNoticesAsync("TAX", Cancellation);

        Assert.Equal(2, notices.Count);
        Assert.Contains(
            new Notice(new NoticeName(NoticeKind.RedConflict, "E-1", 0, "TAX"), Drafts.OccurredAt.AddHours(10), 2, last.CheckId, null), notices);
        Assert.Equal(3, (await Audit.ReadAlertNoticesAsync(null, Cancellation)).Count);
    }

    [Fact]
    public async Task The_first_acknowledgement_of_a_notice_stands_and_is_of_that_notice_alone()
    {
        await RegisterAsync(Resting("2026-06-01T10:00", "E-1", revision: 3, "LICENSING") with
        {
            Alerts = [new Alert(NoticeKind.RedConflict, "E-1", "LICENSING"), new Alert(NoticeKind.MinorProtected, "E-1", "LICENSING")],
        });
        var first = new Acknowledgement(Clock.Now, "op-1");
        Assert.Equal(first, await Audit.AcknowledgeAsync(Retracted("E-1", 5, "LICENSING"), first, Cancellation));
        Assert.Equal(
            first, await Audit.AcknowledgeAsync(Retracted("E-1", 5, "LICENSING"), new Acknowledgement(Clock.Now.AddDays(1), "op-2"), Cancellation));
        var red = new Acknowledgement(Clock.Now.AddTicks(1), "op-3");
        await Audit.AcknowledgeAsync(new NoticeName(NoticeKind.RedConflict, "E-1", 0, "LICENSING"), red, Cancellation);

        RetractedEntry[] retracted = [new("E-1", 0, 5, Clock.Now)];
        Assert.Equal(first, Assert.Single(await Audit.ReadRetractionNoticesAsync(retracted, "LICENSING", Cancellation)).Acknowledged);
        Assert.Equal(
            [(NoticeKind.RedConflict, red), (NoticeKind.MinorProtected, null)],
            (await Audit.ReadAlertNoticesAsync("LICENSING", Cancellation)).OrderBy(static notice => notice.Name.Kind)
                .Select(static notice => (notice.Name.Kind, notice.Acknowledged)));
    }

    private static NoticeName Retracted(string entryId, long revision, string department) =>
        new(NoticeKind.EntryRetracted, entryId, revision, department);

    private static CheckRecord Resting(string at, string entryId, long revision, string department) =>
        Checks.At(at) with { Entries = [entryId], Revision = revision, DepartmentCode = department };

    private async Task<CheckRecord> RegisterAsync(CheckRecord record)
    {
        await Register.AppendAsync(record, Cancellation);
        return record;
    }

    private Task<OutcomeReport> ReportAsync(OutcomeReport report) => Audit.AppendReportAsync(report, Cancellation);
}
