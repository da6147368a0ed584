using System.Collections.Concurrent;
using Grpc.Core;
using Verify.Client.Tests.Running;
using Verify.V1;

namespace Verify.Client.Tests.Streams;

public sealed class ScreenTests
{
    [Fact]
    public async Task A_screening_that_breaks_asks_again_about_those_without_an_answer_and_answers_each_once()
    {
        var connections = 0;
        var first = new ConcurrentQueue<string>();
        var second = new ConcurrentQueue<string>();
        await using var service = await ScriptedService.StartAsync(script => script.Screen = async (requests, replies, context) =>
        {
            var asked = ++connections == 1 ? first : second;
            Assert.True(await requests.MoveNext(context.CancellationToken));
            Assert.Equal("BID", requests.Current.Context.MatterCode);
            while (await requests.MoveNext(context.CancellationToken))
            {
                var item = requests.Current.Item;
                asked.Enqueue(item.Subject.Code);
                if (connections == 1 && asked.Count == 5)
                    await Script.CutAsync<object>(context);
                if (connections > 1 || asked.Count is 1 or 3)
                    await replies.WriteAsync(new ScreenResponse { ItemId = item.ItemId, Answer = Script.AnswerAt(1) }, context.CancellationToken);
            }
        });
        using var verify = VerifyClient.Connect(service.Address);
        var codes = Enumerable.Range(0, 20).Select(static i => $"{i}").ToArray();

        var answered = new List<string>();
        await foreach (var one in verify.ScreenAsync(Questions.Context(), Source(codes), Questions.Subject, TestContext.Current.CancellationToken))
            answered.Add(one.Item);

        Assert.Equal(codes, answered.OrderBy(int.Parse));
        Assert.Equal(2, connections);
        Assert.Equal(codes.Except(answered.Except(second)), second);
    }

    [Fact]
    public async Task An_item_that_fails_for_a_moment_is_asked_about_again_and_answered_once()
    {
        var asked = new ConcurrentQueue<string>();
        await using var service = await ScriptedService.StartAsync(script => script.Screen = (requests, replies, context) =>
            ReplyAsync(requests, replies, context, item =>
            {
                asked.Enqueue(item.Subject.Code);
                return item.Subject.Code == "3" && asked.Count(static code => code == "3") < 3 ? StatusCode.Unavailable : null;
            }));
        using var verify = VerifyClient.Connect(service.Address);

        var answered = await AllAsync(verify, ["1", "2", "3", "4"]);

        Assert.Equal(["1", "2", "3", "4"], answered.Select(static one => one.Item).Order());
        Assert.All(answered, static one => Assert.NotNull(one.Answer));
        Assert.Equal(["1", "2", "3", "3", "3", "4"], asked.Order());
    }

    [Theory]
    [InlineData(StatusCode.Unavailable, 5)]
    [InlineData(StatusCode.InvalidArgument, 1)]
    public async Task An_item_that_keeps_failing_is_given_back_with_its_error(StatusCode code, int times)
    {
        var asked = 0;
        await using var service = await ScriptedService.StartAsync(script => script.Screen = (requests, replies, context) =>
            ReplyAsync(requests, replies, context, item =>
            {
                asked += item.Subject.Code == "2" ? 1 : 0;
                return item.Subject.Code == "2" ? code : null;
            }));
        using var verify = VerifyClient.Connect(service.Address);

        var answered = await AllAsync(verify, ["1", "2", "3"]);

        Assert.Equal(code, Assert.Single(answered, static one => one.Answer is null).Error!.Code);
        Assert.Equal((3, times), (answered.Count, asked));
    }

    [Fact]
    public async Task A_service_that_can_answer_nothing_is_asked_no_more_often_than_the_budget_of_retries_allows()
    {
        var asked = 0;
        await using var service = await ScriptedService.StartAsync(script => script.Screen = (requests, replies, context) =>
            ReplyAsync(requests, replies, context, _ =>
            {
                asked++;
                return StatusCode.ResourceExhausted;
            }));
        using var verify = VerifyClient.Connect(service.Address);

        var answered = await AllAsync(verify, [.. Enumerable.Range(0, 100).Select(static i => $"{i}")]);

        Assert.Equal(100, answered.Count);
        Assert.All(answered, static one => Assert.True(one.Error!.IsTransient));
        Assert.Equal(110, asked);
    }

