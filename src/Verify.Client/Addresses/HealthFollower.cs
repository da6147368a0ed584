using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.Logging;
using Verify.Client.Calls;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Verify.Client.Addresses;

/// <summary>
/// Follows what an address says of its own health, on the connection that calls use. So one stream tells of a server that is about to
/// stop, while it still answers; of one that died, since the stream ends; and of one that is back.
/// </summary>
internal sealed class HealthFollower(Uri address, CallInvoker invoker, TimeProvider clock, ILogger logger, CancellationToken closed)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly Health.HealthClient _health = new(invoker);
    private readonly Lock _lock = new();
    private Action _endQuestion = static () => { };
    private bool _isStarted;
    private volatile bool _isAway;

    /// <summary>Whether the address is not serving, as far as is known; nothing known means that it is.</summary>
    public bool IsAway => _isAway;

    /// <summary>Begins to follow, once.</summary>
    public void Start()
    {
        if (Volatile.Read(ref _isStarted) || Interlocked.Exchange(ref _isStarted, true))
            return;
        // It outlives the call that brought it about, and is no part of its trace.
        using (ExecutionContext.SuppressFlow())
            _ = Task.Run(FollowAsync);
    }

    /// <summary>Takes it for away, and asks afresh: a stream that has said nothing yet may not know.</summary>
    public void Doubt()
    {
        lock (_lock)
        {
            if (_isAway)
                return;
            Set(away: true);
            _endQuestion();
        }
    }

    private void Set(bool away)
    {
        lock (_lock)
        {
            if (away == _isAway)
                return;
            _isAway = away;
        }

        if (away)
            ClientLog.Away(logger, address);
        else
            ClientLog.Back(logger, address);
    }

    private async Task FollowAsync()
    {
        var pauses = new Backoff(FirstPause, LongestPause);
        while (!closed.IsCancellationRequested)
        {
            try
            {
                await WatchAsync(pauses, Ask());
            }
            catch (RpcException exception) when (exception.StatusCode == StatusCode.Unimplemented)
            {
                // The failure becomes "serves": something before it may not pass the question on. Then calls find out.
                Set(away: false);
            }
            catch (RpcException)
            {
                Set(away: true);
            }
            catch (ObjectDisposedException)
            {
                // The client was closed.
                return;
            }

            await Task.Delay(pauses.Next(), clock, closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private CancellationToken Ask()
    {
        var question = new CancellationTokenSource();
        lock (_lock)
            _endQuestion = question.Cancel;
        return question.Token;
    }

    private async Task WatchAsync(Backoff pauses, CancellationToken doubted)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(closed, doubted);
        using var watch = _health.Watch(new HealthCheckRequest(), cancellationToken: stop.Token);
        while (await watch.ResponseStream.MoveNext(stop.Token))
        {
            Set(away: watch.ResponseStream.Current.Status != ServingStatus.Serving);
            if (!_isAway)
                pauses.Reset();
        }

        Set(away: true);
    }
}
