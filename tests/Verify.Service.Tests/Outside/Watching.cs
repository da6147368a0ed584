using Grpc.Core;
using Verify.Service.Tests.WorkedExamples;
using Verify.V1;

namespace Verify.Service.Tests.Outside;

/// <summary>A caller that watches and reads only when it is told to.</summary>
internal sealed class Watching(AsyncServerStreamingCall<WatchResponse> call) : IDisposable
{
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PatienceOfTests = TimeSpan.FromMinutes(2);

    public static Watching Of(RunningService service, WatchRequest request) =>
        new(service.Verification.Watch(request, cancellationToken: TestContext.Current.CancellationToken));

    public static Watching Of(RunningService service, string matter, params string[] codes) => Of(service, Request(matter, codes));

    public static WatchRequest Request(string matter, params string[] codes)
    {
        var context = Asking.Ask(codes[0], matter);
        context.Subject = null;
        return new WatchRequest { Context = context, Subjects = { codes.Select(Asking.Subject) } };
    }

    /// <summary>The next reply, whatever it is.</summary>
    public async Task<WatchResponse> NextAsync()
    {
        Assert.True(await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken).WaitAsync(PatienceOfTests, TestContext.Current.CancellationToken));
        return call.ResponseStream.Current;
    }

    /// <summary>The next reply, which is a changed answer.</summary>
    public async Task<CheckResponse> AnswerAsync() => (await NextAsync()).Change.Answer;

    /// <summary>The next reply, which is a heartbeat.</summary>
    public async Task<WatchPoint> HeartbeatAsync()
    {
        var next = await NextAsync();
        Assert.Equal(WatchResponse.EventOneofCase.Heartbeat, next.EventCase);
        return next.Reached;
    }

    /// <summary>How the stream ends.</summary>
    public async Task<RpcException> EndAsync() => await Assert.ThrowsAsync<RpcException>(async () =>
    {
        while (await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken).WaitAsync(PatienceOfTests, TestContext.Current.CancellationToken))
        {
        }
    });

    public void Dispose() => call.Dispose();
}
