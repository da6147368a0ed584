using Verify.Audit;

namespace Verify.Tests.Stores;

public abstract partial class StoreAcceptance
{
    [Fact]
    public async Task An_answer_is_found_under_its_request_id_by_its_caller_alone()
    {
        var record = Checks.Of("r-1");
        await Register.AppendAsync(record, Cancellation);

        var found = await Register.FindAsync("caller-1", "r-1", Cancellation);

        Assert.NotNull(found);
        Assert.Equal(record.RequestDigest, found.RequestDigest);
        Assert.Equal(record.Answer, found.Answer.ToArray());
        Assert.Null(await Register.FindAsync("caller-2", "r-1", Cancellation));
        Assert.Null(await Register.FindAsync("caller-1", "R-1", Cancellation));
    }

    [Fact]
    public async Task One_request_id_may_be_used_by_two_callers()
    {
        await Register.AppendAsync(Checks.Of("r-1", "caller-1", answer: 1), Cancellation);
        await Register.AppendAsync(Checks.Of("r-1", "caller-2", answer: 2), Cancellation);

        Assert.Equal([2, 2], (await Register.FindAsync("caller-2", "r-1", Cancellation))!.Answer.ToArray());
    }

    [Fact]
    public async Task Of_racing_answers_under_one_request_id_the_first_stands_and_the_others_are_told()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(1, Racers).Select(answer => Task.Run(
            async () =>
            {
                try
                {
                    await Register.AppendAsync(Checks.Of("r-1", answer: (byte)answer), Cancellation);
                    return answer;
                }
                catch (RequestAnsweredException)
                {
                    return 0;
                }
            },
            Cancellation)));

        var winner = (byte)Assert.Single(outcomes, static outcome => outcome != 0);
        Assert.Equal([winner, winner], (await Register.FindAsync("caller-1", "r-1", Cancellation))!.Answer.ToArray());
    }

    [Fact]
    public async Task A_refusal_is_no_answer_and_does_not_use_up_its_request_id()
    {
        await Register.AppendAsync(Checks.Of("r-1", refusal: "CONSENT_INVALID"), Cancellation);
        await Register.AppendAsync(Checks.Of("r-1", refusal: "CONSENT_INVALID"), Cancellation);
        Assert.Null(await Register.FindAsync("caller-1", "r-1", Cancellation));

        await Register.AppendAsync(Checks.Of("r-1", answer: 7), Cancellation);
        await Register.AppendAsync(Checks.Of("r-1", refusal: "REQUEST_ID_REUSED"), Cancellation);

        Assert.Equal([7, 7], (await Register.FindAsync("caller-1", "r-1", Cancellation))!.Answer.ToArray());
    }

    [Fact]
    public async Task Checks_without_a_request_id_never_meet()
    {
        await Register.AppendAsync(Checks.Of(""), Cancellation);
        await Register.AppendAsync(Checks.Of(""), Cancellation);

        Assert.Null(await Register.FindAsync("caller-1", "", Cancellation));
    }

    [Fact]
    public async Task A_check_that_is_taken_twice_stands_once()
    {
        var record = Checks.Of("r-1");
        await Register.AppendAsync(record, Cancellation);

        await Register.AppendAsync(record, Cancellation);

        Assert.NotNull(await Register.FindAsync("caller-1", "r-1", Cancellation));
    }

    [Fact]
    public async Task Everything_that_64_parallel_callers_were_told_is_registered_is_found()
    {
        await Task.WhenAll(Enumerable.Range(0, 64).Select(caller => Task.Run(
            async () =>
            {
                for (var i = 0; i < 10; i++)
                {
                    await Register.AppendAsync(Checks.Of($"r-{i}", $"caller-{caller}", (byte)i), Cancellation);
                    var found = await Register.FindAsync($"caller-{caller}", $"r-{i}", Cancellation);
                    Assert.Equal((byte)i, found!.Answer.Span[0]);
                }
            },
            Cancellation)));
    }

    [Fact]
    public async Task A_record_that_cannot_be_written_fails_its_caller_and_the_register_lives_on()
    {
        await Assert.ThrowsAnyAsync<Exception>(
            async () => await Register.AppendAsync(Checks.Of("r-1") with { MatterCode = null! }, Cancellation));

        await Register.AppendAsync(Checks.Of("r-1"), Cancellation);
        Assert.NotNull(await Register.FindAsync("caller-1", "r-1", Cancellation));
    }
}
