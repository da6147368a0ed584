using System.Globalization;
using System.Threading.Channels;
using Verify.V1;

namespace Verify.Client.Streams;

/// <summary>
/// What a screening has taken from its source and has no answer for. Items are numbered as they are taken, so that under a request id of
/// the caller's one that is sent twice is the same question twice. No more wait than the window holds.
/// </summary>
internal sealed class ScreenLedger<T>(int window, Func<T, Subject> subjectOf) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly OrderedDictionary<string, T> _unanswered = [];
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
            _toSend.Writer.Complete();
        }
    }

    /// <summary>What a new connection has to send: all that is unanswered, and then what is taken.</summary>
    public IAsyncEnumerable<ScreenItem> SendAgainAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            _toSend = Channel.CreateUnbounded<ScreenItem>();
            foreach (var (id, item) in _unanswered)
                _toSend.Writer.TryWrite(ToItem(id, item));
            if (_isComplete)
                _toSend.Writer.Complete();
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
        }

        _room.Release();
        return true;
    }

    public void Dispose() => _room.Dispose();

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
