using Grpc.Core;
using Verify.Service.Tests.Outside;
using Verify.V1;
using static Verify.Service.Tests.WorkedExamples.Asking;

namespace Verify.Service.Tests.WorkedExamples;

/// <summary>The worked examples of what follows an answer: E21, E57, and the duties of 3.9.</summary>
public sealed class AfterAnswerTests
{
    private const string F = "91520523MA6HQ00642", K = "91520523MA6HQ01018", P = "91520523MA6HQ0144M";
    private const string Env = "B-ENV@144M";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private static readonly Action<World> WageK = static world => world.Listed(K, "B-WAGE", "2025-03-01", "2028-02-29");

    [Fact]
    public async Task E21_a_revoked_entry_leads_to_the_three_answers_that_used_it_and_a_notice_to_each_department()
    {
        await using var service = await RunningService.StartAsync(now: At("2026-06-01"));
        var history = Given(static world => world
            .Listed(P, "B-ENV", "2025-09-01", "2028-08-31")
            .Registered(F)
            .ObjectionAccepted(P, "B-ENV", "2026-06-10T09:00")
            .ObjectionDecided(P, "B-ENV", "2026-06-12T09:00", ObjectionOutcome.UpheldRevoked));
        await RecordAsync(service, history[..3]);
        var told = new List<string>();
        foreach (var (day, department) in new[] { ("2026-06-02", "LICENSING"), ("2026-06-03", "MARKET-REG"), ("2026-06-04", "LICENSING") })
            told.Add((await AskAsync(service, day, Ask(P, "LIC"), department)).CheckId);
        await AskAsync(service, "2026-06-05", Ask(F, "LIC"), "LICENSING");
        await RecordAsync(service, history[3..4], "2026-06-10");
        var revoked = await RecordAsync(service, history[4..], "2026-06-12");

        var now = await AskAsync(service, "2026-06-15", Ask(P, "LIC"), "LICENSING");
        AnswerWords.AssertSays("IS FACILITATE; LISTS none; ENTRIES none", now);

        var affected = await service.Audit.ListAffectedChecksAsync(new ListAffectedChecksRequest { EntryId = Env }, cancellationToken: Stop);
        Assert.Equal(told.AsEnumerable().Reverse(), affected.Checks.Select(static one => one.Check.CheckId));
        Assert.All(affected.Checks, one =>
        {
            Assert.Equal((P, "LIC", "办件-1", Disposition.Review), (one.Check.Subject.Code, one.Check.MatterCode, one.Check.CaseNumber, one.Check.Disposition));
            Assert.Equal("m4", Assert.Single(one.Check.Measures).Code);
            Assert.Equal((revoked, At("2026-06-12")), (one.RetractedByRevision, one.RetractedAt.ToDateTimeOffset()));
        });
        Assert.Equal(
            [("LICENSING", 2, told[2]), ("MARKET-REG", 1, told[1])],
            affected.Notices.OrderBy(static notice => notice.DepartmentCode).Select(static notice => (notice.DepartmentCode, notice.Checks, notice.LastCheckId)));
        Assert.All(affected.Notices, notice =>
        {
            Assert.Equal((NoticeKind.EntryRetracted, Env, revoked), (notice.Kind, notice.EntryId, notice.Revision));
            Assert.Equal(At("2026-06-12"), notice.Since.ToDateTimeOffset());
            Assert.Null(notice.AcknowledgedAt);
        });

        var taken = await service.Audit.AcknowledgeNoticeAsync(
            new AcknowledgeNoticeRequest { Kind = NoticeKind.EntryRetracted, EntryId = Env, Revision = revoked, OperatorId = "wang" },
            As("LICENSING"), cancellationToken: Stop);
        Assert.Equal(("wang", At("2026-06-15")), (taken.Notice.AcknowledgedBy, taken.Notice.AcknowledgedAt.ToDateTimeOffset()));
        var owed = await service.Audit.ListNoticesAsync(new ListNoticesRequest(), cancellationToken: Stop);
        Assert.Equal("MARKET-REG", Assert.Single(owed.Notices).DepartmentCode);
        Assert.Empty((await service.Audit.ListNoticesAsync(new ListNoticesRequest(), As("LICENSING"), cancellationToken: Stop)).Notices);
        var all = await service.Audit.ListNoticesAsync(new ListNoticesRequest { IncludeAcknowledged = true }, As("LICENSING"), cancellationToken: Stop);
        Assert.Equal(taken.Notice, Assert.Single(all.Notices));
    }

