using Verify.Audit;
using Verify.Callers;
using Verify.Flows;
using Verify.Service.Tests.WorkedExamples;
using Verify.Transport;
using Verify.V1;

namespace Verify.Service.Tests.Outside;

/// <summary>No log, no answer.</summary>
public sealed class RegisterTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task E54_a_register_that_cannot_be_written_lets_no_answer_and_no_refusal_leave()
    {
        await using var service = await RunningService.StartAsync();
        var foundation = service.Foundation;
        var flow = new CheckFlow(
            foundation.Kept.Views,
            new ApplicantLookup(foundation.Keys),
            foundation.Catalogs,
            new CheckRecords(foundation.Keys),
            new FullRegister());
        var endpoint = new VerificationEndpoint(
            new CallAdmission(foundation.Callers, foundation.Clock),
            new CheckReading(foundation.Catalogs, foundation.Keys),
            flow,
            foundation.Watching,
            new ReportReading(foundation.Keys),
            foundation.Reporting,
            new ReceiptIssue(foundation.Receipting, foundation.Signer),
            foundation.Catalogs,
            foundation.Clock,
            new HeavyGate(atOnceMax: 1, waitingMax: 0));
        var caller = DevelopmentCallers.Open("test", null);

        var answer = await endpoint.CheckAsync(Asking.Ask("91520523MA6HQ0013R", "LIC"), caller, AnswerWriting.Chinese, Stop);
        Assert.Equal(Domain.FailureReason.RegisterUnavailable, answer.Failure?.Reason);
        Assert.Null(answer.Value);

        var refusal = await endpoint.CheckAsync(new CheckRequest(), caller, AnswerWriting.Chinese, Stop);
        Assert.Equal(Domain.FailureReason.RegisterUnavailable, refusal.Failure?.Reason);

        var question = new CheckReading(foundation.Catalogs, foundation.Keys)
            .Read(Asking.Ask("91520523MA6HQ0013R", "LIC"), caller, foundation.Clock.GetUtcNow()).Value!;
        var batch = await flow.AnswerAsync([question, question], AnswerWriting.Chinese, Stop);
        Assert.All(batch, static item => Assert.Equal(Domain.FailureReason.RegisterUnavailable, item.Failure?.Reason));
        Assert.Equal(2, batch.Count);
    }

    private sealed class FullRegister : IQueryRegister
    {
        public ValueTask AppendAsync(CheckRecord record, CancellationToken cancellation) =>
            throw new RegisterUnavailableException("The disk is full.");

        public ValueTask<StoredAnswer?> FindAsync(string caller, string requestId, CancellationToken cancellation) => new((StoredAnswer?)null);

        public ValueTask FlushAsync(CancellationToken cancellation) => ValueTask.CompletedTask;
    }
}
