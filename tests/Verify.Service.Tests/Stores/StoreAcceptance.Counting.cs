using Verify.Audit;
using Verify.Domain;

namespace Verify.Tests.Stores;

public abstract partial class StoreAcceptance
{
    private static readonly Month May = new(new DateOnly(2026, 5, 1));
    private static readonly DateOnly June15 = new(2026, 6, 15);

    [Fact]
    public async Task A_month_counts_answers_refusals_and_hits_by_department_and_matter()
    {
        await RegisterAsync(Checks.At("2026-05-01T00:00"));
        await RegisterAsync(Checks.At("2026-05-31T23:59") with { Entries = ["E-1", "E-2"] });
        await RegisterAsync(Checks.At("2026-05-20T10:00") with { Refusal = "CONSENT_INVALID" });
        await RegisterAsync(Checks.At("2026-05-20T10:00") with { MatterCode = "BID" });
        await RegisterAsync(Checks.At("2026-05-20T10:00") with { DepartmentCode = "TAX" });
        await RegisterAsync(Checks.At("2026-04-30T23:59"));
        await RegisterAsync(Checks.At("2026-06-01T00:00"));

        var counts = await CountAsync(new StatisticsFilter(May, June15, null, null));

        Assert.Equal(
            [new("520523RS", "BID", 1, 0, 0), new("520523RS", "LIC", 2, 1, 1), new("TAX", "LIC", 1, 0, 0)], counts.Checks.OrderBy(KeyOf));
        Assert.Equal("TAX", Assert.Single((await CountAsync(new StatisticsFilter(May, June15, "TAX", null))).Checks).DepartmentCode);
        Assert.Equal("BID", Assert.Single((await CountAsync(new StatisticsFilter(May, June15, null, "BID"))).Checks).MatterCode);

        static string KeyOf(CheckCount count) => count.DepartmentCode + count.MatterCode;
    }

    [Fact]
    public async Task A_month_counts_each_measure_by_its_strength_its_feedback_and_the_last_report()
    {
        var done = await RegisterAsync(Checks.At("2026-05-01T10:00").Advising("2026-06-10", "m1"));
        var undone = await RegisterAsync(Checks.At("2026-05-02T10:00").Advising("2026-06-10", "m1"));
        await RegisterAsync(Checks.At("2026-05-03T10:00").Advising("2026-06-14", "m1"));
        await RegisterAsync(Checks.At("2026-05-04T10:00").Advising("2026-06-15", "m1"));
        await RegisterAsync(Checks.At("2026-05-05T10:00") with
        {
            Measures = [new AdvisedMeasure("m1", MeasureEffect.Limit, MeasureStrength.Recommended, FeedbackRequired: false)],
        });
        await RegisterAsync(Checks.At("2026-06-01T10:00").Advising("2026-06-10", "m1"));
        await ReportAsync(Reports.Of(done, Clock.Now, ("m1", OutcomeResult.NotExecuted)));
        await ReportAsync(Reports.Of(done, Clock.Now, ("m1", OutcomeResult.Executed)));
        await ReportAsync(Reports.Of(undone, Clock.Now, ("m1", OutcomeResult.NotExecuted)));

        var counts = await CountAsync(new StatisticsFilter(May, June15, null, null));

        Assert.Equal(
            [
                new("520523RS", "LIC", "m1", MeasureStrength.Recommended, 1, 0, 0, 0, 0, 0),
                new("520523RS", "LIC", "m1", MeasureStrength.Mandatory, 4, 4, 2, 1, 1, 1),
            ],
            counts.Measures.OrderBy(static count => count.Strength));
    }

    [Fact]
    public async Task A_month_counts_closed_cases_once_and_as_unchecked_if_any_report_says_so()
    {
        await CloseAsync("case-1", "2026-05-01", withoutCheck: false);
        await CloseAsync("case-2", "2026-05-31", withoutCheck: false);
        await CloseAsync("case-2", "2026-05-31", withoutCheck: true);
        await CloseAsync("case-3", "2026-06-01", withoutCheck: true);
        await CloseAsync("case-4", "2026-05-20", withoutCheck: false, mustCheck: false);
        await CloseAsync("case-1", "2026-05-20", withoutCheck: true, department: "TAX");

        var counts = await CountAsync(new StatisticsFilter(May, June15, null, null));

        Assert.Equal(
            [new("520523RS", "LIC", 1, 1), new("TAX", "LIC", 0, 1)], counts.Closings.OrderBy(static count => count.DepartmentCode));
    }

