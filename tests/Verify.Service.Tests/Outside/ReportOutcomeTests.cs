using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Verify.Service.Tests.WorkedExamples;
using Verify.V1;

namespace Verify.Service.Tests.Outside;

/// <summary>ReportOutcome: what a department may say, once and about its own checks.</summary>
public sealed class ReportOutcomeTests
{
    private const string K = "91520523MA6HQ01018";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_report_is_taken_once_and_another_body_under_its_id_is_refused()
    {
        await using var service = await StartAsync();
        var report = await ReportOnAsync(service);
        var first = await service.Verification.ReportOutcomeAsync(report, As("TRADING-CENTRE"), cancellationToken: Stop);
        service.Clock.Now = service.Clock.Now.AddDays(1);
        Assert.Equal(first, await service.Verification.ReportOutcomeAsync(report, As("TRADING-CENTRE"), cancellationToken: Stop));

        report.Outcomes[0].Result = OutcomeResult.NotExecuted;
        report.Outcomes[0].Reason = "另有说明";
        var refused = await RefusedAsync(service, report);
        Assert.Equal(("REQUEST_ID_REUSED", (int)StatusCode.AlreadyExists), (Reason(refused), refused.Code));
        var check = await service.Audit.SearchChecksAsync(new SearchChecksRequest(), cancellationToken: Stop);
        Assert.Equal(OutcomeResult.Executed, check.Checks[0].Measures[0].Result);
    }

    [Fact]
    public async Task Only_the_department_that_asked_reports_and_the_open_caller_may()
    {
        await using var service = await StartAsync();
        var report = await ReportOnAsync(service);
        var refused = await RefusedAsync(service, report, As("FINANCE"));
        Assert.Equal(("OTHER_DEPARTMENT", (int)StatusCode.PermissionDenied), (Reason(refused), refused.Code));
        Assert.NotEmpty((await service.Verification.ReportOutcomeAsync(report, cancellationToken: Stop)).ReportId);
    }

    [Fact]
    public async Task A_check_that_nobody_made_is_NOT_FOUND()
    {
        await using var service = await StartAsync();
        var report = await ReportOnAsync(service);
        report.CheckId = Guid.CreateVersion7().ToString();
        var refused = await RefusedAsync(service, report);
        Assert.Equal(("NOT_FOUND", (int)StatusCode.NotFound), (Reason(refused), refused.Code));
        Assert.Equal("check", refused.GetDetail<ErrorInfo>()!.Metadata["kind"]);
    }

    [Theory]
    [InlineData("outcomes[0].measure_code", "m3", OutcomeResult.Executed, "")]
    [InlineData("outcomes[0].reason", "m2", OutcomeResult.NotExecuted, "")]
    [InlineData("outcomes[0].reason", "m2", OutcomeResult.NotExecuted, " ")]
    [InlineData("outcomes[0].result", "m2", OutcomeResult.Unspecified, "")]
    [InlineData("outcomes[1].measure_code", "m2", OutcomeResult.Executed, "", true)]
    public async Task An_outcome_that_says_too_little_or_of_something_else_is_named(
        string field, string measure, OutcomeResult result, string reason, bool twice = false)
    {
        await using var service = await StartAsync();
        var report = await ReportOnAsync(service);
        report.Outcomes[0] = new Outcome { MeasureCode = measure, Result = result, Reason = reason };
        if (twice)
            report.Outcomes.Add(report.Outcomes[0].Clone());
        await IsWrongAsync(service, report, field);
    }

    [Fact]
    public async Task A_report_that_fits_neither_check_nor_case_is_refused_with_every_field()
    {
        await using var service = await StartAsync();
        var fitting = await ReportOnAsync(service);

        await IsWrongAsync(service, new ReportOutcomeRequest(), "request_id", "operator_id", "matter_code", "case_number", "case_closed_on");
        await IsWrongAsync(service, With(report => report.CheckId = K), "check_id");
        await IsWrongAsync(service, With(report => report.Outcomes.Clear()), "outcomes");
        await IsWrongAsync(service, With(report => (report.MatterCode, report.CaseNumber) = ("FUND", "办件-2")), "matter_code", "case_number");
        await IsWrongAsync(service, With(report => report.CaseClosedOn = "2026-06-16"), "case_closed_on");
        await IsWrongAsync(service, With(report => report.ActedAt = service.Clock.Now.AddTicks(-10_000).ToTimestamp()), "acted_at");
        await IsWrongAsync(service, With(report => report.ActedAt = service.Clock.Now.AddSeconds(1).ToTimestamp()), "acted_at");
        await IsWrongAsync(
            service,
            With(report => (report.CheckId, report.MatterCode, report.CaseNumber, report.CaseClosedOn) = ("", "BID", "办件-1", "2026-06-15")),
            "check_id");

        var unknown = With(report => (report.CheckId, report.MatterCode, report.CaseNumber, report.CaseClosedOn) = ("", "BIDX", "办件-1", "2026-06-15"));
        unknown.Outcomes.Clear();
        Assert.Equal("UNKNOWN_MATTER", Reason(await RefusedAsync(service, unknown)));

        ReportOutcomeRequest With(Action<ReportOutcomeRequest> change)
        {
            var report = fitting.Clone();
            change(report);
            return report;
        }
    }

    [Fact]
    public async Task A_register_that_is_gone_is_UNAVAILABLE()
    {
        await using var service = await StartAsync();
        var report = await ReportOnAsync(service);
        await service.Foundation.DisposeAsync();
        var refused = await RefusedAsync(service, report);
        Assert.Equal(("REGISTER_UNAVAILABLE", (int)StatusCode.Unavailable), (Reason(refused), refused.Code));
    }

    private static async Task<RunningService> StartAsync()
    {
        var service = await RunningService.StartAsync();
        foreach (var record in World.Of(static world => world.Listed(K, "B-WAGE", "2025-03-01", "2028-02-29")).Records)
            await service.Registry.RecordAsync(record, cancellationToken: Stop);
        return service;
    }

    /// <summary>A report that fits a check of the trading centre.</summary>
    private static async Task<ReportOutcomeRequest> ReportOnAsync(RunningService service)
    {
        var answer = await service.Verification.CheckAsync(Asking.Ask(K, "BID"), As("TRADING-CENTRE"), cancellationToken: Stop);
        return new ReportOutcomeRequest
        {
            RequestId = "report-1",
            CheckId = answer.CheckId,
            OperatorId = "officer",
            Outcomes = { new Outcome { MeasureCode = "m2", Result = OutcomeResult.Executed } },
        };
    }

    private static async Task IsWrongAsync(RunningService service, ReportOutcomeRequest report, params string[] fields)
    {
        var refused = await RefusedAsync(service, report);
        Assert.Equal((int)StatusCode.InvalidArgument, refused.Code);
        Assert.Equal(fields, refused.GetDetail<BadRequest>()!.FieldViolations.Select(static violation => violation.Field));
        Assert.DoesNotContain(K, refused.ToString(), StringComparison.Ordinal);
    }

    private static async Task<Google.Rpc.Status> RefusedAsync(RunningService service, ReportOutcomeRequest report, Metadata? headers = null) =>
        Errors.StatusOf(await Assert.ThrowsAsync<RpcException>(
            async () => await service.Verification.ReportOutcomeAsync(report, headers ?? As("TRADING-CENTRE"), cancellationToken: Stop)));

    private static Metadata As(string department) => new() { { "verify-department", department } };

    private static string Reason(Google.Rpc.Status status) => status.GetDetail<ErrorInfo>()!.Reason;
}
