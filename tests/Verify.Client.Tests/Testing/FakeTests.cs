using Grpc.Core;
using Verify.Client.Receipts;
using Verify.Client.Testing;
using Verify.Client.Tests.Running;
using Verify.Receipts;
using Verify.V1;

namespace Verify.Client.Tests.Testing;

public sealed class FakeTests
{
    private readonly FakeVerifyClient _verify = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_are_those_that_were_set_for_subject_and_matter_and_normal_otherwise()
    {
        _verify.Answer(Questions.Barred, FakeAnswers.Prohibit("BID_BAR"), matter: "BID");
        _verify.Answer(Questions.Trusted, FakeAnswers.Facilitate());

        Assert.True((await AskAsync(Questions.Barred, "BID")).IsBarred);
        Assert.Equal(Disposition.Normal, (await AskAsync(Questions.Barred, "LIC")).Disposition);
        Assert.True((await AskAsync(Questions.Trusted, "BID")).Incentives.GreenChannel.IsOpen);
        Assert.Equal(["BID", "LIC", "BID"], _verify.Checks.Select(static question => question.MatterCode));
    }

    [Fact]
    public async Task A_failure_is_thrown_until_it_recovers()
    {
        _verify.Fail(ErrorReason.StoreUnavailable);
        var failed = await Assert.ThrowsAsync<VerifyException>(() => AskAsync(Questions.Trusted, "LIC"));
        Assert.Equal((ErrorReason.StoreUnavailable, true), (failed.Reason, failed.Error.IsTransient));

        _verify.Recover();
        await AskAsync(Questions.Trusted, "LIC");
    }

    [Fact]
    public async Task One_of_many_can_fail_alone()
    {
        _verify.Fail(Questions.Barred, new VerifyError(StatusCode.InvalidArgument, ErrorReason.InvalidCode, "bad"));
        var items = await _verify.BatchCheckAsync(Questions.Context(), [Questions.Trusted, Questions.Barred], Questions.Subject, Cancellation);
        Assert.Equal([null, ErrorReason.InvalidCode], items.Select(static item => item.Error?.Reason));
        Assert.Throws<VerifyException>(() => items[1].Require());
    }

    [Fact]
    public async Task A_refusal_says_what_kind_of_fault_each_field_has()
    {
        _verify.Refuse(
            "bad", ErrorReason.InvalidCode, new FieldViolation("subject.code", "Too short.", FieldFault.MalformedCode), new FieldViolation("case_number", "Required.", FieldFault.NoCase));

        var refused = await Assert.ThrowsAsync<VerifyException>(() => AskAsync("bad", "LIC"));

        Assert.Equal((StatusCode.InvalidArgument, ErrorReason.InvalidCode), (refused.StatusCode, refused.Reason));
        Assert.Equal([FieldFault.MalformedCode, FieldFault.NoCase], refused.FieldViolations.Select(static one => one.Fault));
        Assert.Equal(Disposition.Normal, (await AskAsync(Questions.Trusted, "LIC")).Disposition);
    }

    [Fact]
    public async Task Where_freshness_is_not_proven_whoever_has_anything_adverse_is_undetermined()
    {
        _verify.Answer(Questions.Barred, FakeAnswers.Prohibit("BID_BAR"));
        _verify.IsFresh = false;
        var adverse = await AskAsync(Questions.Barred, "BID");
        Assert.Equal((Disposition.Undetermined, false), (adverse.Disposition, adverse.Freshness.Firm));
        Assert.True(adverse.Has(ReasonCode.FreshnessUnproven));
        Assert.Empty(adverse.Measures);
        Assert.Equal(Disposition.Normal, (await AskAsync(Questions.Trusted, "BID")).Disposition);
    }

    [Fact]
    public async Task A_receipt_is_that_of_the_answer_and_verifies_with_the_key_of_this_fake_alone()
    {
        var answer = await AskAsync(Questions.Trusted, "BID");

        var verdict = await _verify.GetVerifiedReceiptAsync(answer.CheckId, new ReceiptVerifier([_verify.ReceiptKey]), cancellation: Cancellation);
        var foreign = await _verify.GetVerifiedReceiptAsync(
            answer.CheckId, new ReceiptVerifier([new FakeVerifyClient().ReceiptKey]), cancellation: Cancellation);
        var never = await Assert.ThrowsAsync<VerifyException>(() => _verify.GetReceiptAsync("never", cancellation: Cancellation));

        Assert.Equal(answer, verdict.Receipt!.Answer);
        Assert.Equal(("BID", Questions.Trusted), (verdict.Receipt.Receipt.Question.Matter.Code, verdict.Receipt.Receipt.Question.Subject.Code));
        Assert.Equal(ReceiptState.UnknownKey, foreign.State);
        Assert.Equal(ErrorReason.NotFound, never.Reason);
    }

    [Fact]
    public async Task A_watch_brings_the_answers_and_then_each_that_is_set()
    {
        var seen = new List<string>();
        string[] watched = [Questions.Trusted, Questions.Barred];
        await foreach (var change in _verify.WatchAsync(Questions.Context(), watched, Questions.Subject, null, Cancellation))
        {
            seen.Add($"{change.Item} {change.Require().Disposition}");
            if (seen.Count == 2)
                _verify.Answer(Questions.Barred, FakeAnswers.Prohibit("BID_BAR"));
            if (seen.Count == 3)
                break;
        }

        Assert.Equal([$"{Questions.Trusted} Normal", $"{Questions.Barred} Normal", $"{Questions.Barred} Prohibit"], seen);
    }

    [Fact]
    public async Task What_asks_for_a_revision_that_is_not_reached_fails_and_recording_reaches_it()
    {
        var question = Questions.About(Questions.Trusted);
        question.Consistency = new Consistency { AtLeast = new AtLeast { Revision = 1 } };
        var failed = await Assert.ThrowsAsync<VerifyException>(() => _verify.CheckAsync(question, Cancellation));
        Assert.Equal(ErrorReason.RevisionNotReached, failed.Reason);

        Assert.Equal(1, (await _verify.RecordAsync(new RecordRequest(), Cancellation)).Revision);
        await _verify.CheckAsync(question, Cancellation);
        Assert.Single(_verify.Records);
    }

    private Task<CheckResponse> AskAsync(string code, string matter) => _verify.CheckAsync(Questions.About(code, matter), Cancellation);
}
