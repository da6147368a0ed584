using System.Net;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Verify.Client;
using Verify.Client.Receipts;
using Verify.Hosting;
using Verify.Receipts;
using Verify.Service.Tests.Identity;
using Verify.Service.Tests.Outside;
using Verify.Service.Tests.WorkedExamples;
using Verify.Tests.Stores;
using Verify.Tests.Stores.SqlServer;
using Verify.V1;

namespace Verify.Service.Tests.Receipts;

/// <summary>GetReceipt from outside: what it binds, for whom, and that it is the same each time.</summary>
public sealed class ReceiptTests
{
    private const string F = "91520523MA6HQ00642", K = "91520523MA6HQ01018";
    private const string Known = "520599198001010014", Stranger = "520599197512310014";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_binds_the_question_the_bytes_of_the_answer_who_asked_and_the_place_in_the_register()
    {
        await using var service = await StartAsync();
        await TellsItsStoryAsync(service);
    }

    [Fact]
    public async Task On_SQL_Server_it_is_the_same()
    {
        await using var database = new SqlServerTestDatabase();
        await using var service = await StartAsync(sqlServer: database.ConnectionString);
        await TellsItsStoryAsync(service);
        var own = (await AskAsync(service, Asking.Ask(K, "BID"), "TRADING-CENTRE")).CheckId;
        await IsUnknownAsync(service, own, As("LICENSING"));
    }

    private static async Task TellsItsStoryAsync(RunningService service)
    {
        var question = Asking.Ask(K, "BID").With(F, Role.Shareholder);
        var answer = await AskAsync(service, question, "TRADING-CENTRE");
        var signed = await GetAsync(service, answer.CheckId, As("TRADING-CENTRE"));
        var receipt = (await VerifierAsync(service)).Verify(signed).Receipt!.Receipt;

        Assert.Equal(answer.ToByteString(), receipt.Answer);
        Assert.Equal((answer.CheckId, answer.EvaluatedAt, answer.Freshness.Revision), (receipt.CheckId, receipt.EvaluatedAt, receipt.Revision));
        Assert.Equal(answer.Freshness.CatalogVersion, receipt.CatalogVersion);
        Assert.Equal(("TRADING-CENTRE", "officer", "development"), (receipt.Inquirer.Department.Code, receipt.Inquirer.OperatorId, receipt.Inquirer.Caller));
        Assert.NotEmpty(receipt.Inquirer.Department.Name);
        Assert.Equal(new Subject { CodeType = CodeType.Uscc, Code = K, Name = "登记名称1018" }, receipt.Question.Subject);
        Assert.Equal(F, Assert.Single(receipt.Question.RelatedParties).Code);
        Assert.Equal(("BID", "办件-1", Stage.Accept, "520523"), (receipt.Question.Matter.Code, receipt.Question.CaseNumber, receipt.Question.Stage, receipt.Question.RegionCode));
        Assert.Equal(answer.AsOf, receipt.Question.AsOf);

        // The register still holds it: the place is an anchor.
        var place = receipt.Place;
        var request = new VerifyLogRequest { Anchor = new LogAnchor { Block = place.Block, Hash = place.BlockHash } };
        Assert.True((await service.Audit.VerifyLogAsync(request, cancellationToken: Stop)).Sound);
        request.Anchor.Hash = place.PriorHash;
        Assert.Equal(LogFaultKind.Rewritten, Assert.Single((await service.Audit.VerifyLogAsync(request, cancellationToken: Stop)).Faults).Kind);

        // The same again, also after the registry has learned more and the subject goes by another name.
        await service.RecordAsync(static world => world.Registered(K, name: "另一名称").Listed(F, "B-WAGE", "2025-03-01", "2028-02-29"));
        Assert.Equal(signed.Payload, (await GetAsync(service, answer.CheckId)).Payload);
    }

