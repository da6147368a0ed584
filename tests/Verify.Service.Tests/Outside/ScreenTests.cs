using Google.Rpc;
using Grpc.Core;
using Verify.Service.Tests.WorkedExamples;
using Verify.V1;

namespace Verify.Service.Tests.Outside;

/// <summary>Any number of subjects through one stream, each answered as if it were asked alone.</summary>
public sealed class ScreenTests
{
    private const string A = "91520523MA6HQ0013R";
    private const string F = "91520523MA6HQ00642";
    private const string K = "91520523MA6HQ01018";
    private const string Bad = "91520523MABHQ0013R";
    private static readonly TimeSpan PatienceOfTests = TimeSpan.FromMinutes(2);
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Thousands_are_answered_each_under_its_id_with_errors_among_them()
    {
        const int count = 5000;
        await using var service = await RunningService.StartAsync();
        await service.RecordAsync(static world => world
            .Listed(A, "R-TAX-A", "2026-01-01", "2026-12-31").Listed(K, "B-WAGE", "2025-03-01", "2028-02-29").Registered(F).Synced("COURT", "2026-06-15T08:00"));
        string[] codes = [A, K, Bad, F];
        using var call = service.Verification.Screen(cancellationToken: Stop);
        var sending = Task.Run(
            async () =>
            {
                await call.RequestStream.WriteAsync(new ScreenRequest { Context = Context("BID") }, Stop);
                for (var i = 0; i < count; i++)
                    await call.RequestStream.WriteAsync(Item($"{i}", codes[i % codes.Length]), Stop);
                await call.RequestStream.CompleteAsync();
            },
            Stop);

        var results = new Dictionary<string, string>();
        while (await call.ResponseStream.MoveNext(Stop).WaitAsync(PatienceOfTests, Stop))
        {
            var one = call.ResponseStream.Current;
            results.Add(one.ItemId, one.Answer?.Disposition.ToString() ?? one.Error.GetDetail<ErrorInfo>()!.Reason);
        }

        await sending;
        string[] expected = ["Facilitate", "Prohibit", "INVALID_CODE", "Facilitate"];
        Assert.Equal(count, results.Count);
        Assert.All(Enumerable.Range(0, count), i => Assert.Equal(expected[i % expected.Length], results[$"{i}"]));
    }

    [Fact]
    public async Task A_lone_item_is_answered_before_another_comes_and_says_what_Check_says()
    {
        await using var service = await RunningService.StartAsync();
        await service.RecordAsync(static world => world.Registered(F));
        using var call = service.Verification.Screen(cancellationToken: Stop);
        await call.RequestStream.WriteAsync(new ScreenRequest { Context = Context("LIC") }, Stop);
        foreach (var id in new[] { "first", "first", "other" })
        {
            await call.RequestStream.WriteAsync(Item(id, F), Stop);
            Assert.True(await call.ResponseStream.MoveNext(Stop).WaitAsync(PatienceOfTests, Stop));
            var answer = call.ResponseStream.Current.Answer;
            var check = await service.Verification.CheckAsync(Asking.Ask(F, "LIC"), cancellationToken: Stop);
            check.CheckId = answer.CheckId;
            Assert.Equal((id, check), (call.ResponseStream.Current.ItemId, answer));
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext(Stop).WaitAsync(PatienceOfTests, Stop));
    }

    [Fact]
    public async Task An_item_that_is_sent_again_under_a_request_id_gets_the_same_answer()
    {
        await using var service = await RunningService.StartAsync();
        var context = Context("LIC");
        context.RequestId = "screening-7";
        var answers = new List<CheckResponse>();
        for (var i = 0; i < 2; i++)
        {
            using var call = service.Verification.Screen(cancellationToken: Stop);
            await call.RequestStream.WriteAsync(new ScreenRequest { Context = context }, Stop);
            await call.RequestStream.WriteAsync(Item("a", F), Stop);
            Assert.True(await call.ResponseStream.MoveNext(Stop).WaitAsync(PatienceOfTests, Stop));
            answers.Add(call.ResponseStream.Current.Answer);
            service.Clock.Now += TimeSpan.FromHours(1);
        }

        Assert.Equal(answers[0], answers[1]);
    }

    [Fact]
    public async Task A_screening_begins_with_its_context_and_goes_on_with_items()
    {
        await using var service = await RunningService.StartAsync();
        Assert.Equal(("INVALID_FIELD", "context"), await RefusedAsync(service, Item("a", F)));
        Assert.Equal(("INVALID_FIELD", "context"), await RefusedAsync(service));
        Assert.Equal(("INVALID_FIELD", "item"), await RefusedAsync(service, new ScreenRequest { Context = Context("LIC") }, new ScreenRequest { Context = Context("LIC") }));
        Assert.Equal(("UNKNOWN_MATTER", ""), await RefusedAsync(service, new ScreenRequest { Context = Context("LICX") }));
        Assert.Equal(("INVALID_FIELD", "context.subject"), await RefusedAsync(service, new ScreenRequest { Context = Asking.Ask(F, "LIC") }));
    }

    private static async Task<(string Reason, string Fields)> RefusedAsync(RunningService service, params ScreenRequest[] requests)
    {
        using var call = service.Verification.Screen(cancellationToken: Stop);
        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            // Once the refusal is there, writing throws it too.
            foreach (var request in requests)
                await call.RequestStream.WriteAsync(request, Stop);
            await call.RequestStream.CompleteAsync();
            await call.ResponseStream.MoveNext(Stop).WaitAsync(PatienceOfTests, Stop);
        });
        var status = Errors.StatusOf(refused);
        Assert.Equal((int)StatusCode.InvalidArgument, status.Code);
        var info = status.GetDetail<ErrorInfo>()!;
        return (info.Reason, info.Metadata.GetValueOrDefault("fields", ""));
    }

    private static CheckRequest Context(string matter)
    {
        var context = Asking.Ask(F, matter);
        context.Subject = null;
        return context;
    }

    private static ScreenRequest Item(string id, string code) => new() { Item = new ScreenItem { ItemId = id, Subject = Asking.Subject(code) } };
}