    [Fact]
    public async Task Feedback_is_overdue_from_the_day_after_its_last_day_and_stays_a_finding_of_its_month()
    {
        var check = await RegisterAsync(Checks.At("2026-04-20T10:00").Advising("2026-05-10", "m1", "m2", "m3", "m4"));
        await ReportAsync(Reports.Of(check, new DateTimeOffset(2026, 5, 10, 23, 59, 59, ChinaTime.Offset), ("m1", OutcomeResult.Executed)));
        await ReportAsync(Reports.Of(check, new DateTimeOffset(2026, 5, 11, 0, 0, 0, ChinaTime.Offset), ("m2", OutcomeResult.Executed)));
        await RegisterAsync(Checks.At("2026-05-20T10:00").Advising("2026-06-10", "m1"));

        Assert.Empty(await FindingsAsync(today: new DateOnly(2026, 5, 10)));
        var findings = await FindingsAsync(today: new DateOnly(2026, 5, 11));

        Assert.Equal([("m2", new DateOnly(2026, 5, 11)), ("m3", null), ("m4", null)], findings.Select(static one => (one.MeasureCode, one.SettledOn)));
        Assert.All(findings, finding =>
        {
            Assert.Equal((FindingKind.FeedbackOverdue, new DateOnly(2026, 5, 10)), (finding.Kind, finding.FoundOn));
            Assert.Equal(
                (check.CheckId, "520523RS", "op-1", "LIC", check.CaseNumber),
                (finding.CheckId, finding.DepartmentCode, finding.OperatorId, finding.MatterCode, finding.CaseNumber));
        });
        Assert.Empty(await FindingsAsync(June15, "TAX"));
    }

    [Fact]
    public async Task A_mandatory_measure_is_ignored_only_if_the_last_report_says_so()
    {
        var at = new DateTimeOffset(2026, 5, 20, 10, 0, 0, ChinaTime.Offset);
        var check = await RegisterAsync(Checks.At("2026-05-01T10:00").Advising("2026-06-20", "m1", "m2") with
        {
            Measures =
            [
                new AdvisedMeasure("m1", MeasureEffect.Bar, MeasureStrength.Mandatory, true),
                new AdvisedMeasure("m2", MeasureEffect.Bar, MeasureStrength.Mandatory, true),
                new AdvisedMeasure("m3", MeasureEffect.Bar, MeasureStrength.Recommended, true),
            ],
        });
        await ReportAsync(Reports.Of(
            check, at, ("m1", OutcomeResult.NotExecuted), ("m2", OutcomeResult.NotExecuted), ("m3", OutcomeResult.NotExecuted)));
        await ReportAsync(Reports.Of(check, at, ("m2", OutcomeResult.Executed)));

        var finding = Assert.Single(await FindingsAsync(June15));

        Assert.Equal(
            (FindingKind.MandatoryMeasureNotExecuted, "m1", "理由", "op-2", new DateOnly(2026, 5, 20), check.CheckId),
            (finding.Kind, finding.MeasureCode, finding.Reason, finding.OperatorId, finding.FoundOn, finding.CheckId));
    }

    [Fact]
    public async Task Cases_without_a_check_and_acts_on_old_checks_are_findings_and_come_in_pages()
    {
        var at = new DateTimeOffset(2026, 5, 20, 10, 0, 0, ChinaTime.Offset);
        await CloseAsync("case-1", "2026-05-31", withoutCheck: true);
        await CloseAsync("case-2", "2026-05-01", withoutCheck: true);
        await CloseAsync("case-3", "2026-05-15", withoutCheck: false);
        await ReportAsync(Reports.Of(Checks.At("2026-05-01T10:00"), at) with { OldCheck = OldCheckCause.Superseded });
        await ReportAsync(Reports.Of(Checks.At("2026-05-01T10:00"), at.AddMonths(1)) with { OldCheck = OldCheckCause.Superseded });

        var all = await FindingsAsync(June15);

        Assert.Equal(
            [
                (FindingKind.CaseClosedWithoutCheck, "case-2"), (FindingKind.ActedOnOldCheck, "2026-0615-1"), (FindingKind.CaseClosedWithoutCheck, "case-1"),
            ],
            all.Select(static finding => (finding.Kind, finding.CaseNumber)));
        Assert.Equal([null, OldCheckCause.Superseded, null], all.Select(static finding => finding.OldCheck == OldCheckCause.None ? (OldCheckCause?)null : finding.OldCheck));
        Assert.Equal([true, false, true], all.Select(static finding => finding.CheckId is null));

        var first = await Audit.ReadFindingsAsync(new FindingFilter(May, June15, null, ""), 2, Cancellation);
        var second = await Audit.ReadFindingsAsync(new FindingFilter(May, June15, null, first[^1].Position), 2, Cancellation);
        Assert.Equal(all, first.Concat(second));
    }

    private Task<MonthStatistics> CountAsync(StatisticsFilter filter) => Audit.ReadStatisticsAsync(filter, Cancellation);

    private Task<IReadOnlyList<AuditFinding>> FindingsAsync(DateOnly today, string? department = null) =>
        Audit.ReadFindingsAsync(new FindingFilter(May, today, department, ""), 100, Cancellation);

    private Task<OutcomeReport> CloseAsync(
        string caseNumber, string day, bool withoutCheck, bool mustCheck = true, string department = "520523RS") =>
        ReportAsync(Reports.Of(Checks.At("2026-05-01T10:00"), Clock.Now) with
        {
            CheckId = null,
            DepartmentCode = department,
            CaseNumber = caseNumber,
            CaseClosedOn = DateOnly.ParseExact(day, "O", System.Globalization.CultureInfo.InvariantCulture),
            MustCheck = mustCheck,
            ClosedWithoutCheck = withoutCheck,
        });
}