    [Fact]
    public async Task A_department_gets_its_own_an_operator_who_audits_all_and_to_everybody_else_there_is_no_such_check()
    {
        await using var service = await StartAsync();
        var own = (await AskAsync(service, Asking.Ask(K, "BID"), "TRADING-CENTRE")).CheckId;
        await IsUnknownAsync(service, own, As("LICENSING"));
        await IsUnknownAsync(service, Guid.CreateVersion7(service.Clock.Now).ToString(), As("TRADING-CENTRE"));
        Assert.NotNull(await GetAsync(service, own, []));

        var asking = await service.AddAsync("asking", "check", static caller => caller with { DepartmentCode = "TRADING-CENTRE" });
        var auditing = await service.AddAsync("auditing", "audit", static caller => caller with { DepartmentCode = "TRADING-CENTRE" });
        var elsewhere = await service.AddAsync("elsewhere", "check audit", static caller => caller with { DepartmentCode = "LICENSING" });
        var platform = await service.AddAsync("platform", "check", static caller => caller with { DepartmentCode = null });
        var auditor = await service.AddAsync("auditor", "audit", static caller => caller with { DepartmentCode = null });
        foreach (var key in (string[])[asking, auditing, auditor])
            Assert.NotNull(await GetAsync(service, own, Admissions.Bearer(key)));
        await IsUnknownAsync(service, own, Admissions.Bearer(elsewhere));
        await IsUnknownAsync(service, own, Admissions.Bearer(platform));

        var ofPlatform = (await service.Verification.CheckAsync(Asking.Ask(K, "BID"), Admissions.As(platform))).CheckId;
        Assert.NotNull(await GetAsync(service, ofPlatform, Admissions.Bearer(platform)));
        await IsUnknownAsync(service, ofPlatform, Admissions.Bearer(asking));
    }

    [Fact]
    public async Task A_person_is_masked_and_one_who_was_not_on_record_is_shown_only_to_who_tells_the_number_again()
    {
        await using var service = await StartAsync();
        var known = (await AskAsync(service, Asking.Ask(Known, "HONOUR"), "LICENSING")).CheckId;
        var stranger = (await AskAsync(service, Asking.Ask(Stranger, "HONOUR"), "LICENSING")).CheckId;
        await service.RecordAsync(static world => world.Listed(Stranger, "B-COURT", "2025-05-01", "2027-04-30", static entry => entry.EntryId = "E-9"));
        var verifier = await VerifierAsync(service);

        Assert.Equal("52***************4", verifier.Verify(await GetAsync(service, known)).Receipt!.Receipt.Question.Subject.Code);
        Assert.Equal(new Subject(), verifier.Verify(await GetAsync(service, stranger)).Receipt!.Receipt.Question.Subject);
        var told = await service.Verification.GetReceiptAsync(
            new GetReceiptRequest { CheckId = stranger, Persons = { Asking.Subject(Stranger) } }, cancellationToken: Stop);
        Assert.Equal("52***************4", verifier.Verify(told.Receipt).Receipt!.Receipt.Question.Subject.Code);
        foreach (var person in (string[])[Known, Stranger])
            Assert.DoesNotContain(person[..17], told.Receipt.Payload.ToStringUtf8(), StringComparison.Ordinal);

        var refused = await Admissions.RefusalOf(async () => await service.Verification.GetReceiptAsync(
            new GetReceiptRequest { CheckId = stranger, Persons = { Asking.Subject(Stranger), Asking.Subject(Known) } }, cancellationToken: Stop));
        Assert.Equal((StatusCode.InvalidArgument, "persons[1]"), (refused.Code, refused.Metadata["fields"]));
    }

    [Fact]
    public async Task A_refusal_and_each_item_of_a_batch_and_of_a_stream_has_one()
    {
        await using var service = await StartAsync();
        var verifier = await VerifierAsync(service);
        var question = Asking.Ask(Known, "HONOUR");
        question.PersonBasis = null;
        await Assert.ThrowsAsync<RpcException>(() => AskAsync(service, question, "LICENSING"));
        var refusal = Assert.Single((await service.Audit.SearchChecksAsync(new SearchChecksRequest { RefusalsOnly = true }, cancellationToken: Stop)).Checks);
        var refused = verifier.Verify(await GetAsync(service, refusal.CheckId, As("LICENSING"))).Receipt!;
        Assert.Equal(("CONSENT_INVALID", null, null, "办件-1"), (refused.Receipt.Refusal, refused.Answer, refused.Receipt.Question.Subject, refused.Receipt.Question.CaseNumber));

        var batch = await service.Verification.BatchCheckAsync(
            new BatchCheckRequest { Context = Asking.Ask(K, "BID"), Subjects = { Asking.Subject(K), Asking.Subject(F) } }, cancellationToken: Stop);
        foreach (var item in batch.Items)
            Assert.Equal(item.Answer.ToByteString(), verifier.Verify(await GetAsync(service, item.Answer.CheckId)).Receipt!.Receipt.Answer);

        using var screen = service.Verification.Screen(cancellationToken: Stop);
        var context = Asking.Ask(K, "BID");
        context.Subject = null;
        await screen.RequestStream.WriteAsync(new ScreenRequest { Context = context }, Stop);
        await screen.RequestStream.WriteAsync(new ScreenRequest { Item = new ScreenItem { ItemId = "1", Subject = Asking.Subject(F) } }, Stop);
        Assert.True(await screen.ResponseStream.MoveNext(Stop));
        var screened = screen.ResponseStream.Current.Answer;
        Assert.Equal(F, verifier.Verify(await GetAsync(service, screened.CheckId)).Receipt!.Receipt.Question.Subject.Code);
        await screen.RequestStream.CompleteAsync();
    }

