using Google.Protobuf.WellKnownTypes;
using Verify.Client.Tests.Running;
using Verify.V1;

namespace Verify.Client.Tests.Calls;

public sealed class FreshnessTests
{
    [Fact]
    public async Task Whoever_was_answered_or_recorded_is_never_answered_from_before_it()
    {
        await using var service = await ScriptedService.StartAsync(static script =>
        {
            script.Check = static (_, _) => Task.FromResult(Script.AnswerAt(7));
            script.Record = static (_, _) => Task.FromResult(new RecordResponse { Revision = 9 });
        });
        using var verify = VerifyClient.Connect(service.Address);
        var question = Questions.About(Questions.Trusted);

        await verify.CheckAsync(question, TestContext.Current.CancellationToken);
        await verify.CheckAsync(question, TestContext.Current.CancellationToken);
        await verify.RecordAsync(new RecordRequest(), TestContext.Current.CancellationToken);
        await verify.CheckAsync(question, TestContext.Current.CancellationToken);

        Assert.Equal([null, 7, 9], service.Script.Asked.OfType<CheckRequest>().Select(static one => one.Consistency?.AtLeast.Revision));
        Assert.Null(question.Consistency);
        Assert.Equal(9, verify.RevisionSeen);
    }

    [Fact]
    public async Task A_question_that_says_itself_how_fresh_or_when_is_sent_as_it_is()
    {
        await using var service = await ScriptedService.StartAsync();
        using var verify = VerifyClient.Connect(service.Address);
        CheckRequest[] own =
        [
            With(static one => one.Consistency = new Consistency { Latest = new Latest() }),
            With(static one => one.Consistency = new Consistency { MaxStaleness = new MaxStaleness { Duration = new Duration { Seconds = 5 } } }),
            With(static one => one.AsOf = new Timestamp { Seconds = 1_700_000_000 }),
            With(static one => one.KnownAt = new KnownAt { Revision = 3 }),
            With(static one => one.RequestId = "my own"),
        ];
        await verify.CheckAsync(Questions.About(Questions.Trusted), TestContext.Current.CancellationToken);
        Assert.Equal(1, verify.RevisionSeen);

        foreach (var question in own)
            await verify.CheckAsync(question, TestContext.Current.CancellationToken);

        Assert.Equal(own, service.Script.Asked.Skip(1));
    }

    [Fact]
    public async Task A_client_that_need_not_remember_does_not_ask_for_it()
    {
        await using var service = await ScriptedService.StartAsync();
        using var verify = VerifyClient.Connect(service.Address, static options => options.RememberRevision = false);
        for (var i = 0; i < 2; i++)
            await verify.CheckAsync(Questions.About(Questions.Trusted), TestContext.Current.CancellationToken);

        Assert.All(service.Script.Asked.Cast<CheckRequest>(), static one => Assert.Null(one.Consistency));
    }

    private static CheckRequest With(Action<CheckRequest> change)
    {
        var question = Questions.About(Questions.Trusted);
        change(question);
        return question;
    }
}
