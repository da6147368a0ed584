using Verify.Telemetry;

namespace Verify.Callers;

/// <summary>
/// The callers, in memory, as new as the last answer of the store: it is asked at every interval whether anything has changed. So a
/// caller that was revoked anywhere is refused here an interval and a question later. While the store cannot be asked, the callers last
/// read hold for so long as the options say, and then nobody is known any more.
/// </summary>
public sealed class CallerDirectory : IAsyncDisposable
{
    private static readonly TimeSpan StrangersLogged = TimeSpan.FromSeconds(10);

    private readonly ICallerStore _store;
    private readonly CallerOptions _options;
    private readonly TimeSpan _interval;
    private readonly TimeSpan _attempt;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private volatile CallerRoster _roster = CallerRoster.Nothing;
    private volatile bool _isLost;
    private Task<StoredCallers?>? _question;
    private long _asked;
    private long _proven;
    private long _strangers;
    private long _strangersLogged;
    private Task _following = Task.CompletedTask;

    private CallerDirectory(
        ICallerStore store, CallerOptions options, TimeSpan interval, TimeSpan attempt, TimeProvider clock, ILogger logger)
    {
        (_store, _options, _interval, _attempt, _clock, _logger) = (store, options, interval, attempt, clock, logger);
        Tokens = new TokenReading(options.Jwt, clock);
    }

    /// <summary>Reads the callers for the first time.</summary>
    /// <param name="store">Where they are on record.</param>
    /// <param name="options">Who may ask.</param>
    /// <param name="interval">How often the store is asked.</param>
    /// <param name="attempt">How long one question may take.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="logger">Told of strangers, and of a store that cannot be asked.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<CallerDirectory> OpenAsync(
        ICallerStore store, CallerOptions options, TimeSpan interval, TimeSpan attempt, TimeProvider clock, ILogger logger,
        CancellationToken cancellation)
    {
        var directory = new CallerDirectory(store, options, interval, attempt, clock, logger);
        directory._proven = directory._strangersLogged = clock.GetTimestamp();
        var stored = await store.ReadAsync(known: -1, cancellation);
        directory._roster = CallerRoster.Nothing.Next(stored!, clock);
        return directory;
    }

    /// <summary>
    /// Whether the open development caller is served: nobody else was ever configured, not even one who was revoked, and nobody is
    /// required.
    /// </summary>
    public bool IsOpen => !_options.Required && _roster.IsEmpty;

    /// <summary>How many callers may ask.</summary>
    public int Count => _roster.Callers.Values.Count(static caller => !caller.IsRevoked);

    /// <summary>Whether the store could not be asked for longer than what was read holds.</summary>
    internal bool IsLost => _isLost;

    /// <summary>Calls whose credential proved nobody.</summary>
    public Tally Strangers { get; } = new();

    internal CallerRoster Roster => _roster;

    internal TokenReading Tokens { get; }

    /// <summary>Starts to follow the store.</summary>
    public void Start() => _following = FollowAsync();

    /// <summary>Somebody asked whom nobody knows; the log hears how many, not each.</summary>
    internal void CountStranger()
    {
        Strangers.Add();
        Interlocked.Increment(ref _strangers);
    }

    /// <summary>Stops to follow the store, which is to be closed after it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;
        await _stopping.CancelAsync();
        await _following;
        _stopping.Dispose();
    }

    private async Task FollowAsync()
    {
        using var timer = new PeriodicTimer(_interval, _clock);
        try
        {
            do
            {
                await AskAsync();
                LogStrangers();
            }
            while (await timer.WaitForNextTickAsync(_stopping.Token));
        }
        catch (OperationCanceledException)
        {
            // The process is going away.
        }
    }

    private async Task AskAsync()
    {
        try
        {
            if (_question is null)
                (_asked, _question) = (_clock.GetTimestamp(), _store.ReadAsync(_roster.Version, _stopping.Token));
            if (!_question.IsCompleted)
                await _question.WaitAsync(_attempt, _clock, _stopping.Token);
            var changed = await Interlocked.Exchange(ref _question, null);
            _proven = _asked;
            if (changed is not null)
                Take(changed);
            if (_isLost)
                Log.CallersFound(_logger);
            _isLost = false;
        }
#pragma warning disable CA1031 // Whatever it is, the callers last read hold for their time.
        catch (Exception exception) when (!_stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            // What has not come in time is waited for again: a store that hangs is not asked twice.
            if (_question is { IsCompleted: true })
                _question = null;
            LoseIfTooOld(exception);
        }
    }

    private void Take(StoredCallers changed)
    {
        var before = _roster;
        _roster = before.Next(changed, _clock);
        foreach (var caller in _roster.Callers.Values)
        {
            if (caller.IsRevoked && before.Callers.GetValueOrDefault(caller.Stored.Id) is { IsRevoked: false })
                caller.End();
        }
    }

    private void LoseIfTooOld(Exception exception)
    {
        if (_isLost || _clock.GetElapsedTime(_proven) < _options.Hold)
            return;
        Log.CallersLost(_logger, exception);
        _isLost = true;
    }

    private void LogStrangers()
    {
        if (Interlocked.Read(ref _strangers) == 0 || _clock.GetElapsedTime(_strangersLogged) < StrangersLogged)
            return;
        Log.StrangersRefused(_logger, Interlocked.Exchange(ref _strangers, 0));
        _strangersLogged = _clock.GetTimestamp();
    }
}
