using Google.Rpc;
using Grpc.Core;
using Verify.Service.Tests.WorkedExamples;
using Verify.V1;

namespace Verify.Service.Tests.Outside;

/// <summary>What is open, and when it is due: publicity within seven working days, commitments by their day.</summary>
public sealed class ListDueTests
{
    private const string A = "91520523MA6HQ0013R";
    private const string F = "91520523MA6HQ00642";
    private const string P1 = "520599198001010014";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task E53_a_permit_decided_on_Friday_5_June_2026_is_to_be_public_by_Tuesday_16_June()
    {
        await using var service = await RunningService.StartAsync();
        await RecordAsync(service, A, Act("许-1", ActKind.Permit, "2026-06-05"));
        var due = Assert.Single((await DueAsync(service)).Obligations);
        Assert.Equal((ObligationKind.Publicity, "许-1", "2026-06-16", A, "LICENSING"), (due.Kind, due.Id, due.DueOn, due.Subject.Code, due.DepartmentCode));
        Assert.False(due.Overdue);

        service.Clock.Now = new DateTimeOffset(2026, 6, 16, 23, 59, 59, TimeSpan.FromHours(8));
        Assert.False((await DueAsync(service)).Obligations.Single().Overdue);
        service.Clock.Now = new DateTimeOffset(2026, 6, 17, 0, 0, 0, TimeSpan.FromHours(8));
        Assert.True((await DueAsync(service)).Obligations.Single().Overdue);

        await RecordAsync(service, A, new Fact { ActPublished = new ActPublished { ActId = "许-1", PublishedOn = "2026-06-16", Channel = "信用中国" } });
        Assert.Empty((await DueAsync(service)).Obligations);
    }

    [Fact]
    public async Task A_penalty_is_an_act_under_its_own_identifier()
    {
        await using var service = await RunningService.StartAsync();
        await RecordAsync(service, A, new Fact
        {
            PenaltyRecorded = new PenaltyRecorded { PenaltyId = "罚-1", Types_ = { PenaltyType.Warning }, DecidedOn = "2026-06-05" },
        });
        Assert.Equal(("罚-1", "2026-06-16"), (await DueAsync(service)).Obligations.Select(static due => (due.Id, due.DueOn)).Single());
        Assert.Equal("INVALID_FIELD", Reason(await RefusedAsync(service, A, Act("罚-1", ActKind.Penalty, "2026-06-05"))));

        await RecordAsync(service, A, new Fact { ActPublished = new ActPublished { ActId = "罚-1", PublishedOn = "2026-06-12" } });
        Assert.Empty((await DueAsync(service)).Obligations);
        var twice = await RefusedAsync(service, A, new Fact { ActPublished = new ActPublished { ActId = "罚-1", PublishedOn = "2026-06-13" } });
        Assert.Equal("fact.act_published.act_id", twice.GetDetail<BadRequest>()!.FieldViolations.Single().Field);
    }

    [Fact]
    public async Task What_was_never_decided_or_not_yet_is_not_published()
    {
        await using var service = await RunningService.StartAsync();
        Assert.Equal("NOT_FOUND", Reason(await RefusedAsync(service, A, new Fact { ActPublished = new ActPublished { ActId = "许-9", PublishedOn = "2026-06-12" } })));
        await RecordAsync(service, A, Act("许-9", ActKind.Inspection, "2026-06-05"));
        Assert.Equal("NOT_FOUND", Reason(await RefusedAsync(service, F, new Fact { ActPublished = new ActPublished { ActId = "许-9", PublishedOn = "2026-06-12" } })));
        foreach (var day in new[] { "2026-06-04", "2026-06-16" })
        {
            var refused = await RefusedAsync(service, A, new Fact { ActPublished = new ActPublished { ActId = "许-9", PublishedOn = day } });
            Assert.Equal("fact.act_published.published_on", refused.GetDetail<BadRequest>()!.FieldViolations.Single().Field);
        }
    }

    [Fact]
    public async Task E38_a_supplement_that_was_not_delivered_is_overdue_until_it_is()
    {
        await using var service = await RunningService.StartAsync();
        await RecordAsync(service, A, Commitment("补-1", "2026-06-10"));
        Assert.Equal(("补-1", "2026-06-10", true), (await DueAsync(service)).Obligations.Select(static due => (due.Id, due.DueOn, due.Overdue)).Single());

        await RecordAsync(service, A, new Fact { CommitmentExtended = new CommitmentExtended { CommitmentId = "补-1", DueOn = "2026-06-15" } });
        Assert.Equal(("2026-06-15", false), (await DueAsync(service)).Obligations.Select(static due => (due.DueOn, due.Overdue)).Single());

        service.Clock.Now += TimeSpan.FromDays(1);
        Assert.True((await DueAsync(service)).Obligations.Single().Overdue);
        await RecordAsync(service, A, new Fact { CommitmentFulfilled = new CommitmentFulfilled { CommitmentId = "补-1" } });
        Assert.Empty((await DueAsync(service)).Obligations);
    }