    [Fact]
    public async Task Members_of_a_consortium_are_named()
    {
        await using var service = await StartAsync();
        var answer = await AskAsync(service, Asking.Consortium("BID", F, K), "TRADING-CENTRE");
        var question = (await VerifierAsync(service)).Verify(await GetAsync(service, answer.CheckId)).Receipt!.Receipt.Question;
        Assert.Equal((F, K), (question.Subject.Code, Assert.Single(question.Members).Code));
    }

    [Fact]
    public async Task Nothing_is_signed_that_the_chain_does_not_vouch_for()
    {
        using var folder = new TemporaryFolder();
        await using var service = await StartAsync(data: folder.Path);
        var own = (await AskAsync(service, Asking.Ask(K, "BID"), "TRADING-CENTRE")).CheckId;
        await GetAsync(service, own);
        ByHand.Run(folder.File("verify.db"), "DROP TRIGGER check_record_is_never_changed; UPDATE check_record SET operator = 'nobody'");

        var damaged = await Admissions.RefusalOf(() => GetAsync(service, own, As("TRADING-CENTRE")));
        Assert.Equal((StatusCode.DataLoss, "REGISTER_DAMAGED", own), (damaged.Code, damaged.Reason, damaged.Metadata["check_id"]));
        await IsUnknownAsync(service, own, As("LICENSING"));
    }

    [Fact]
    public async Task A_check_whose_time_is_over_says_so_and_so_does_every_id_of_its_age()
    {
        await using var service = await StartAsync();
        var old = Checks.At("2023-06-14T12:00") with { DepartmentCode = "LICENSING" };
        await service.Foundation.Register.AppendAsync(old, Stop);
        await AskAsync(service, Asking.Ask(K, "BID"), "LICENSING");
        Assert.NotNull(await GetAsync(service, old.CheckId.ToString(), As("LICENSING")));
        Assert.Equal(NotKept(old.CheckId), await RefusalOf(service, old.CheckId, As("TRADING-CENTRE")));

        Assert.Equal(1, (await service.Foundation.Retaining.RunAsync(isTrial: false, progress: null, Stop)).Removed);
        Assert.Equal(NotKept(old.CheckId), await RefusalOf(service, old.CheckId, As("LICENSING")));
        var never = Guid.CreateVersion7(old.EvaluatedAt);
        Assert.Equal(NotKept(never), await RefusalOf(service, never, As("LICENSING")));

        static (StatusCode, string, string) NotKept(Guid checkId) => (StatusCode.NotFound, "CHECK_NOT_KEPT", $"{checkId} 2023-06-15");
    }

    [Fact]
    public async Task The_client_gets_and_verifies_it_in_one_go()
    {
        await using var service = await StartAsync();
        var own = await AskAsync(service, Asking.Ask(K, "BID"), "TRADING-CENTRE");
        using var verify = VerifyClient.Connect(service.GrpcAddress);
        var verdict = await verify.GetVerifiedReceiptAsync(own.CheckId, await VerifierAsync(service), cancellation: Stop);
        Assert.Equal(own, verdict.Receipt!.Answer);
        Assert.Equal(ReceiptState.UnknownKey, (await verify.GetVerifiedReceiptAsync(own.CheckId, SampleReceipts.Verifier, cancellation: Stop)).State);
    }

