using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Verify.Receipts;
using Verify.Service.Tests.Outside;
using Verify.Service.Tests.WorkedExamples;
using Verify.Tests.Stores;
using Verify.Tests.Stores.SqlServer;
using Verify.V1;

namespace Verify.Service.Tests.Receipts;

/// <summary>What a question says beside whom, for what and in which case: the receipt has it, and nothing of it that nobody asked.</summary>
public sealed class AskedDetailsTests
{
    private const string F = "91520523MA6HQ00642", K = "91520523MA6HQ01018";
    private const string Known = "520599198001010014", Stranger = "520599197512310014";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_receipt_holds_the_whole_question()
    {
        await using var service = await StartAsync();
        await HoldsTheWholeQuestionAsync(service);
    }

    [Fact]
    public async Task On_SQL_Server_it_is_the_same()
    {
        await using var database = new SqlServerTestDatabase();
        await using var service = await StartAsync(sqlServer: database.ConnectionString);
        await HoldsTheWholeQuestionAsync(service);
    }

    private static async Task HoldsTheWholeQuestionAsync(RunningService service)
    {
        var question = Asking.Ask(K, "LIC").Missing("PHOTO", "LEASE", "PHOTO").Committing("2026-07-01", CommitmentType.ApprovalSubstituting)
            .With(Stranger, Role.LegalRep).With(F, Role.Shareholder).With(Stranger, Role.ActualController);
        question.Subject.Name = "另一名称";
        question.RelatedParties[0].Subject.Name = "张三丰";
        var answer = await service.Verification.CheckAsync(question, cancellationToken: Stop);
        Assert.Contains(answer.Reasons, static reason => reason.Code == ReasonCode.NameMismatch);

        var receipt = await ReceiptAsync(service, answer);
        var (details, related) = (receipt.Receipt.Question.Details, receipt.Receipt.Question.RelatedParties);
        Assert.Equal([("PHOTO", "场所照片"), ("LEASE", "租赁合同复印件")], details.MissingMaterials.Select(static one => (one.Code, one.Name)));
        Assert.Equal(question.Commitment, details.Commitment);
        Assert.Equal(new AskedParty { Given = new Subject { Name = "另一名称" } }, details.Subject);
        Assert.Equal("登记名称1018", receipt.Receipt.Question.Subject.Name);
        Assert.Empty(details.Members);
        Assert.Equal(
            [("", Role.LegalRep, "张**"), (F, Role.Shareholder, null), ("", Role.ActualController, null)],
            details.RelatedParties.Select(party => (related[party.Index].Code, party.Role, party.Given?.Name)));
        Assert.Null(details.KnownAt);
        Assert.Null(details.PersonBasis);
        Assert.True((await service.Audit.VerifyLogAsync(new VerifyLogRequest(), cancellationToken: Stop)).Sound);

        var form = ReceiptForm.Write(receipt, english: false);
        foreach (var part in (string[])["场所照片 (PHOTO)", "审批替代型承诺 APPROVAL_SUBSTITUTING · 已签署 · 补齐期限 2026-07-01", "所报 另一名称", "法定代表人 LEGAL_REP · 实际控制人 ACTUAL_CONTROLLER · 所报 张**"])
            Assert.Contains(part, form, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_are_named_as_the_caller_named_them_and_an_older_code_is_the_one_that_was_asked_by()
    {
        await using var service = await StartAsync();
        var old = new Subject { CodeType = CodeType.RegistrationNumber, Code = "520523000000015" };
        await service.RecordAsync(world => world.Registered(F, name: "甲公司"));
        var aliased = await AliasAsync(service, F, old);

        var consortium = Asking.Consortium("BID", K, aliased);
        consortium.Members[1].CodeType = CodeType.RegistrationNumber;
        consortium.Members[1].Name = "甲公司";
        var receipt = (await ReceiptAsync(service, await service.Verification.CheckAsync(consortium, cancellationToken: Stop))).Receipt.Question;
        Assert.Null(receipt.Details.Subject);
        var member = Assert.Single(receipt.Details.Members);
        Assert.Equal((F, "甲公司", aliased, CodeType.RegistrationNumber), (receipt.Members[member.Index].Code, member.Given.Name, member.Given.Code, member.Given.CodeType));

        var alone = Asking.Ask(K, "BID");
        alone.Subject = new Subject { CodeType = CodeType.RegistrationNumber, Code = aliased };
        receipt = (await ReceiptAsync(service, await service.Verification.CheckAsync(alone, cancellationToken: Stop))).Receipt.Question;
        Assert.Equal((F, aliased), (receipt.Subject.Code, receipt.Details.Subject.Given.Code));
    }

    [Fact]
    public async Task A_question_about_what_was_known_once_says_so()
    {
        await using var service = await StartAsync();
        var (before, at) = (await service.RecordAsync(static world => world.Registered(F)), service.Clock.Now);
        service.Clock.Now += TimeSpan.FromHours(1);
        await service.RecordAsync(static world => world.Listed(F, "B-WAGE", "2025-03-01", "2028-02-29"));

        var question = Asking.Ask(F, "BID");
        question.KnownAt = new KnownAt { Revision = before };
        Assert.Equal(question.KnownAt, (await DetailsAsync(service, question))!.KnownAt);
        question.KnownAt = new KnownAt { Instant = at.ToTimestamp() };
        Assert.Equal(question.KnownAt, (await DetailsAsync(service, question))!.KnownAt);
        (question.KnownAt, question.AsOf) = (null, at.ToTimestamp());
        Assert.Equal(new KnownAt { Instant = at.ToTimestamp() }, (await DetailsAsync(service, question))!.KnownAt);
        question.AsOf = null;
        Assert.Null(await DetailsAsync(service, question));
    }

    [Fact]
    public async Task The_basis_is_that_of_a_person_and_no_number_of_one_is_in_a_text()
    {
        await using var service = await StartAsync();
        var question = Asking.Ask(Known, "HONOUR");
        question.Subject.Name = "𠮷田三郎";
        Assert.Equal(("GPL-22", "𠮷***"), await DetailsAsync(service, question) is { } lawful ? (lawful.PersonBasis.StatutoryCode, lawful.Subject.Given.Name) : default);

        question.PersonBasis = new PersonBasis { Consent = new Consent { Purpose = $"{Stranger}办理许可", GrantedOn = "2026-06-01", ExpiresOn = "2026-12-31" } };
        var consent = (await DetailsAsync(service, question))!.PersonBasis.Consent;
        Assert.Equal(("52***************4办理许可", "2026-06-01", "2026-12-31"), (consent.Purpose, consent.GrantedOn, consent.ExpiresOn));

        // Of an organisation a basis is asked in vain, and is no part of the question.
        var organisation = Asking.Ask(K, "LIC");
        (organisation.PersonBasis, organisation.Subject.Name) = (question.PersonBasis, $"甲公司{Stranger}");
        var details = (await DetailsAsync(service, organisation))!;
        Assert.Equal((null, "甲公司52***************4"), (details.PersonBasis, details.Subject.Given.Name));
    }

    [Fact]
    public async Task A_purpose_longer_than_anybody_reads_is_refused()
    {
        await using var service = await StartAsync();
        var question = Asking.Ask(Known, "HONOUR");
        question.PersonBasis = new PersonBasis { Consent = new Consent { Purpose = new string('长', 257), GrantedOn = "2026-06-01", ExpiresOn = "2026-12-31" } };
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await service.Verification.CheckAsync(question, cancellationToken: Stop));
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.Contains("person_basis.consent.purpose", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_an_ordinary_question_nothing_is_kept_and_of_any_other_the_bytes_that_everybody_would_write()
    {
        using var folder = new TemporaryFolder();
        await using var service = await StartAsync(folder.Path);
        await service.Verification.CheckAsync(Asking.Ask(K, "LIC"), cancellationToken: Stop);
        var full = Asking.Ask(Known, "LIC").Missing("PHOTO").Committing("").With(F, Role.Shareholder).With(K, Role.Agent);
        (full.Subject.Name, full.Commitment.Signed, full.KnownAt) = ("张三", false, new KnownAt { Revision = 0 });
        full.Commitment.Type = CommitmentType.Unspecified;
        await service.Verification.CheckAsync(full, cancellationToken: Stop);
        await service.Foundation.Register.FlushAsync(Stop);

        Assert.Equal(1L, ByHand.Run(folder.File("verify.db"), "SELECT count(*) FROM check_record WHERE asked IS NULL"));
        var kept = (byte[])ByHand.Run(folder.File("verify.db"), "SELECT asked FROM check_record WHERE asked IS NOT NULL")!;
        Assert.Equal(AskedDetails.Parser.ParseFrom(kept).ToByteArray(), kept);
    }

    private static async Task<RunningService> StartAsync(string? data = null, string? sqlServer = null)
    {
        var service = await RunningService.StartAsync(data: data, sqlServer: sqlServer);
        await service.RecordAsync(static world => world.Registered(K).Listed(Known, "B-COURT", "2025-05-01", "2027-04-30").Synced("COURT", "2026-06-15T08:00"));
        return service;
    }

    private static async Task<string> AliasAsync(RunningService service, string code, Subject alias)
    {
        await service.Registry.RecordAsync(
            new RecordRequest
            {
                RequestId = "alias",
                Subject = Asking.Subject(code),
                RecordedBy = new RecordedBy { DepartmentCode = "MARKET", OperatorId = "officer" },
                Fact = new Fact { SubjectRegistered = new SubjectRegistered { Name = "甲公司", EstablishedOn = "2015-01-01", Aliases = { alias } } },
            },
            cancellationToken: Stop);
        return alias.Code;
    }

    private static async Task<AskedDetails?> DetailsAsync(RunningService service, CheckRequest question) =>
        (await ReceiptAsync(service, await service.Verification.CheckAsync(question, cancellationToken: Stop))).Receipt.Question.Details;

    private static async Task<VerifiedReceipt> ReceiptAsync(RunningService service, CheckResponse answer)
    {
        var reply = await service.Verification.GetReceiptAsync(new GetReceiptRequest { CheckId = answer.CheckId }, cancellationToken: Stop);
        return ReceiptVerifier.Trusting(await service.Http.GetStringAsync("receipts/keys", Stop)).Verify(reply.Receipt).Receipt!;
    }
}
