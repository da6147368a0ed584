using System.Threading.Channels;

namespace Verify.Registry;

/// <summary>The registry at an instant: whatever was committed by then is in it.</summary>
/// <param name="Revision">The last revision.</param>
/// <param name="At">The instant at which the store was asked for it.</param>
/// <param name="Asked">The same by the clock that never steps (<see cref="TimeProvider.GetTimestamp"/>); 0 for one of the past.</param>
public readonly record struct Watermark(long Revision, DateTimeOffset At, long Asked = 0);

/// <summary>
/// How far the registry has come, for everybody in this process who follows it. The store is asked once for all of them: at every
/// interval, since other processes write to it too, and at once when something was committed here. An answer that does not come
/// within the limit counts as none, so that one dead connection does not hold up everybody.
/// </summary>
public sealed class RevisionSource(IRegistryStore store, TimeSpan interval, TimeProvider clock, TimeSpan attemptLimit) : IAsyncDisposable
{
    // Of questions whose answers did not come in time so many may be left behind; then the store is asked no more until one returns.
    private const int AbandonedMax = 4;

    private static readonly Watermark Nothing = new(-1, DateTimeOffset.MinValue);

    // One more question may wait while one is under way: what is committed meanwhile may be missing from that one's answer.
    private readonly Channel<bool> _questions = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private volatile State _state = new(Nothing, Nothing, 0, NewSignal(), NewSignal());
    private readonly CancellationTokenSource _wentBack = new();
    private volatile bool _isAnswered;
    private long _asked;
    private int _abandoned;
    private Task _asking = Task.CompletedTask;
    private ITimer? _timer;

    /// <summary>Starts to ask; before that nobody who waits hears anything.</summary>
    public void Start()
    {
        _asking = AskAsync();
        _timer = clock.CreateTimer(static source => ((RevisionSource)source!).Wake(), this, interval, interval);
        Wake();
    }

    /// <summary>The last answer of the store; revision -1 before the first.</summary>
    public Watermark Latest => _state.Watermark;

    /// <summary>The last answer that named a revision, if that was the last or the one before it.</summary>
    public Watermark? LatestOf(long revision)
    {
        var state = _state;
        return state.Watermark.Revision == revision ? state.Watermark
            : state.Before.Revision == revision ? state.Before
            : null;
    }

    /// <summary>Whether the store answered the last question.</summary>
    public bool IsAnswered => _isAnswered;

    /// <summary>
    /// Cancelled for good once the store is at an earlier revision than it was: an older copy has taken its place. What is kept here is
    /// then of a history that never was, so nothing is answered any more until a process starts anew.
    /// </summary>
    public CancellationToken WentBack => _wentBack.Token;

    /// <summary>Something was committed here: the store is asked at once.</summary>
    public void Wake() => _questions.Writer.TryWrite(true);

    /// <summary>Lets go of everybody who waits, now and from here on.</summary>
    public void Stop()
    {
        _timer?.Dispose();
        _questions.Writer.TryComplete();
    }

    /// <summary>Whether it has let go of everybody for good.</summary>
    public bool HasStopped => _questions.Reader.Completion.IsCompleted;

    /// <summary>Stops, and waits for the question that is under way. The store is to be closed after it.</summary>
    public async ValueTask DisposeAsync()
    {
        Stop();
        await _asking;
        _wentBack.Dispose();
    }

    /// <summary>The registry as it stands now: the store is asked after this call began.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be reached, or the process is going away.</exception>
    public async Task<Watermark> ReadAsync(CancellationToken cancellation)
    {
        var asked = Interlocked.Read(ref _asked);
        while (true)
        {
            var state = _state;
            if (state.Question > asked)
                return state.Watermark;
            Wake();
            await state.Answered.Task.WaitAsync(cancellation);
        }
    }

    /// <summary>
    /// Waits until the registry has gone beyond a revision, but no longer than until an instant, and gives it as it stands then.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store cannot be reached, or the process is going away.</exception>
    public async Task<Watermark> WaitAsync(long beyond, DateTimeOffset until, CancellationToken cancellation)
    {
        while (true)
        {
            var state = _state;
            if (state.Watermark.Revision > beyond)
                return state.Watermark;
            var left = until - clock.GetUtcNow();
            if (left <= TimeSpan.Zero)
                return await ReadAsync(cancellation);
            try
            {
                await state.Moved.Task.WaitAsync(left, clock, cancellation);
            }
            catch (TimeoutException)
            {
                // The instant has come; the clock says so at the next turn.
            }
        }
    }

    /// <summary>Waits until the registry has gone beyond a revision, however long that takes.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be reached, or the process is going away.</exception>
    public async Task<Watermark> WaitAsync(long beyond, CancellationToken cancellation)
    {
        while (true)
        {
            var state = _state;
            if (state.Watermark.Revision > beyond)
                return state.Watermark;
            await state.Moved.Task.WaitAsync(cancellation);
        }
    }

    private async Task AskAsync()
    {
        while (await _questions.Reader.WaitToReadAsync() && _questions.Reader.TryRead(out _))
        {
            var question = Interlocked.Increment(ref _asked);
            var (at, stamp) = (clock.GetUtcNow(), clock.GetTimestamp());
            var before = _state;
            try
            {
                var revision = await ReadRevisionAsync();
                if (revision < before.Watermark.Revision)
                    await _wentBack.CancelAsync();
                if (_wentBack.IsCancellationRequested)
                    throw new StoreUnavailableException($"The store was at revision {before.Watermark.Revision} and is at {revision}: it was restored.");
                var moved = revision > before.Watermark.Revision;
                _state = new State(new Watermark(revision, at, stamp), moved ? before.Watermark : before.Before, question, NewSignal(), moved ? NewSignal() : before.Moved);
                _isAnswered = true;
                before.Answered.SetResult();
                if (moved)
                    before.Moved.SetResult();
            }
#pragma warning disable CA1031 // Whatever it is, it ends the streams that wait now; those that come back find out whether it is over.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                _isAnswered = false;
                _state = before with { Answered = NewSignal(), Moved = NewSignal() };
                before.Answered.SetException(exception);
                before.Moved.SetException(exception);
            }
        }

        var away = new StoreUnavailableException("The process is going away.");
        _state.Answered.SetException(away);
        _state.Moved.SetException(away);
    }

    private async Task<long> ReadRevisionAsync()
    {
        if (_abandoned >= AbandonedMax)
            throw new StoreUnavailableException("Earlier questions have not been answered yet.");
        var reading = store.ReadRevisionAsync(CancellationToken.None);
        try
        {
            return await reading.WaitAsync(attemptLimit, clock);
        }
        catch (TimeoutException)
        {
            // The failure becomes an unreachable store: whoever waits does not wait for a store that hangs.
            Interlocked.Increment(ref _abandoned);
            _ = reading.ContinueWith(
                late => { _ = late.Exception; Interlocked.Decrement(ref _abandoned); }, TaskContinuationOptions.ExecuteSynchronously);
            throw new StoreUnavailableException($"No answer within {attemptLimit.TotalMilliseconds:0} ms.");
        }
    }

    private static TaskCompletionSource NewSignal() => new(Signal.Apart);

    /// <param name="Watermark">The last answer of the store.</param>
    /// <param name="Before">The last answer before the registry moved to there.</param>
    /// <param name="Question">The question that it answers, by its number.</param>
    /// <param name="Answered">Set when the next one is answered.</param>
    /// <param name="Moved">Set when a later revision is there.</param>
    private sealed record State(Watermark Watermark, Watermark Before, long Question, TaskCompletionSource Answered, TaskCompletionSource Moved);
}
