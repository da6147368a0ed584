using StackExchange.Redis;

namespace Verify.Adapters.Redis;

/// <summary>
/// The way to Redis, whatever state that is in: asks it within a time limit and with a limited number of commands outstanding, spares
/// it when it does not answer, and connects in the background, at the start and whenever a connection has fallen silent.
/// </summary>
internal sealed class RedisConnection : IAsyncDisposable
{
    private static readonly TimeSpan PauseBetweenAttempts = TimeSpan.FromSeconds(1);

    private readonly RedisOptions _options;
    private readonly ConfigurationOptions _configuration;
    private readonly RedisTally _tally;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _limit;
    private readonly Breaker _breaker;
    private readonly CancellationTokenSource _closing = new();
    private readonly SemaphoreSlim _silent = new(0);
    private readonly Action<ConnectionMultiplexer> _whenOpened;
    private readonly Task _connecting;
    private RedisLink? _link;
    private volatile string _trouble = "";

    /// <summary>Begins to connect and does not wait for it.</summary>
    /// <param name="options">Options without faults.</param>
    /// <param name="tally">Where failures are counted.</param>
    /// <param name="clock">For limits and pauses.</param>
    /// <param name="whenOpened">Given every new connection, before anybody uses it.</param>
    public RedisConnection(RedisOptions options, RedisTally tally, TimeProvider clock, Action<ConnectionMultiplexer> whenOpened)
    {
        _options = options;
        _configuration = options.ToConfiguration();
        _configuration.ReconnectRetryPolicy = new LinearRetry((int)PauseBetweenAttempts.TotalMilliseconds);
        _tally = tally;
        _clock = clock;
        _limit = TimeSpan.FromMilliseconds(options.TimeoutMs);
        _breaker = new Breaker(TimeSpan.FromMilliseconds(options.BreakerMs), clock);
        _whenOpened = whenOpened;
        _connecting = Task.Run(StayConnectedAsync);
    }

    /// <summary>Whether a server is connected.</summary>
    public bool IsConnected => Volatile.Read(ref _link) is { IsConnected: true };

    /// <summary>Whether a first attempt to connect is over and nobody is there.</summary>
    public bool IsAway => Volatile.Read(ref _link) is { } link ? !link.IsConnected : _trouble.Length > 0;

    /// <summary>Whether Redis is spared.</summary>
    public bool IsSpared => _breaker.IsOpen;

    /// <summary>The last error in one word.</summary>
    public string Trouble => _trouble;

    /// <summary>Sends a command and waits for the answer, no longer than the limit.</summary>
    /// <returns>Whether there was an answer, and the answer.</returns>
    /// <exception cref="OperationCanceledException">The caller does not want it any more. Nothing else is thrown.</exception>
    public async Task<(bool Answered, T? Answer)> AskAsync<T>(Func<IDatabase, Task<T>> command, CancellationToken cancellation)
    {
        if (Volatile.Read(ref _link) is not { IsConnected: true } link || !_breaker.TryPass())
        {
            _tally.Unasked.Add();
            return default;
        }

        if (!link.TryBegin(_options.OutstandingMax))
        {
            Fail(link, RedisTrouble.Outstanding);
            _tally.Unasked.Add();
            return default;
        }

        var answering = link.SendAsync(command);
        try
        {
            var answer = await answering.WaitAsync(_limit, _clock, cancellation);
            _breaker.Succeed();
            return (true, answer);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Forget(answering);
            throw;
        }
        catch (TimeoutException)
        {
            // A miss. The command stays among those outstanding until it ends.
            Forget(answering);
            Fail(link, RedisTrouble.Timeout);
            _tally.Timeouts.Add();
            return default;
        }
#pragma warning disable CA1031 // A miss, whatever a client makes of a server in trouble. It took no time, so it is not for the breaker.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _trouble = RedisTrouble.NameOf(exception);
            _tally.Errors.Add();
            if (exception is RedisServerException)
                _breaker.Succeed();
            return default;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _connecting;
    }

    private void Fail(RedisLink link, string trouble)
    {
        _trouble = trouble;
        _breaker.Fail();

        // A client that knows itself disconnected connects again; one that believes itself connected has to be given up. Once.
        var isSilent = _breaker.OpenFor.TotalMilliseconds >= _options.ReconnectMs && link.IsConnected;
        if (isSilent && Interlocked.CompareExchange(ref _link, null, link) == link)
            _silent.Release();
    }

    private async Task StayConnectedAsync()
    {
        while (await OpenAsync() is { } multiplexer)
        {
            await using var link = new RedisLink(multiplexer);
            Volatile.Write(ref _link, link);
            await _silent.WaitAsync(_closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Volatile.Write(ref _link, null);
        }
    }

    /// <summary>Null once nobody needs it any more.</summary>
    private async Task<ConnectionMultiplexer?> OpenAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            var opening = ConnectionMultiplexer.ConnectAsync(_configuration);
            try
            {
                var multiplexer = await opening.WaitAsync(_closing.Token);
#pragma warning disable CS0618 // Clients from version 2 on never keep the order. Kept, each answer would wait for what callers do with the one before.
                multiplexer.PreserveAsyncOrder = false;
#pragma warning restore CS0618
                _whenOpened(multiplexer);
                return multiplexer;
            }
            catch (OperationCanceledException) when (_closing.IsCancellationRequested)
            {
                // It may take seconds yet, and nobody will want it.
                _ = opening.ContinueWith(static late => late.Result.Dispose(), TaskContinuationOptions.OnlyOnRanToCompletion);
            }
#pragma warning disable CA1031 // A name that does not resolve, for one: it may tomorrow.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                _trouble = RedisTrouble.NameOf(exception);
                await Task.Delay(PauseBetweenAttempts, _clock, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return null;
    }

    /// <summary>Should it fail, nobody waits for it to say so, which the runtime would otherwise report.</summary>
    private static void Forget(Task command) =>
        _ = command.ContinueWith(static task => _ = task.Exception, TaskContinuationOptions.OnlyOnFaulted);
}
