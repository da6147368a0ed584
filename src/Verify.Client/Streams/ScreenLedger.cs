using System.Globalization;
using System.Threading.Channels;
using Verify.Client.Calls;
using Verify.V1;

namespace Verify.Client.Streams;

/// <summary>
/// What a screening has taken from its source and has no answer for. Items are numbered as they are taken, so that under a request id of
/// the caller's one that is sent twice is the same question twice. No more wait than the window holds. The connection stays open for
/// items until the last is answered, since any may have to be asked about again.
/// </summary>
/// <param name="window">Most items without an answer.</param>
/// <param name="subjectOf">The subject that an item stands for.</param>
/// <param name="newRules">How often one item is asked about.</param>
internal sealed class ScreenLedger<T>(int window, Func<T, Subject> subjectOf, Func<RetryRules> newRules) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly OrderedDictionary<string, T> _unanswered = [];
    private readonly Dictionary<string, RetryRules> _failed = [];
    private readonly HashSet<string> _postponed = [];
    private readonly SemaphoreSlim _room = new(window);
    private Channel<ScreenItem> _toSend = Channel.CreateUnbounded<ScreenItem>();
    private long _taken;
    private bool _isComplete;

    /// <summary>Whether the source is at its end and everything is answered.</summary>
    public bool IsDone
    {
        get
        {
            lock (_lock)
                return _isComplete && _unanswered.Count == 0;
        }
    }

    /// <summary>Takes items as there is room for them, to the end of the source.</summary>
    public async Task TakeAsync(IAsyncEnumerable<T> source, CancellationToken cancellation)
    {
        await using var items = source.GetAsyncEnumerator(cancellation);
        await _room.WaitAsync(cancellation);
        while (await items.MoveNextAsync())
        {
            Add(items.Current);
            await _room.WaitAsync(cancellation);
        }

        lock (_lock)
        {
            _isComplete = true;
            CompleteIfDone();
        }
    }

    /// <summary>What a new connection has to send: all that is unanswered, and then what is taken.</summary>
    public IAsyncEnumerable<ScreenItem> SendAgainAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            _toSend = Channel.CreateUnbounded<ScreenItem>();
            _postponed.Clear();
            foreach (var (id, item) in _unanswered)
                _toSend.Writer.TryWrite(ToItem(id, item));
            CompleteIfDone();
            return _toSend.Reader.ReadAllAsync(cancellation);
        }
    }

    /// <summary>Notes an answer; false where the item has had one.</summary>
    public bool TryAnswer(string id, out T item)
    {
        lock (_lock)
        {
            if (!_unanswered.Remove(id, out item!))
                return false;
            _failed.Remove(id);
            CompleteIfDone();
        }

        _room.Release();
        return true;
    }

    /// <summary>The pause after which <see cref="SendAgain"/> is due; null where the failure is what came of the item.</summary>
    public TimeSpan? Postpone(string id, VerifyError error, TimeSpan longest)
    {
        lock (_lock)
        {
            if (!error.IsTransient || !_unanswered.ContainsKey(id))
                return null;
            if (!_failed.TryGetValue(id, out var rules))
                _failed.Add(id, rules = newRules());
            var pause = rules.PauseAfter(Failure.Busy, error.RetryAfter, longest);
            if (pause is not null)
                _postponed.Add(id);
            return pause;
        }
    }

    /// <summary>Asks once more about an item that was postponed, unless a new connection has done so since.</summary>
    public void SendAgain(string id)
    {
        lock (_lock)
        {
            if (_postponed.Remove(id) && _unanswered.TryGetValue(id, out var item))
                _toSend.Writer.TryWrite(ToItem(id, item));
        }
    }

    public void Dispose() => _room.Dispose();

    private void CompleteIfDone()
    {
        if (_isComplete && _unanswered.Count == 0)
            _toSend.Writer.TryComplete();
    }

    private void Add(T item)
    {
        var id = (++_taken).ToString(CultureInfo.InvariantCulture);
        var toSend = ToItem(id, item);
        lock (_lock)
        {
            _unanswered.Add(id, item);
            _toSend.Writer.TryWrite(toSend);
        }
    }

    private ScreenItem ToItem(string id, T item) => new() { ItemId = id, Subject = subjectOf(item) };
}