    [Fact]
    public async Task Whoever_reads_no_answers_is_asked_for_no_items_beyond_the_window()
    {
        var taken = 0;
        await using var service = await ScriptedService.StartAsync(static script => script.Screen = EchoAsync);
        using var verify = VerifyClient.Connect(service.Address, static options => options.ScreenWindow = 8);

        await using var answers = verify.ScreenAsync(Questions.Context(), Endless(), Questions.Subject, TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        for (var i = 1; i <= 100; i++)
        {
            Assert.True(await answers.MoveNextAsync());
            Assert.InRange(Volatile.Read(ref taken), i, i + 8);
        }

        async IAsyncEnumerable<string> Endless()
        {
            while (true)
            {
                await Task.Yield();
                yield return $"{Interlocked.Increment(ref taken)}";
            }
        }
    }

    [Fact]
    public async Task A_source_that_fails_ends_the_screening_with_its_own_failure()
    {
        await using var service = await ScriptedService.StartAsync(static script => script.Screen = EchoAsync);
        using var verify = VerifyClient.Connect(service.Address);

        await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await foreach (var _ in verify.ScreenAsync(Questions.Context(), Broken(), Questions.Subject, TestContext.Current.CancellationToken))
            {
            }
        });

        static async IAsyncEnumerable<string> Broken()
        {
            yield return "1";
            await Task.Yield();
            throw new InvalidDataException("row 2");
        }
    }

    [Fact]
    public async Task An_instance_killed_in_the_middle_of_a_screening_costs_no_answer()
    {
        using var data = new DataFolder();
        await using var first = await ServiceProcess.StartAsync(data.Path);
        await using var second = await ServiceProcess.StartAsync(data.Path);
        using var verify = VerifyClient.Connect($"{first.Address},{second.Address}");
        var codes = Enumerable.Repeat(Questions.Trusted, 2000).Select(static (code, i) => (Code: code, Row: i)).ToArray();

        var answered = new List<int>();
        await foreach (var one in verify.ScreenAsync(Questions.Context(), Source(codes), static row => Questions.Subject(row.Code), TestContext.Current.CancellationToken))
        {
            Assert.Equal(Disposition.Facilitate, one.Require().Disposition);
            answered.Add(one.Item.Row);
            if (answered.Count == 500)
                await first.KillAsync();
        }

        Assert.Equal(codes.Select(static row => row.Row), answered.Order());
    }

    private static Task EchoAsync(IAsyncStreamReader<ScreenRequest> requests, IServerStreamWriter<ScreenResponse> replies, ServerCallContext context) =>
        ReplyAsync(requests, replies, context, static _ => null);

    /// <summary>Answers each item, or fails it with a code.</summary>
    private static async Task ReplyAsync(
        IAsyncStreamReader<ScreenRequest> requests, IServerStreamWriter<ScreenResponse> replies, ServerCallContext context, Func<ScreenItem, StatusCode?> fail)
    {
        await requests.MoveNext(context.CancellationToken);
        while (await requests.MoveNext(context.CancellationToken))
        {
            var item = requests.Current.Item;
            var reply = new ScreenResponse { ItemId = item.ItemId };
            if (fail(item) is { } code)
                reply.Error = new Google.Rpc.Status { Code = (int)code };
            else
                reply.Answer = Script.AnswerAt(1);
            await replies.WriteAsync(reply, context.CancellationToken);
        }
    }

    private static async Task<List<Checked<string>>> AllAsync(VerifyClient verify, string[] codes)
    {
        var answered = new List<Checked<string>>();
        await foreach (var one in verify.ScreenAsync(Questions.Context(), Source(codes), Questions.Subject, TestContext.Current.CancellationToken))
            answered.Add(one);
        return answered;
    }

    private static async IAsyncEnumerable<T> Source<T>(IEnumerable<T> items)
    {
        foreach (var item in items)
        {
            await Task.Yield();
            yield return item;
        }
    }
}
