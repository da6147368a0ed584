using System.Text;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Verify.Service.Tests.WorkedExamples;
using Verify.V1;

namespace Verify.Service.Tests.Outside;

/// <summary>AuditService: what the register tells, to whom, and what it keeps to itself.</summary>
public sealed class AuditTests
{
    private const string F = "91520523MA6HQ00642", K = "91520523MA6HQ01018", T = "91520523MA6HQ01873";
    private const string P1 = "520599198001010014", P5 = "520599197512310014";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Checks_are_found_by_subject_case_department_and_period_newest_first_in_stable_pages()
    {
        await using var service = await StartAsync();
        var made = new List<string>();
        for (var i = 0; i < 5; i++)
            made.Insert(0, (await AskAsync(service, Asking.Ask(K, i == 4 ? "LIC" : "BID"), "TRADING-CENTRE")).CheckId);
        await AskAsync(service, Asking.Ask(F, "LIC"), "LICENSING");

        var request = new SearchChecksRequest { Subject = Asking.Subject(K), PageSize = 2 };
        var pages = new List<string>();
        do
        {
            var page = await service.Audit.SearchChecksAsync(request, cancellationToken: Stop);
            pages.AddRange(page.Checks.Select(static check => check.CheckId));
            request.PageToken = page.NextPageToken;
            await AskAsync(service, Asking.Ask(F, "LIC"), "LICENSING");
        }
        while (request.PageToken.Length > 0);
        Assert.Equal(made, pages);

        Assert.Equal(made[1..], await FindAsync(service, new SearchChecksRequest { MatterCode = "BID", CaseNumber = "办件-1" }));
        Assert.Equal(made, await FindAsync(service, new SearchChecksRequest { DepartmentCode = "TRADING-CENTRE" }));
        Assert.Equal(made[1..], await FindAsync(service, new SearchChecksRequest { Disposition = Disposition.Prohibit }));
        Assert.Equal(made[3..], await FindAsync(service, new SearchChecksRequest { To = service.Clock.Now.AddSeconds(-390).ToTimestamp() }));
        Assert.Empty(await FindAsync(service, new SearchChecksRequest { From = service.Clock.Now.AddMinutes(1).ToTimestamp() }));
    }

    [Fact]
    public async Task Refusals_are_on_record_with_their_reason_and_without_a_subject()
    {
        await using var service = await StartAsync();
        await AskAsync(service, Asking.Ask(F, "LIC"), "LICENSING");
        var question = Asking.Ask(P1, "HONOUR");
        question.PersonBasis = null;
        await Assert.ThrowsAsync<RpcException>(() => AskAsync(service, question, "LICENSING"));

        var refused = Assert.Single((await service.Audit.SearchChecksAsync(new SearchChecksRequest { RefusalsOnly = true }, cancellationToken: Stop)).Checks);
        Assert.Equal(("CONSENT_INVALID", Disposition.Unspecified, null), (refused.Refusal, refused.Disposition, refused.Subject));
    }

    [Fact]
    public async Task A_department_reads_of_itself_only()
    {
        await using var service = await StartAsync();
        var mine = (await AskAsync(service, Asking.Ask(K, "BID"), "TRADING-CENTRE")).CheckId;
        await AskAsync(service, Asking.Ask(K, "LIC"), "LICENSING");

        var found = await service.Audit.SearchChecksAsync(new SearchChecksRequest { Subject = Asking.Subject(K) }, As("TRADING-CENTRE"), cancellationToken: Stop);
        Assert.Equal(mine, Assert.Single(found.Checks).CheckId);
        var statistics = await service.Audit.GetStatisticsAsync(new GetStatisticsRequest { FromMonth = "2026-06" }, As("TRADING-CENTRE"), cancellationToken: Stop);
        Assert.Equal("TRADING-CENTRE", Assert.Single(statistics.Statistics).DepartmentCode);
        var refused = Errors.StatusOf(await Assert.ThrowsAsync<RpcException>(async () => await service.Audit.SearchChecksAsync(
            new SearchChecksRequest { DepartmentCode = "LICENSING" }, As("TRADING-CENTRE"), cancellationToken: Stop)));
        Assert.Equal(("OTHER_DEPARTMENT", (int)StatusCode.PermissionDenied), (refused.GetDetail<ErrorInfo>()!.Reason, refused.Code));
    }

