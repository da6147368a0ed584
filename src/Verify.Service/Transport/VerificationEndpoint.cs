using Grpc.Core;
using Verify.Audit;
using Verify.Callers;
using Verify.Catalogs;
using Verify.Domain;
using Verify.Flows;
using Verify.V1;

namespace Verify.Transport;

/// <summary>The VerificationService of the contract, over gRPC and Connect alike.</summary>
public sealed class VerificationEndpoint(
    CheckReading reading, CheckFlow flow, ReportReading reports, ReportFlow reporting, CatalogLibrary catalogs, TimeProvider clock)
    : VerificationService.VerificationServiceBase
{
    /// <summary>Most subjects of one batch.</summary>
    public const int MaxBatch = 1000;

    /// <inheritdoc/>
    public override async Task<CheckResponse> Check(CheckRequest request, ServerCallContext context)
    {
        var outcome = await CheckAsync(request, context.Caller(), WriterFor(context), context.CancellationToken);
        return outcome.Value?.Reply ?? throw FailureStatus.ToException(outcome.Failure!);
    }

    /// <summary>Answers one question, wherever it comes from.</summary>
    public async Task<Outcome<Worded<CheckResponse>>> CheckAsync(
        CheckRequest request, Caller caller, AnswerWriting writer, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var question = reading.Read(request, caller, now);
        var outcome = question.Value is { } complete
            ? await flow.AnswerAsync(complete, writer, cancellation)
            : question.Failure!;
        return outcome.Failure is { } refusal ? await RegisterAsync(refusal, request, caller, now, cancellation) : outcome;
    }

    /// <inheritdoc/>
    public override async Task<BatchCheckResponse> BatchCheck(BatchCheckRequest request, ServerCallContext context)
    {
        if (request.Subjects.Count > MaxBatch)
            throw FailureStatus.ToException(FieldErrors.LimitExceeded(request.Subjects.Count, "subjects", MaxBatch));

        var caller = context.Caller();
        var writer = WriterFor(context);
        var now = clock.GetUtcNow();
        var response = new BatchCheckResponse();
        var questions = new List<CheckQuestion>(request.Subjects.Count);
        var positions = new List<int>(request.Subjects.Count);
        for (var i = 0; i < request.Subjects.Count; i++)
        {
            var item = new BatchCheckItem { Index = i };
            response.Items.Add(item);
            var single = SingleOf(request, i);
            var question = reading.Read(single, caller, now);
            if (question.Value is { } complete)
            {
                questions.Add(complete);
                positions.Add(i);
                continue;
            }

            var refused = await RegisterAsync(question.Failure!, single, caller, now, context.CancellationToken);
            item.Error = FailureStatus.ToStatus(refused.Failure!);
        }

        if (questions.Count == 0)
            return response;
        var answers = await flow.AnswerAsync(questions, writer, context.CancellationToken);
        for (var i = 0; i < answers.Count; i++)
        {
            var item = response.Items[positions[i]];
            if (answers[i].Value is { } worded)
                item.Answer = worded.Reply;
            else
                item.Error = FailureStatus.ToStatus(answers[i].Failure!);
        }

        return response;
    }

    /// <inheritdoc/>
    public override async Task<ReportOutcomeResponse> ReportOutcome(ReportOutcomeRequest request, ServerCallContext context)
    {
        var draft = reports.Read(request, context.Caller(), clock.GetUtcNow());
        var outcome = draft.Value is { } complete ? await reporting.ReportAsync(complete, context.CancellationToken) : draft.Failure!;
        return outcome.Value is { } report ? AuditWriting.Write(report) : throw FailureStatus.ToException(outcome.Failure!);
    }

    /// <inheritdoc/>
    public override Task<GetMatterResponse> GetMatter(GetMatterRequest request, ServerCallContext context)
    {
        var now = clock.GetUtcNow();
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

    /// <summary>An item of a batch is the same question asked alone, under the batch's request id and its position.</summary>
    private static CheckRequest SingleOf(BatchCheckRequest request, int index)
    {
        var single = request.Context?.Clone() ?? new CheckRequest();
        single.Members.Clear();
        single.Subject = request.Subjects[index];
        if (single.RequestId.Length > 0)
            single.RequestId = $"{single.RequestId}#{index}";
        return single;
    }

    /// <summary>Refusals are on record like answers (R0); one that cannot be registered says so instead.</summary>
    private async Task<Outcome<Worded<CheckResponse>>> RegisterAsync(
        Failure refusal, CheckRequest request, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        if (FailureStatus.CodeOf(refusal.Reason) is StatusCode.Unavailable)
            return refusal;
        try
        {
            await flow.RegisterRefusalAsync(RefusalRecords.Of(refusal, request, caller, now), cancellation);
            return refusal;
        }
        catch (RegisterUnavailableException)
        {
            // The failure becomes UNAVAILABLE: no log, no answer, not even a refusal.
            return FlowFailures.RegisterUnavailable;
        }
    }

    private static AnswerWriting WriterFor(ServerCallContext context) => AnswerWriting.For(context.RequestHeaders.GetValue("accept-language"));
}