    [Fact]
    public async Task An_answer_that_an_ended_entry_made_worse_is_affected_when_that_entry_is_revoked()
    {
        await using var service = await RunningService.StartAsync(now: At("2026-06-01"));
        var history = Given(static world => world
            .Listed(F, "B-STAT", "2022-01-01", "2024-12-31")
            .ObjectionAccepted(F, "B-STAT", "2026-06-10T09:00")
            .ObjectionDecided(F, "B-STAT", "2026-06-12T09:00", ObjectionOutcome.UpheldRevoked));
        await RecordAsync(service, history[..2]);
        var answer = await AskAsync(service, "2026-06-02", Ask(F, "LIC"), "LICENSING");
        AnswerWords.AssertSays("IS NORMAL; ENTRIES none; GC NOT_ELIGIBLE/RECORD_IN_WINDOW", answer);
        await RecordAsync(service, history[2..], "2026-06-12");

        var affected = await service.Audit.ListAffectedChecksAsync(new ListAffectedChecksRequest { EntryId = "B-STAT@0642" }, cancellationToken: Stop);
        Assert.Equal(answer.CheckId, Assert.Single(affected.Checks).Check.CheckId);
        Assert.Equal("LICENSING", Assert.Single(affected.Notices).DepartmentCode);
    }

    [Fact]
    public async Task E57_a_prohibition_without_feedback_is_overdue_in_the_June_run_of_its_department()
    {
        await using var service = await RunningService.StartAsync(now: At("2026-05-01"));
        await RecordAsync(service, Given(WageK));
        var answer = await AskAsync(service, "2026-05-20", Ask(K, "BID"), "TRADING-CENTRE");
        Assert.Equal((Disposition.Prohibit, "2026-06-10"), (answer.Disposition, answer.FeedbackDueOn));

        Assert.Empty(await FindingsAsync(service, "2026-06-10", "2026-06", "TRADING-CENTRE"));
        var overdue = Assert.Single(await FindingsAsync(service, "2026-06-11", "2026-06", "TRADING-CENTRE"));
        Assert.Equal(
            (FindingKind.FeedbackOverdue, "2026-06-10", "TRADING-CENTRE", "BID", "办件-1", answer.CheckId, "m2", ""),
            (overdue.Kind, overdue.FoundOn, overdue.DepartmentCode, overdue.MatterCode, overdue.CaseNumber, overdue.CheckId, overdue.MeasureCode, overdue.SettledOn));
        Assert.Empty(await FindingsAsync(service, "2026-06-15", "2026-05", "TRADING-CENTRE"));
        Assert.Empty(await FindingsAsync(service, "2026-06-15", "2026-06", "LICENSING"));
        var row = Assert.Single(await StatisticsAsync(service, "2026-05"));
        Assert.Equal((1, 1, 1, 1, 0, 1), (row.Checks, row.Hits, row.MandatoryMeasures, row.FeedbackOwed, row.FeedbackGiven, row.FeedbackOverdue));

        var report = Report(answer, ("m2", OutcomeResult.Executed, ""));
        report.ActedAt = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(At("2026-05-21"));
        Assert.Empty((await ReportAsync(service, "2026-06-16", report, "TRADING-CENTRE")).Findings);
        Assert.Equal("2026-06-16", Assert.Single(await FindingsAsync(service, "2026-06-20", "2026-06", "TRADING-CENTRE")).SettledOn);
        row = Assert.Single(await StatisticsAsync(service, "2026-05"));
        Assert.Equal((1, 0, 1, 0), (row.FeedbackGiven, row.FeedbackOverdue, row.Executed, row.NotExecuted));
    }