    [Fact]
    public async Task The_department_that_recorded_an_entry_sees_everybody_who_was_answered_from_it_and_others_themselves()
    {
        await using var service = await StartAsync();
        var mine = (await AskAsync(service, Asking.Ask(K, "BID"), "TRADING-CENTRE")).CheckId;
        await AskAsync(service, Asking.Ask(K, "LIC"), "LICENSING");
        var request = new ListAffectedChecksRequest { EntryId = "B-WAGE@1018" };

        var recorder = await service.Audit.ListAffectedChecksAsync(request, As("MARKET-REG"), cancellationToken: Stop);
        Assert.Equal(2, recorder.Checks.Count);
        Assert.All(recorder.Checks, static one => Assert.Equal(0, one.RetractedByRevision));
        Assert.Empty(recorder.Notices);
        var other = await service.Audit.ListAffectedChecksAsync(request, As("TRADING-CENTRE"), cancellationToken: Stop);
        Assert.Equal(mine, Assert.Single(other.Checks).Check.CheckId);

        request.EntryId = "B-WAGE@9999";
        var unknown = Errors.StatusOf(await Assert.ThrowsAsync<RpcException>(
            async () => await service.Audit.ListAffectedChecksAsync(request, cancellationToken: Stop)));
        Assert.Equal(((int)StatusCode.NotFound, "entry"), (unknown.Code, unknown.GetDetail<ErrorInfo>()!.Metadata["kind"]));
    }

    [Fact]
    public async Task A_subject_sees_who_asked_for_which_matter_with_what_effect()
    {
        await using var service = await StartAsync();
        await AskAsync(service, Asking.Ask(K, "BID"), "TRADING-CENTRE");
        await AskAsync(service, Asking.Consortium("BID", F, K), "TRADING-CENTRE");
        await AskAsync(service, Asking.Ask(F, "LIC").With(P1, Role.LegalRep), "LICENSING");

        var accesses = (await service.Audit.ListAccessesAsync(
            new ListAccessesRequest { Subject = Asking.Subject(K) }, new Metadata { { "accept-language", "en" } }, cancellationToken: Stop)).Accesses;
        Assert.Equal([SubjectPart.Member, SubjectPart.Asked], accesses.Select(static access => access.Part));
        Assert.All(accesses, static access =>
        {
            Assert.Equal(("TRADING-CENTRE", "Public resource trading centre"), (access.Department.Code, access.Department.Name));
            Assert.Equal(("BID", "Tender", Disposition.Prohibit), (access.Matter.Code, access.Matter.Name, access.Disposition));
            Assert.Equal(["m2"], access.MeasureCodes);
        });

        Assert.Empty((await service.Audit.ListAccessesAsync(
            new ListAccessesRequest { Subject = Asking.Subject(K) }, As("LICENSING"), cancellationToken: Stop)).Accesses);

        var person = new ListAccessesRequest { Subject = Asking.Subject(P1), PersonBasis = new PersonBasis { StatutoryCode = "PIPL-45" } };
        var related = Assert.Single((await service.Audit.ListAccessesAsync(person, cancellationToken: Stop)).Accesses);
        Assert.Equal((SubjectPart.Related, "LIC", Disposition.Unspecified), (related.Part, related.Matter.Code, related.Disposition));
        Assert.Empty(related.MeasureCodes);

        person.PersonBasis = null;
        var refused = Errors.StatusOf(await Assert.ThrowsAsync<RpcException>(async () => await service.Audit.ListAccessesAsync(person, cancellationToken: Stop)));
        Assert.Equal("CONSENT_INVALID", refused.GetDetail<ErrorInfo>()!.Reason);
    }

