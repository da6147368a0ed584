using Grpc.Core;
using Verify.Audit;
using Verify.Callers;
using Verify.Catalogs;
using Verify.Domain;
using Verify.Flows;
using Verify.Transport.Replies;
using Verify.V1;

namespace Verify.Transport;

/// <summary>The VerificationService of the contract, over gRPC and Connect alike.</summary>
[BindServiceMethod(typeof(EncodedReplies), nameof(EncodedReplies.BindService))]
public sealed partial class VerificationEndpoint(
    CallAdmission admission,
    CheckReading reading,
    CheckFlow flow,
    WatchFlow watching,
    ReportReading reports,
    ReportFlow reporting,
    ReceiptIssue receipts,
    CatalogLibrary catalogs,
    TimeProvider clock,
    HeavyGate heavy)
    : VerificationService.VerificationServiceBase
{
    /// <summary>Most subjects of one batch.</summary>
    public const int MaxBatch = 1000;

    /// <inheritdoc/>
    public override Task<CheckResponse> Check(CheckRequest request, ServerCallContext context) =>
        FailureStatus.ReplyAsync(AnswerAsync(request, context));

    /// <summary>Answers one question, wherever it comes from.</summary>
    /// <returns>The reply, encoded.</returns>
    public async ValueTask<Outcome<byte[]>> CheckAsync(
        CheckRequest request, Caller caller, AnswerWriting writer, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var question = reading.Read(request, caller, now);
        var answer = question.Value is { } complete ? await flow.AnswerAsync(complete, writer, cancellation) : question.Failure!;
        return answer.Failure is { } refusal ? await RegisterAsync(refusal, request, caller, now, cancellation) : answer;
    }

    /// <inheritdoc/>
    public override Task<BatchCheckResponse> BatchCheck(BatchCheckRequest request, ServerCallContext context) =>
        FailureStatus.ReplyAsync(AnswerAsync(request, context));

    private async ValueTask<Outcome<CheckResponse>> AnswerAsync(CheckRequest request, ServerCallContext context)
    {
        using var trace = CallTrace.Begin(context);
        using var call = admission.Enter(context, Scopes.Check);
        if (call.Refusal is not null)
            return await RefuseAsync(call, request, context);
        var outcome = await CheckAsync(request, call.Caller, WriterFor(context), context.CancellationToken);
        return outcome.Value is { } reply ? CheckResponse.Of(reply) : outcome.Failure!;
    }

    private async ValueTask<Outcome<BatchCheckResponse>> AnswerAsync(BatchCheckRequest request, ServerCallContext context)
    {
        using var trace = CallTrace.Begin(context);
        using var call = admission.Enter(context, Scopes.Check, Math.Clamp(request.Subjects.Count, 1, MaxBatch));
        if (call.Refusal is not null)
            return await RefuseAsync(call, request.Context, context);
        if (request.Subjects.Count > MaxBatch)
            return FieldErrors.LimitExceeded(request.Subjects.Count, "subjects", MaxBatch);

        using var place = await TurnAsync(request.Subjects.Count, call.Caller, context.CancellationToken);
        var questions = request.Subjects.Select((subject, index) => SingleOf(request.Context, subject, $"{index}")).ToArray();
        var answers = await AnswerAsync(questions, call.Caller, WriterFor(context), context.CancellationToken);
        var response = new FieldWriter();
        for (var i = 0; i < answers.Length; i++)
        {
            var item = response.Begin(BatchCheckResponse.ItemsFieldNumber);
            response.Number(BatchCheckItem.IndexFieldNumber, i);
            if (answers[i].Value is { } reply)
                response.Message(BatchCheckItem.AnswerFieldNumber, reply);
            else
                response.Message(BatchCheckItem.ErrorFieldNumber, FailureStatus.ToStatus(answers[i].Failure!));
            response.End(item);
        }

        return BatchCheckResponse.Of(response.Written.ToArray());
    }

    /// <inheritdoc/>
    public override async Task<ReportOutcomeResponse> ReportOutcome(ReportOutcomeRequest request, ServerCallContext context)
    {
        using var call = admission.Admit(context, Scopes.Check);
        var draft = reports.Read(request, call.Caller, clock.GetUtcNow());
        var outcome = draft.Value is { } complete ? await reporting.ReportAsync(complete, context.CancellationToken) : draft.Failure!;
        return outcome.Value is { } report ? AuditWriting.Write(report) : throw FailureStatus.ToException(outcome.Failure!);
    }

    /// <inheritdoc/>
    public override async Task<GetReceiptResponse> GetReceipt(GetReceiptRequest request, ServerCallContext context)
    {
        using var call = admission.Admit(context, Scopes.Check | Scopes.Audit);
        return new GetReceiptResponse { Receipt = await receipts.IssueAsync(request, call.Caller, context.CancellationToken) };
    }

    /// <inheritdoc/>
    public override Task<GetMatterResponse> GetMatter(GetMatterRequest request, ServerCallContext context)
    {
        using var call = admission.Admit(context, Scopes.Check);
        if (CheckPermissions.FaultOf(request.MatterCode, request.RegionCode, call.Caller.Grants) is { } refusal)
            throw FailureStatus.ToException(refusal);
        var catalogue = catalogs.InForceNow().Catalogue;
        var matter = catalogue.FindMatter(request.MatterCode);
        if (matter is null)
            throw FailureStatus.ToException(FlowFailures.UnknownMatter(request.MatterCode));

        var response = new GetMatterResponse { Matter = CatalogWriting.Write(matter), CatalogVersion = catalogue.Version };
        if (request.RegionCode.Length > 0)
        {
            var profile = catalogue.FindProfile(request.RegionCode);
            response.Matter.GreenChannel &= profile is { GreenChannel.IsOff: false };
            response.Matter.DeferredAcceptance &= profile is { DeferredAcceptance.IsOff: false };
        }

        return Task.FromResult(response);
    }

    /// <summary>Waits for the turn of many subjects; few need none.</summary>
    private async ValueTask<HeavyGate.Place?> TurnAsync(int subjects, Caller caller, CancellationToken cancellation)
    {
        if (subjects <= HeavyGate.SmallMax)
            return null;
        var turn = await heavy.EnterAsync(caller.Id, cancellation);
        return turn.Value ?? throw FailureStatus.ToException(turn.Failure!);
    }

    /// <summary>An item of many is the same question asked alone, under the request id of all and the item's own.</summary>
    private static CheckRequest SingleOf(CheckRequest? context, Subject? subject, string itemId)
    {
        var single = context?.Clone() ?? new CheckRequest();
        single.Members.Clear();
        single.Subject = subject;
        if (single.RequestId.Length > 0)
            single.RequestId = $"{single.RequestId}#{itemId}";
        return single;
    }

    /// <summary>Answers questions of one matter at one instant, each for itself.</summary>
    private async Task<Outcome<byte[]>[]> AnswerAsync(
        CheckRequest[] requests, Caller caller, AnswerWriting writer, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var questions = Array.ConvertAll(requests, request => reading.Read(request, caller, now));
        var complete = questions.Select(static question => question.Value).OfType<CheckQuestion>().ToArray();
        var answered = new Queue<Outcome<byte[]>>(complete.Length > 0 ? await flow.AnswerAsync(complete, writer, cancellation) : []);
        return await Task.WhenAll(requests.Zip(questions, async (request, question) =>
        {
            var answer = question.Failure is { } refusal ? refusal : answered.Dequeue();
            return answer.Failure is null ? answer : await RegisterAsync(answer.Failure, request, caller, now, cancellation);
        }));
    }

    /// <summary>A check that was not let in. Who is a stranger leaves no row: anybody could fill the register.</summary>
    private async ValueTask<Failure> RefuseAsync(AdmittedCall call, CheckRequest? request, ServerCallContext context) => call.IsKnown
        ? await RegisterAsync(call.Refusal!, request ?? new(), call.Caller, clock.GetUtcNow(), context.CancellationToken)
        : call.Refusal!;

    /// <summary>Refusals are on record like answers (R0); one that cannot be registered says so instead.</summary>
    private async ValueTask<Failure> RegisterAsync(
        Failure refusal, CheckRequest request, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        if (FailureStatus.CodeOf(refusal.Reason) is StatusCode.Unavailable or StatusCode.ResourceExhausted
            && refusal.Reason != FailureReason.PersonBudgetExceeded)
        {
            return refusal;
        }

        try
        {
            await flow.RegisterAsync(RefusalRecords.Of(refusal, request, caller, now), cancellation);
            return refusal;
        }
        catch (RegisterUnavailableException exception)
        {
            // The failure becomes UNAVAILABLE or RESOURCE_EXHAUSTED: no log, no answer, not even a refusal.
            return FlowFailures.Of(exception);
        }
    }

    private static AnswerWriting WriterFor(ServerCallContext context) => AnswerWriting.For(context.AcceptLanguage());
}
