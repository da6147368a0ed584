using Google.Rpc;
using Grpc.Core;
using Verify.Service.Tests.WorkedExamples;
using Verify.V1;
using static Verify.Service.Tests.WorkedExamples.Asking;

namespace Verify.Service.Tests.Outside;

/// <summary>What holds for every check, whatever it is about.</summary>
public sealed class CheckTests
{
    private const string A = "91520523MA6HQ0013R";
    private const string K = "91520523MA6HQ01018";
    private const string F = "91520523MA6HQ00642";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_request_id_and_body_get_the_same_stored_answer()
    {
        await using var service = await StartAsync(static world => world.Listed(A, "R-TAX-A", "2026-01-01", "2026-12-31"));
        var question = Ask(A, "LIC");
        question.RequestId = "办件-1-受理";
        var first = await service.Verification.CheckAsync(question, cancellationToken: Stop);
        service.Clock.Now += TimeSpan.FromDays(365);
        Assert.Equal(first, await service.Verification.CheckAsync(question, cancellationToken: Stop));

        question.MatterCode = "BID";
        Assert.Equal(("REQUEST_ID_REUSED", (int)StatusCode.AlreadyExists), await RefusedAsync(service, question));
    }

    [Fact]
    public async Task A_batch_answers_as_singles_would_and_each_item_for_itself()
    {
        await using var service = await StartAsync(static world =>
            world.Listed(A, "R-TAX-A", "2026-01-01", "2026-12-31").Listed(K, "B-WAGE", "2025-03-01", "2028-02-29").Registered(F));
        var codes = new[] { A, K, "91520523MABHQ0013R", F, A, "MA6HQ001-3" };
        var batch = new BatchCheckRequest { Context = Ask(A, "BID"), Subjects = { codes.Select(Subject) } };
        batch.Context.Subject = null;
        var items = (await service.Verification.BatchCheckAsync(batch, cancellationToken: Stop)).Items;

        Assert.Equal(Enumerable.Range(0, codes.Length), items.Select(static item => item.Index));
        Assert.Equal("INVALID_CODE", items[2].Error.GetDetail<ErrorInfo>()!.Reason);
        foreach (var item in items.Where(static item => item.Index != 2))
        {
            var single = await service.Verification.CheckAsync(Ask(codes[item.Index], "BID"), cancellationToken: Stop);
            single.CheckId = item.Answer.CheckId;
            Assert.Equal(single, item.Answer);
        }
    }

