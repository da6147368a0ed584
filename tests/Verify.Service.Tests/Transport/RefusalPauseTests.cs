using System.Runtime.ExceptionServices;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Verify.Tests.Stores;
using Verify.Transport;
using Verify.Transport.Connect;

namespace Verify.Tests.Transport;

/// <summary>How long who is over its share waits to be told so, on a clock that stands still.</summary>
public sealed class RefusalPauseTests : IDisposable
{
    private const int LengthMs = 137;
    private static readonly RpcException Refusal = new(new Status(StatusCode.ResourceExhausted, "too often"));

    private readonly ManualClock _clock = new();
    private readonly ConnectCallContext _context;
    private readonly RefusalPause _pause;

    public RefusalPauseTests()
    {
        _context = new ConnectCallContext(new DefaultHttpContext(), "/service/method", null, _clock);
        _pause = new RefusalPause(TimeSpan.FromMilliseconds(LengthMs), _clock);
    }

    public void Dispose() => _context.Dispose();

    [Fact]
    public void Nobody_waits_longer_than_the_pause_says_and_nobody_for_less_than_three_quarters_of_it()
    {
        var random = new Random(1);
        var waiting = new List<(Task Reply, DateTimeOffset Since)>();
        for (var step = 0; step < 2_000; step++)
        {
            if (random.Next(5) == 0)
                waiting.Add((Ask(static () => Task.FromException<string>(Refusal)), _clock.Now));
            _clock.Now += TimeSpan.FromMilliseconds(1);
            foreach (var (reply, since) in waiting)
            {
                var waited = (_clock.Now - since).TotalMilliseconds;
                Assert.True(reply.IsCompleted ? waited > 0.75 * LengthMs - 1 : waited < LengthMs, $"{waited} ms: {reply.Status}");
            }

            waiting.RemoveAll(static one => one.Reply.IsCompleted);
        }
    }

    [Fact]
    public void Those_refused_within_a_quarter_of_the_pause_are_told_at_one_instant()
    {
        var first = Ask(static () => Task.FromException<string>(Refusal));
        _clock.Now += TimeSpan.FromMilliseconds(LengthMs / 4);
        var second = Ask(static () => Task.FromException<string>(Refusal));
        _clock.Now += TimeSpan.FromMilliseconds(1);
        var third = Ask(static () => Task.FromException<string>(Refusal));

        _clock.Now += TimeSpan.FromMilliseconds(LengthMs - (LengthMs / 4) - 1);
        Assert.Equal([true, true, false], [first.IsCompleted, second.IsCompleted, third.IsCompleted]);
        _clock.Now += TimeSpan.FromMilliseconds(LengthMs);
        Assert.True(third.IsCompleted);
    }

    [Fact]
    public async Task A_method_that_refuses_without_a_task_is_held_back_like_any_other()
    {
        var refused = Ask(static () => throw Refusal);
        Assert.False(refused.IsCompleted);
        _clock.Now += TimeSpan.FromMilliseconds(LengthMs);
        Assert.Same(Refusal, await Assert.ThrowsAsync<RpcException>(() => refused));
    }

    [Fact]
    public void Whoever_is_answered_or_refused_for_another_reason_waits_for_nothing()
    {
        Assert.True(Ask(static () => Task.FromResult("answer")).IsCompletedSuccessfully);
        Assert.True(Ask(static () => Task.FromException<string>(new RpcException(new Status(StatusCode.InvalidArgument, "")))).IsFaulted);
        Assert.True(Ask(static () => throw new RpcException(new Status(StatusCode.NotFound, ""))).IsFaulted);
    }

    [Fact]
    public void A_refusal_is_held_back_and_told_without_being_thrown()
    {
        var refusal = new RpcException(new Status(StatusCode.ResourceExhausted, ""));
        var thrown = 0;
        EventHandler<FirstChanceExceptionEventArgs> count = (_, e) => thrown += ReferenceEquals(e.Exception, refusal) ? 1 : 0;
        AppDomain.CurrentDomain.FirstChanceException += count;
        try
        {
            var refused = Ask(() => Task.FromException<string>(refusal));
            _clock.Now += TimeSpan.FromMilliseconds(LengthMs);
            Assert.Same(refusal, refused.Exception!.InnerException);
        }
        finally
        {
            AppDomain.CurrentDomain.FirstChanceException -= count;
        }

        Assert.Equal(0, thrown);
    }

    private Task<string> Ask(Func<Task<string>> handle) => _pause.UnaryServerHandler("request", _context, (_, _) => handle());
}