    [Fact]
    public async Task Everything_wrong_with_a_request_is_named()
    {
        await using var service = await StartAsync();
        var refused = await Admissions.RefusalOf(async () => await service.Verification.GetReceiptAsync(
            new GetReceiptRequest { CheckId = "1", Persons = { Enumerable.Repeat(new Subject(), 101) } }, cancellationToken: Stop));
        Assert.Equal(StatusCode.InvalidArgument, refused.Code);
    }

    [Fact]
    public async Task A_form_comes_for_a_receipt_of_this_service_and_for_nothing_else()
    {
        await using var service = await StartAsync();
        var own = (await AskAsync(service, Asking.Ask(K, "BID"), "TRADING-CENTRE")).CheckId;
        var signed = await GetAsync(service, own);
        var verifier = await VerifierAsync(service);
        foreach (var (body, lang) in (((byte[], string)[])[(Encoding.UTF8.GetBytes(new GetReceiptResponse { Receipt = signed }.ToString()), ""), (signed.ToByteArray(), "?lang=en")]))
        {
            using var reply = await PostAsync(service, lang, body);
            Assert.Equal((HttpStatusCode.OK, "text/html"), (reply.StatusCode, reply.Content.Headers.ContentType?.MediaType));
            Assert.Contains("default-src 'none'", Assert.Single(reply.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.True(reply.Headers.CacheControl!.NoStore);
            var form = await reply.Content.ReadAsByteArrayAsync(Stop);
            Assert.Equal(ReceiptForm.Write(verifier.Verify(signed).Receipt!, english: lang.Length > 0), Encoding.UTF8.GetString(form));
            Assert.True(verifier.Verify(form).IsValid);
        }

        using var foreign = await PostAsync(service, "", SampleReceipts.Sign(SampleReceipts.Of(SampleReceipts.Answer())).ToByteArray());
        Assert.Equal((HttpStatusCode.BadRequest, "UnknownKey: It is signed with a key that is not among the trusted ones.\n"), (foreign.StatusCode, await foreign.Content.ReadAsStringAsync(Stop)));
        using var nothing = await PostAsync(service, "", []);
        Assert.Equal(HttpStatusCode.BadRequest, nothing.StatusCode);
        using var tooLarge = await PostAsync(service, "", new byte[(16 * 1024 * 1024) + 1]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.StatusCode);
    }

    private static async Task<HttpResponseMessage> PostAsync(RunningService service, string query, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "receipts/form" + query) { Content = new ByteArrayContent(body) };
        // A body that is refused is not sent to its end.
        request.Headers.ExpectContinue = body.Length > 1024 * 1024;
        return await service.Http.SendAsync(request, Stop);
    }

    private static async Task<(StatusCode, string, string)> RefusalOf(RunningService service, Guid checkId, Metadata headers)
    {
        var (code, reason, metadata) = await Admissions.RefusalOf(() => GetAsync(service, checkId.ToString(), headers));
        return (code, reason, string.Join(' ', metadata.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => pair.Value)));
    }

    private static async Task IsUnknownAsync(RunningService service, string checkId, Metadata headers)
    {
        var refused = await RefusalOf(service, Guid.Parse(checkId), headers);
        Assert.Equal((StatusCode.NotFound, "NOT_FOUND", $"{checkId} check"), refused);
    }

    private static async Task<RunningService> StartAsync(string? data = null, string? sqlServer = null, Action<VerifyOptions>? configure = null)
    {
        var service = await RunningService.StartAsync(data: data, sqlServer: sqlServer, configure: configure);
        await service.RecordAsync(static world => world
            .Listed(K, "B-WAGE", "2025-03-01", "2028-02-29").Registered(F).Listed(Known, "B-COURT", "2025-05-01", "2027-04-30").Synced("COURT", "2026-06-15T08:00"));
        return service;
    }

    private static async Task<CheckResponse> AskAsync(RunningService service, CheckRequest question, string department) =>
        await service.Verification.CheckAsync(question, As(department), cancellationToken: Stop);

    private static async Task<SignedReceipt> GetAsync(RunningService service, string checkId, Metadata? headers = null) =>
        (await service.Verification.GetReceiptAsync(new GetReceiptRequest { CheckId = checkId }, headers, cancellationToken: Stop)).Receipt;

    private static async Task<ReceiptVerifier> VerifierAsync(RunningService service) =>
        ReceiptVerifier.Trusting(await service.Http.GetStringAsync("receipts/keys", Stop));

    private static Metadata As(string department) => new() { { "verify-department", department } };
}