    [Fact]
    public async Task A_batch_over_Connect_says_of_an_item_why_it_could_not_be_verified()
    {
        await using var service = await RunningService.StartAsync();
        using var content = new StringContent(
            """
            {"context":{"matterCode":"LIC","caseNumber":"1","stage":"ACCEPT","regionCode":"520523"},
             "subjects":[{"code":"91520523MA6HQ0013R"},{"codeType":"RESIDENT_ID","code":"520599198001010014"}]}
            """,
            null,
            "application/json");
        using var reply = await service.Http.PostAsync("verify.v1.VerificationService/BatchCheck", content, Stop);
        using var json = System.Text.Json.JsonDocument.Parse(await reply.Content.ReadAsStringAsync(Stop));
        var items = json.RootElement.GetProperty("items");
        Assert.True(items[0].TryGetProperty("answer", out _));
        var info = items[1].GetProperty("error").GetProperty("details")[0];
        Assert.Equal("type.googleapis.com/google.rpc.ErrorInfo", info.GetProperty("@type").GetString());
        Assert.Equal("CONSENT_INVALID", info.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task One_subject_too_many_is_an_error_naming_the_limit_and_no_denial()
    {
        await using var service = await RunningService.StartAsync();
        var batch = new BatchCheckRequest { Context = Ask(A, "BID"), Subjects = { Enumerable.Repeat(Subject(A), 1001) } };
        var refused = Errors.StatusOf(await Assert.ThrowsAsync<RpcException>(async () => await service.Verification.BatchCheckAsync(batch, cancellationToken: Stop)));
        Assert.Equal(((int)StatusCode.InvalidArgument, "1000"), (refused.Code, refused.GetDetail<ErrorInfo>()!.Metadata["limit"]));

        batch.Subjects.RemoveAt(0);
        Assert.Equal(1000, (await service.Verification.BatchCheckAsync(batch, cancellationToken: Stop)).Items.Count);
    }

    [Fact]
    public async Task A_past_answer_is_given_again_after_the_facts_have_changed()
    {
        await using var service = await StartAsync(static world => world.Listed(K, "B-WAGE", "2025-03-01", "2028-02-29"));
        var before = await service.Verification.CheckAsync(Ask(K, "BID"), cancellationToken: Stop);
        foreach (var record in World.Of(static world => world.Repaired(K, "B-WAGE", "2026-06-15T10:00", "2026-06-15T10:00")).Records.Where(static record => record.Fact.SourceSynced is null))
        {
            record.RequestId = "later-" + record.RequestId;
            await service.Registry.RecordAsync(record, cancellationToken: Stop);
        }

        service.Clock.Now += TimeSpan.FromDays(1);
        var question = Ask(K, "BID");
        Assert.Empty((await service.Verification.CheckAsync(question, cancellationToken: Stop)).Entries);

        question.AsOf = before.AsOf;
        question.KnownAt = new KnownAt { Revision = before.Freshness.Revision };
        var again = await service.Verification.CheckAsync(question, cancellationToken: Stop);
        (again.CheckId, again.EvaluatedAt, again.Freshness.ProvenAt) = (before.CheckId, before.EvaluatedAt, before.Freshness.ProvenAt);
        Assert.Equal(before, again);
    }

    [Fact]
    public async Task An_entry_stops_at_midnight_in_China_without_anybody_doing_anything()
    {
        await using var service = await StartAsync(static world => world.Listed(K, "B-WAGE", "2025-03-01", "2026-06-15"));
        service.Clock.Now = new DateTimeOffset(2026, 6, 15, 23, 59, 59, TimeSpan.FromHours(8));
        var last = await service.Verification.CheckAsync(Ask(K, "LIC"), cancellationToken: Stop);
        Assert.Equal(Disposition.Review, last.Disposition);
        Assert.Equal(new DateTimeOffset(2026, 6, 16, 0, 0, 0, TimeSpan.FromHours(8)), last.AnswerValidUntil.ToDateTimeOffset());

        service.Clock.Now += TimeSpan.FromSeconds(1);
        var after = await service.Verification.CheckAsync(Ask(K, "LIC"), cancellationToken: Stop);
        Assert.Equal(Disposition.Normal, after.Disposition);
        Assert.Empty(after.Entries);
    }

    [Fact]
    public async Task An_answer_is_no_older_than_the_revision_asked_for()
    {
        await using var service = await StartAsync(static world => world.Registered(F));
        var question = Ask(F, "LIC");
        var head = (await service.Verification.CheckAsync(question, cancellationToken: Stop)).Freshness.Revision;
        question.Consistency = new Consistency { AtLeast = new AtLeast { Revision = head } };
        Assert.Equal(head, (await service.Verification.CheckAsync(question, cancellationToken: Stop)).Freshness.Revision);
        question.Consistency.AtLeast.Revision = head + 1;
        Assert.Equal(("REVISION_NOT_REACHED", (int)StatusCode.Unavailable), await RefusedAsync(service, question));
    }

    [Fact]
    public async Task Texts_come_in_the_language_asked_for()
    {
        await using var service = await StartAsync(static world => world.Registered(F));
        var chinese = await service.Verification.CheckAsync(Ask(F, "LIC"), cancellationToken: Stop);
        var english = await service.Verification.CheckAsync(Ask(F, "LIC"), new Metadata { { "accept-language", "en-GB,en;q=0.9" } }, cancellationToken: Stop);
        Assert.Equal("连续三年无不良信用记录", chinese.Reasons.Single().Message);
        Assert.Equal("Three consecutive years without a bad record", english.Reasons.Single().Message);
    }

    [Fact]
    public async Task A_name_that_is_not_the_registered_one_is_for_review_and_never_a_silent_hit()
    {
        await using var service = await StartAsync(static world => world.Registered(F, name: "金沙（示例）有限公司"));
        var question = Ask(F, "LIC");
        question.Subject.Name = " 金沙(示例)有限公司 ";
        Assert.Equal(Disposition.Facilitate, (await service.Verification.CheckAsync(question, cancellationToken: Stop)).Disposition);
        question.Subject.Name = "金沙实例有限公司";
        var other = await service.Verification.CheckAsync(question, cancellationToken: Stop);
        Assert.Equal((Disposition.Review, ReasonCode.NameMismatch), (other.Disposition, other.Reasons.Single().Code));
    }

    [Fact]
    public async Task A_pilot_era_code_is_accepted_with_a_warning_if_the_base_registry_has_it()
    {
        const string pilot = "91350211M00013FA1N";
        await using var service = await StartAsync(static world => world.Registered(pilot));
        var answer = await service.Verification.CheckAsync(Ask(pilot, "LIC"), cancellationToken: Stop);
        Assert.Equal(ReasonCode.PilotNonconforming, answer.Warnings.Single().Code);
        Assert.Equal(("INVALID_CODE", (int)StatusCode.InvalidArgument), await RefusedAsync(service, Ask("91350211M0000XUF46", "LIC")));
    }

    [Fact]
    public async Task An_alias_that_leads_nowhere_goes_to_a_human()
    {
        await using var service = await StartAsync(static world => world.Registered(F));
        var answer = await service.Verification.CheckAsync(Ask("D2143569-X", "LIC"), cancellationToken: Stop);
        Assert.Equal((Disposition.Undetermined, ReasonCode.AliasUnresolved), (answer.Disposition, answer.Reasons.Single().Code));
    }

    [Fact]
    public async Task A_store_that_is_gone_is_UNAVAILABLE_and_never_nothing_found()
    {
        await using var service = await StartAsync(static world => world.Registered(F));
        await service.Foundation.DisposeAsync();
        var refused = Errors.StatusOf(await Assert.ThrowsAsync<RpcException>(async () => await service.Verification.CheckAsync(Ask(F, "LIC"), cancellationToken: Stop)));
        Assert.Equal((int)StatusCode.Unavailable, refused.Code);
        Assert.Equal("STORE_UNAVAILABLE", refused.GetDetail<ErrorInfo>()!.Reason);
        Assert.NotNull(refused.GetDetail<RetryInfo>());
        using var ready = await service.Http.GetAsync("healthz/ready", Stop);
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, ready.StatusCode);
    }

    [Fact]
    public async Task A_matter_is_told_once_with_all_that_is_needed()
    {
        await using var service = await RunningService.StartAsync();
        var notice = await service.Verification.GetMatterAsync(new GetMatterRequest { MatterCode = "LIC", RegionCode = Haitang }, cancellationToken: Stop);
        Assert.Equal(["APPLICATION", "SITE-PERMIT", "PHOTO", "LEASE"], notice.Matter.Materials.Select(static material => material.Code));
        Assert.True(notice.Matter.GreenChannel);
        Assert.False(notice.Matter.DeferredAcceptance, "Haitang's plan has no deferred acceptance");
        Assert.Equal((10, 5), (notice.Matter.PromisedDays, notice.Matter.SupplementDays));
    }

    private static async Task<RunningService> StartAsync(Action<World> given)
    {
        var service = await RunningService.StartAsync();
        foreach (var record in World.Of(given).Records)
            await service.Registry.RecordAsync(record, cancellationToken: Stop);
        return service;
    }

    private static async Task<(string Reason, int Code)> RefusedAsync(RunningService service, CheckRequest question)
    {
        var status = Errors.StatusOf(await Assert.ThrowsAsync<RpcException>(async () => await service.Verification.CheckAsync(question, cancellationToken: Stop)));
        return (status.GetDetail<ErrorInfo>()!.Reason, status.Code);
    }
}