    [Fact]
    public async Task E39_a_breach_that_a_department_has_established_is_no_longer_due()
    {
        await using var service = await RunningService.StartAsync();
        await RecordAsync(service, F, Commitment("承-1", "2025-10-31"));
        Assert.True((await DueAsync(service)).Obligations.Single().Overdue);
        service.Clock.Now += TimeSpan.FromDays(1);
        await RecordAsync(service, F, new Fact { CommitmentBreached = new CommitmentBreached { CommitmentId = "承-1", BreachedOn = "2026-06-16" } });
        Assert.Empty((await DueAsync(service)).Obligations);
        var refused = await RefusedAsync(service, F, new Fact { CommitmentFulfilled = new CommitmentFulfilled { CommitmentId = "承-1" } });
        Assert.Equal("ILLEGAL_TRANSITION", Reason(refused));
        var told = refused.GetDetail<ErrorInfo>()!.Metadata;
        Assert.Equal(("承-1", "BREACHED", "commitment_cured"), (told["commitment_id"], told["state"], told["allowed"]));
        await RecordAsync(service, F, new Fact { CommitmentCured = new CommitmentCured { CommitmentId = "承-1" } });
        Assert.Empty((await DueAsync(service)).Obligations);
    }

    [Fact]
    public async Task Pages_follow_one_another_by_day_and_leave_nothing_out()
    {
        await using var service = await RunningService.StartAsync();
        for (var i = 0; i < 7; i++)
            await RecordAsync(service, A, Commitment($"承-{i}", $"2026-06-{20 - (i / 2)}"), department: i % 3 == 0 ? "TAX" : "LICENSING");

        var seen = new List<string>();
        var request = new ListDueRequest { PageSize = 3 };
        do
        {
            var page = await service.Registry.ListDueAsync(request, cancellationToken: Stop);
            seen.AddRange(page.Obligations.Select(static due => due.Id));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(["承-6", "承-4", "承-5", "承-2", "承-3", "承-0", "承-1"], seen);
        var tax = await service.Registry.ListDueAsync(new ListDueRequest { DepartmentCode = "TAX", DueBy = "2026-06-19" }, cancellationToken: Stop);
        Assert.Equal(["承-6", "承-3"], tax.Obligations.Select(static due => due.Id));
    }

    [Fact]
    public async Task A_department_reads_of_itself_only()
    {
        await using var service = await RunningService.StartAsync();
        await RecordAsync(service, A, Commitment("承-1", "2026-06-20"), department: "TAX");
        await RecordAsync(service, A, Commitment("承-2", "2026-06-20"), department: "LICENSING");
        var licensing = new Metadata { { "verify-department", "LICENSING" } };
        Assert.Equal(["承-2"], (await service.Registry.ListDueAsync(new ListDueRequest(), licensing, cancellationToken: Stop)).Obligations.Select(static due => due.Id));
        var refused = Errors.StatusOf(await Assert.ThrowsAsync<RpcException>(async () => await service.Registry.ListDueAsync(
            new ListDueRequest { DepartmentCode = "TAX" }, licensing, cancellationToken: Stop)));
        Assert.Equal("OTHER_DEPARTMENT", Reason(refused));
    }

    [Fact]
    public async Task A_request_that_cannot_be_read_is_told_every_fault()
    {
        await using var service = await RunningService.StartAsync();
        var refused = Errors.StatusOf(await Assert.ThrowsAsync<RpcException>(async () => await service.Registry.ListDueAsync(
            new ListDueRequest { PageSize = -1, PageToken = "2026-06-15.x", DueBy = "tomorrow" }, cancellationToken: Stop)));
        Assert.Equal(
            ["due_by", "page_size", "page_token"], refused.GetDetail<BadRequest>()!.FieldViolations.Select(static violation => violation.Field).Order());
    }

    [Fact]
    public async Task A_person_is_masked()
    {
        await using var service = await RunningService.StartAsync();
        await RecordAsync(service, P1, Act("罚-2", ActKind.Coercion, "2026-06-05"));
        var due = await DueAsync(service);
        Assert.EndsWith("4", due.Obligations.Single().Subject.Code, StringComparison.Ordinal);
        Assert.DoesNotContain(P1, due.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fact_that_is_refused_opens_nothing()
    {
        await using var service = await RunningService.StartAsync();
        await RecordAsync(service, A, Act("许-1", ActKind.Permit, "2026-06-05"));
        await RefusedAsync(service, F, Act("许-1", ActKind.Permit, "2026-06-01"));
        Assert.Equal("2026-06-16", (await DueAsync(service)).Obligations.Single().DueOn);
    }

    private static Fact Act(string id, ActKind kind, string decidedOn) => new()
    {
        ActDecided = new ActDecided { ActId = id, Kind = kind, DecidedOn = decidedOn, Authority = "金沙县行政审批服务局", Title = "食品经营许可" },
    };

    private static Fact Commitment(string id, string due) => new() { CommitmentMade = new CommitmentMade { CommitmentId = id, DueOn = due } };

    private static async Task RecordAsync(RunningService service, string code, Fact fact, string department = "LICENSING") =>
        await service.Registry.RecordAsync(
            new RecordRequest
            {
                RequestId = Guid.NewGuid().ToString(),
                Subject = Asking.Subject(code),
                RecordedBy = new RecordedBy { DepartmentCode = department, OperatorId = "clerk" },
                Fact = fact,
            },
            cancellationToken: Stop);

    private static async Task<ListDueResponse> DueAsync(RunningService service) =>
        await service.Registry.ListDueAsync(new ListDueRequest(), cancellationToken: Stop);

    private static async Task<Google.Rpc.Status> RefusedAsync(RunningService service, string code, Fact fact) =>
        Errors.StatusOf(await Assert.ThrowsAsync<RpcException>(() => RecordAsync(service, code, fact)));

    private static string Reason(Google.Rpc.Status status) => status.GetDetail<ErrorInfo>()!.Reason;
}