    [Fact]
    public async Task A_person_is_masked_or_not_shown_at_all_in_whatever_the_register_tells()
    {
        await using var service = await StartAsync();
        foreach (var record in World.Of(static world => world.Listed(P1, "B-COURT", "2025-05-01", "2027-04-30")).Records)
        {
            record.RequestId += "-person";
            await service.Registry.RecordAsync(record, cancellationToken: Stop);
        }

        await AskAsync(service, Asking.Ask(P1, "HONOUR"), "HUMAN-RESOURCES");
        await AskAsync(service, Asking.Ask(P5, "HONOUR"), "HUMAN-RESOURCES");
        await AskAsync(service, Asking.Ask(T, "REG").With(P1, Role.LegalRep), "MARKET-REG");

        var all = await service.Audit.SearchChecksAsync(new SearchChecksRequest(), cancellationToken: Stop);
        Assert.Equal(3, all.Checks.Count);
        Assert.Equal([T, "", "52***************4"], all.Checks.Select(static check => check.Subject.Code));
        var one = await service.Audit.SearchChecksAsync(new SearchChecksRequest { Subject = Asking.Subject(P1) }, cancellationToken: Stop);
        Assert.Equal(2, one.Checks.Count);
        var affected = await service.Audit.ListAffectedChecksAsync(new ListAffectedChecksRequest { EntryId = "B-COURT@0014" }, cancellationToken: Stop);
        Assert.Equal(2, affected.Checks.Count);
        var accesses = await service.Audit.ListAccessesAsync(
            new ListAccessesRequest { Subject = Asking.Subject(P1), PersonBasis = new PersonBasis { StatutoryCode = "PIPL-45" } }, cancellationToken: Stop);
        foreach (var reply in new[] { all.ToString(), one.ToString(), affected.ToString(), accesses.ToString() })
        {
            Assert.DoesNotContain(P1[..17], reply, StringComparison.Ordinal);
            Assert.DoesNotContain(P5[..17], reply, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Everything_wrong_with_a_request_is_named_and_no_value_repeated()
    {
        await using var service = await StartAsync();
        await IsWrongAsync(
            service.Audit.SearchChecksAsync(
                new SearchChecksRequest { CaseNumber = new string('9', 129), PageSize = 501, PageToken = P1, Disposition = (Disposition)9 }, cancellationToken: Stop),
            "case_number", "disposition", "page_size", "page_token");
        await IsWrongAsync(service.Audit.ListFindingsAsync(new ListFindingsRequest { Month = "2026-13", PageToken = "*" }, cancellationToken: Stop), "month", "page_token");
        await IsWrongAsync(service.Audit.GetStatisticsAsync(new GetStatisticsRequest { FromMonth = "2026-06", ToMonth = "2026-05" }, cancellationToken: Stop), "to_month");
        await IsWrongAsync(service.Audit.GetStatisticsAsync(new GetStatisticsRequest { FromMonth = "2020-01", ToMonth = "2026-05" }, cancellationToken: Stop), "to_month");
        await IsWrongAsync(service.Audit.ListAffectedChecksAsync(new ListAffectedChecksRequest(), cancellationToken: Stop), "entry_id");
        await IsWrongAsync(service.Audit.AcknowledgeNoticeAsync(new AcknowledgeNoticeRequest(), cancellationToken: Stop), "kind", "entry_id", "operator_id");
    }

    [Fact]
    public async Task A_notice_that_is_not_owed_cannot_be_acknowledged()
    {
        await using var service = await StartAsync();
        await AskAsync(service, Asking.Ask(K, "BID"), "TRADING-CENTRE");
        foreach (var kind in new[] { NoticeKind.EntryRetracted, NoticeKind.RedConflict })
        {
            var request = new AcknowledgeNoticeRequest { Kind = kind, EntryId = "B-WAGE@1018", Revision = 2, OperatorId = "wang" };
            var refused = Errors.StatusOf(await Assert.ThrowsAsync<RpcException>(
                async () => await service.Audit.AcknowledgeNoticeAsync(request, As("TRADING-CENTRE"), cancellationToken: Stop)));
            Assert.Equal(("NOT_FOUND", "notice"), (refused.GetDetail<ErrorInfo>()!.Reason, refused.GetDetail<ErrorInfo>()!.Metadata["kind"]));
        }
    }

    [Fact]
    public async Task The_service_answers_over_Connect_and_reports_its_health()
    {
        await using var service = await StartAsync();
        await AskAsync(service, Asking.Ask(K, "BID"), "TRADING-CENTRE");
        using var content = new StringContent("""{"fromMonth":"2026-06","departmentCode":"TRADING-CENTRE"}""", Encoding.UTF8, "application/json");
        using var reply = await service.Http.PostAsync("verify.v1.AuditService/GetStatistics", content, Stop);
        Assert.Contains("\"mandatoryMeasures\":\"1\"", (await reply.Content.ReadAsStringAsync(Stop)).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);

        using var health = new StringContent("""{"service":"verify.v1.AuditService"}""", Encoding.UTF8, "application/json");
        using var serving = await service.Http.PostAsync("grpc.health.v1.Health/Check", health, Stop);
        Assert.Contains("SERVING", await serving.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    private static async Task<RunningService> StartAsync()
    {
        var service = await RunningService.StartAsync();
        foreach (var record in World.Of(static world => world.Listed(K, "B-WAGE", "2025-03-01", "2028-02-29").Registered(F)).Records)
            await service.Registry.RecordAsync(record, cancellationToken: Stop);
        return service;
    }

    /// <summary>Asks, a minute after the question before.</summary>
    private static async Task<CheckResponse> AskAsync(RunningService service, CheckRequest question, string department)
    {
        service.Clock.Now = service.Clock.Now.AddMinutes(1);
        return await service.Verification.CheckAsync(question, As(department), cancellationToken: Stop);
    }

    private static async Task<IReadOnlyList<string>> FindAsync(RunningService service, SearchChecksRequest request) =>
        [.. (await service.Audit.SearchChecksAsync(request, cancellationToken: Stop)).Checks.Select(static check => check.CheckId)];

    private static async Task IsWrongAsync<T>(AsyncUnaryCall<T> call, params string[] fields)
    {
        var refused = Errors.StatusOf(await Assert.ThrowsAsync<RpcException>(async () => await call));
        Assert.Equal((int)StatusCode.InvalidArgument, refused.Code);
        Assert.Equal(fields, refused.GetDetail<BadRequest>()!.FieldViolations.Select(static violation => violation.Field));
        Assert.DoesNotContain(P1, refused.ToString(), StringComparison.Ordinal);
    }

    private static Metadata As(string department) => new() { { "verify-department", department } };
}