    [Fact]
    public async Task A_mandatory_measure_that_is_not_carried_out_is_told_back_and_is_a_finding_until_it_is()
    {
        await using var service = await RunningService.StartAsync();
        await RecordAsync(service, Given(WageK));
        var answer = await AskAsync(service, "2026-06-16", Ask(K, "BID"), "TRADING-CENTRE");

        var ignored = await ReportAsync(service, "2026-06-17", Report(answer, ("m2", OutcomeResult.NotExecuted, "招标文件未列入")), "TRADING-CENTRE");
        Assert.Equal([FindingKind.MandatoryMeasureNotExecuted], ignored.Findings);
        var finding = Assert.Single(await FindingsAsync(service, "2026-06-17", "2026-06", "TRADING-CENTRE"));
        Assert.Equal((FindingKind.MandatoryMeasureNotExecuted, "m2", "招标文件未列入"), (finding.Kind, finding.MeasureCode, finding.Reason));

        Assert.Empty((await ReportAsync(service, "2026-06-18", Report(answer, ("m2", OutcomeResult.Executed, "")), "TRADING-CENTRE")).Findings);
        Assert.Empty(await FindingsAsync(service, "2026-06-18", "2026-06", "TRADING-CENTRE"));
        var check = Assert.Single((await service.Audit.SearchChecksAsync(new SearchChecksRequest(), cancellationToken: Stop)).Checks);
        Assert.Equal((OutcomeResult.Executed, At("2026-06-18")), (check.Measures[0].Result, check.Measures[0].ReportedAt.ToDateTimeOffset()));
    }

    [Fact]
    public async Task A_must_check_case_that_is_closed_without_a_check_is_a_coverage_defect_and_one_with_a_check_is_not()
    {
        await using var service = await RunningService.StartAsync();
        await RecordAsync(service, Given(static world => world.Registered(F)));
        var answer = await AskAsync(service, "2026-06-16", Ask(F, "FUND"), "FINANCE");

        var without = await ReportAsync(service, "2026-06-17", Closing("FUND", "办件-9"), "FINANCE");
        Assert.Equal([FindingKind.CaseClosedWithoutCheck], without.Findings);
        Assert.Empty((await ReportAsync(service, "2026-06-17", Closing("LIC", "办件-9"), "FINANCE")).Findings);
        var closing = Report(answer);
        closing.CaseClosedOn = "2026-06-17";
        Assert.Empty((await ReportAsync(service, "2026-06-17", closing, "FINANCE")).Findings);

        // The register knows that this case was checked, although the report does not say by which check.
        Assert.Empty((await ReportAsync(service, "2026-06-17", Closing("FUND", "办件-1"), "FINANCE")).Findings);
        Assert.Equal([FindingKind.CaseClosedWithoutCheck], (await ReportAsync(service, "2026-06-17", Closing("FUND", "办件-1"), "DEVELOPMENT")).Findings);

        var finding = Assert.Single(await FindingsAsync(service, "2026-06-17", "2026-06", "FINANCE"));
        Assert.Equal((FindingKind.CaseClosedWithoutCheck, "办件-9", "", "2026-06-17"), (finding.Kind, finding.CaseNumber, finding.CheckId, finding.FoundOn));
        var row = (await StatisticsAsync(service, "2026-06")).Single(static row => row is { DepartmentCode: "FINANCE", MatterCode: "FUND" });
        Assert.Equal((1, 1, 1), (row.Checks, row.CasesWithCheck, row.CasesWithoutCheck));
    }

    [Fact]
    public async Task Acting_on_a_check_whose_entry_has_been_repaired_meanwhile_is_told_back()
    {
        await using var service = await RunningService.StartAsync();
        var history = Given(static world => world.Listed(K, "B-WAGE", "2025-03-01", "2028-02-29").Repaired(K, "B-WAGE", "2026-06-16T08:00", "2026-06-17T08:00"));
        await RecordAsync(service, history[..2]);
        var answer = await AskAsync(service, "2026-06-15", Ask(K, "BID"), "TRADING-CENTRE");
        await RecordAsync(service, history[2..], "2026-06-17");

        var refused = await ReportAsync(service, "2026-06-18", Report(answer, ("m2", OutcomeResult.NotExecuted, "已修复")), "TRADING-CENTRE");
        Assert.Equal([FindingKind.MandatoryMeasureNotExecuted], refused.Findings);

        var before = Report(answer, ("m2", OutcomeResult.Executed, ""));
        before.ActedAt = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(At("2026-06-16"));
        Assert.Empty((await ReportAsync(service, "2026-06-18", before, "TRADING-CENTRE")).Findings);

        var late = await ReportAsync(service, "2026-06-18", Report(answer, ("m2", OutcomeResult.Executed, "")), "TRADING-CENTRE");
        Assert.Equal([FindingKind.ActedOnOldCheck], late.Findings);
        Assert.Equal(OldCheckCause.EntryLifted, late.OldCheckCause);
        Assert.Equal(
            OldCheckCause.EntryLifted,
            Assert.Single(await FindingsAsync(service, "2026-06-18", "2026-06", "TRADING-CENTRE")).OldCheckCause);
    }

    [Fact]
    public async Task Acting_on_a_check_that_a_later_one_of_the_case_superseded_is_told_back_unless_it_said_the_same()
    {
        await using var service = await RunningService.StartAsync();
        var history = Given(static world => world.Listed(K, "B-WAGE", "2025-03-01", "2028-02-29").Repaired(K, "B-WAGE", "2026-06-16T08:00", "2026-06-17T08:00"));
        await RecordAsync(service, history[..2]);
        var first = await AskAsync(service, "2026-06-15", Ask(K, "BID"), "TRADING-CENTRE");
        await AskAsync(service, "2026-06-16", Ask(K, "BID"), "TRADING-CENTRE");
        Assert.Empty((await ReportAsync(service, "2026-06-16", Report(first, ("m2", OutcomeResult.Executed, "")), "TRADING-CENTRE")).Findings);

        await RecordAsync(service, history[2..], "2026-06-17");
        await AskAsync(service, "2026-06-18", Ask(K, "BID"), "TRADING-CENTRE");
        var old = await ReportAsync(service, "2026-06-19", Report(first, ("m2", OutcomeResult.Executed, "")), "TRADING-CENTRE");
        Assert.Equal([FindingKind.ActedOnOldCheck], old.Findings);
        Assert.Equal(OldCheckCause.Superseded, old.OldCheckCause);
    }

    [Fact]
    public async Task Acting_on_a_check_after_its_answer_ran_out_is_told_back()
    {
        await using var service = await RunningService.StartAsync();
        await RecordAsync(service, Given(WageK));
        var answer = await AskAsync(service, "2026-06-15", Ask(K, "BID"), "TRADING-CENTRE");
        Assert.Equal(At("2026-07-01").AddHours(-10), answer.AnswerValidUntil.ToDateTimeOffset());

        var late = await ReportAsync(service, "2026-07-01", Report(answer, ("m2", OutcomeResult.Executed, "")), "TRADING-CENTRE");
        Assert.Equal(OldCheckCause.AnswerExpired, late.OldCheckCause);
    }

    [Fact]
    public async Task A_red_conflict_and_a_withheld_minor_are_notices_to_the_department_that_recorded_the_entry()
    {
        const string l = "91520523MA6HQ011X0", p2 = "520599201203010017";
        await using var service = await RunningService.StartAsync();
        await RecordAsync(service, Given(static world => world
            .Listed(l, "R-CUSTOMS-AEO", "2026-01-01", "2028-12-31")
            .Listed(l, "B-ENV", "2025-09-01", "2028-08-31")
            .Listed(p2, "B-COURT", "2025-05-01", "2027-04-30")));
        await AskAsync(service, "2026-06-16", Ask(l, "LIC"), "LICENSING");
        var last = await AskAsync(service, "2026-06-17", Ask(l, "LIC"), "LICENSING");
        await AskAsync(service, "2026-06-18", Ask(p2, "HONOUR"), "HUMAN-RESOURCES");

        Assert.Empty((await service.Audit.ListNoticesAsync(new ListNoticesRequest(), As("LICENSING"), cancellationToken: Stop)).Notices);
        var notices = (await service.Audit.ListNoticesAsync(new ListNoticesRequest(), As("MARKET-REG"), cancellationToken: Stop)).Notices;
        Assert.Equal(
            [(NoticeKind.RedConflict, "R-CUSTOMS-AEO@11X0", 2), (NoticeKind.MinorProtected, "B-COURT@0017", 1)],
            notices.Select(static notice => (notice.Kind, notice.EntryId, notice.Checks)));
        Assert.Equal((At("2026-06-16"), last.CheckId), (notices[0].Since.ToDateTimeOffset(), notices[0].LastCheckId));
    }

    /// <summary>Ten in the morning.</summary>
    private static DateTimeOffset At(string day) =>
        DateTimeOffset.Parse(day + "T10:00:00+08:00", System.Globalization.CultureInfo.InvariantCulture);

    private static Metadata As(string department) => new() { { "verify-department", department } };

    private static RecordRequest[] Given(Action<World> given) =>
        [.. World.Of(given).Records.Where(static record => record.Fact.SourceSynced is null)];

    /// <summary>Records on a day, or when it is; returns the last revision.</summary>
    private static async Task<long> RecordAsync(RunningService service, IEnumerable<RecordRequest> records, string? day = null)
    {
        service.Clock.Now = day is null ? service.Clock.Now : At(day);
        var revision = 0L;
        foreach (var record in records)
            revision = (await service.Registry.RecordAsync(record, cancellationToken: Stop)).Revision;
        return revision;
    }

    private static async Task<CheckResponse> AskAsync(RunningService service, string day, CheckRequest question, string department)
    {
        service.Clock.Now = At(day);
        return await service.Verification.CheckAsync(question, As(department), cancellationToken: Stop);
    }

    private static ReportOutcomeRequest Report(CheckResponse answer, params (string Measure, OutcomeResult Result, string Reason)[] outcomes) => new()
    {
        RequestId = Guid.NewGuid().ToString(),
        CheckId = answer.CheckId,
        OperatorId = "officer",
        Outcomes = { outcomes.Select(static one => new Outcome { MeasureCode = one.Measure, Result = one.Result, Reason = one.Reason }) },
    };

    private static ReportOutcomeRequest Closing(string matter, string caseNumber) => new()
    {
        RequestId = Guid.NewGuid().ToString(),
        MatterCode = matter,
        CaseNumber = caseNumber,
        OperatorId = "officer",
        CaseClosedOn = "2026-06-17",
    };

    private static async Task<ReportOutcomeResponse> ReportAsync(RunningService service, string day, ReportOutcomeRequest report, string department)
    {
        service.Clock.Now = At(day);
        return await service.Verification.ReportOutcomeAsync(report, As(department), cancellationToken: Stop);
    }

    private static async Task<IReadOnlyList<AuditFinding>> FindingsAsync(RunningService service, string day, string month, string department)
    {
        service.Clock.Now = At(day);
        var request = new ListFindingsRequest { Month = month, DepartmentCode = department };
        return (await service.Audit.ListFindingsAsync(request, cancellationToken: Stop)).Findings;
    }

    private static async Task<IReadOnlyList<Statistic>> StatisticsAsync(RunningService service, string month) =>
        (await service.Audit.GetStatisticsAsync(new GetStatisticsRequest { FromMonth = month }, cancellationToken: Stop)).Statistics;
}
