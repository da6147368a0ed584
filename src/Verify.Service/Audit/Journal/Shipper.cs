using Verify.Telemetry;

namespace Verify.Audit.Journal;

/// <summary>
/// Moves what is journalled to the store, in the journal's order, and lets go of a segment once the store has all of it. A group that
/// a crash cut off from its acknowledgement is shipped again; the store skips the checks that it has. Requests go before it, so that a
/// burst is taken at the journal's speed, unless somebody waits for what it ships or the journal fills.
/// </summary>
internal sealed class Shipper : IAsyncDisposable
{
    // One transaction holds the store's locks no longer than the register's own groups do.
    private const int GroupMax = GroupCommit.GroupMax;
    private static readonly TimeSpan RetryMin = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan RetryMax = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FlushMax = TimeSpan.FromSeconds(5);

    // Where requests go first, it holds those locks for longer.
    private const int QuietGroupMax = GroupMax / 2;

    // Of what may wait at most: from then on the journal is emptied as fast as it can be.
    private const double FullShare = 0.25;

    private readonly Backlog _backlog;
    private readonly IRegisterStore _store;
    private readonly TimeSpan _gather;
    private readonly long _bytesFull;
    private readonly ILogger _log;
    private readonly Bell _something = new();
    private readonly Bell _hurry = new();
    private readonly Lock _gate = new();
    private readonly List<(long Position, TaskCompletionSource Done)> _waiting = [];
    private readonly List<CheckRecord> _batch = [];
    private readonly List<Segment> _passed = [];
    private readonly QuietThread _quiet = new("journal shipper");
    private readonly Task _running;
    private SegmentReader? _reader;
    private long _batchBytes;
    private long _readTo;
    private long _shipped = -1;
    private volatile bool _isBehind;
    private volatile bool _isStopping;

    /// <summary>Starts to ship.</summary>
    /// <param name="backlog">What is to be shipped.</param>
    /// <param name="store">Where to.</param>
    /// <param name="options">How long a record waits for others, and how much may wait.</param>
    /// <param name="log">Hears of failures.</param>
    public Shipper(Backlog backlog, IRegisterStore store, RegisterOptions options, ILogger log)
    {
        (_backlog, _store, _log) = (backlog, store, log);
        (_gather, _bytesFull) = (TimeSpan.FromMilliseconds(options.ShipMs), (long)(FullShare * options.MaxMiB * 1024 * 1024));
        _something.Ring();
        _running = Task.Run(RunAsync);
    }

    /// <summary>Whether the store did not take what was last offered.</summary>
    public bool IsBehind => _isBehind;

    /// <summary>There is something to ship.</summary>
    public void Ring() => _something.Ring();

    /// <summary>Returns once the store has every record before a position.</summary>
    /// <exception cref="RegisterBehindException">It cannot take them now.</exception>
    public async ValueTask FlushAsync(long position, CancellationToken cancellation)
    {
        TaskCompletionSource done;
        lock (_gate)
        {
            if (_shipped >= position)
                return;
            if (_isStopping)
                throw new RegisterBehindException("The register is closed.");
            done = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((position, done));
            _hurry.Ring();
            _something.Ring();
        }

        try
        {
            await done.Task.WaitAsync(FlushMax, cancellation);
        }
        catch (TimeoutException exception)
        {
            throw new RegisterBehindException("The store takes too long over the journal.", exception);
        }
    }

    /// <summary>Ships what is there, if the store takes it, then no more.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isStopping = true;
            _hurry.Ring();
            _something.Ring();
        }

        await _running;
        _quiet.Dispose();
        _reader?.Dispose();
        _something.Dispose();
        _hurry.Dispose();
    }

    private async Task RunAsync()
    {
        var wait = RetryMin;
        while (true)
        {
            await _something.WaitAsync();
            if (!_isStopping)
                await _hurry.WaitAsync(_gather);

            // Asked for before the attempt, so that it is the last one.
            var isLast = _isStopping;
            while (!await TryShipAsync())
            {
                if (isLast)
                    return;
                await _hurry.WaitAsync(wait);
                isLast = _isStopping;
                wait = wait * 2 < RetryMax ? wait * 2 : RetryMax;
            }

            wait = RetryMin;
            if (isLast)
                return;
        }
    }

    private async Task<bool> TryShipAsync()
    {
        try
        {
            while (await (IsPressed ? ShipAsync(GroupMax) : _quiet.StartAsync(() => ShipAsync(QuietGroupMax))))
            {
            }

            return true;
        }
#pragma warning disable CA1031 // Whatever it is: nothing is dropped, it is tried again, and those who wait are told.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Tell(isBehind: true, exception);
            return false;
        }
    }

    private bool IsPressed
    {
        get
        {
            if (_isStopping || _backlog.Bytes > _bytesFull)
                return true;
            lock (_gate)
                return _waiting.Count > 0;
        }
    }

    /// <summary>Ships the next groups of records; whether there are more.</summary>
    private async Task<bool> ShipAsync(int groupMax)
    {
        var isMore = Fill(groupMax);
        foreach (var group in _batch.Chunk(groupMax))
            await _store.CommitAsync(group);
        Pass();
        Tell(isBehind: false);
        return isMore;
    }

    /// <summary>Reads the next groups, to the end or until they are worth a transaction; whether it was not to the end.</summary>
    private bool Fill(int enough)
    {
        while (_batch.Count < enough)
        {
            var segment = _backlog.First;
            _reader ??= new SegmentReader(segment.Path);
            var isClosed = segment.IsClosed;
            var from = _reader.Offset;
            var step = _reader.Read(segment.Length, _batch);
            _batchBytes += _reader.Offset - from;
            _readTo = Math.Max(_readTo, _reader.Position);
            if (step == ReadStep.Damaged && !segment.IsDamaged)
            {
                // Since it was written, or looked through at the start.
                segment.IsDamaged = true;
                Log.JournalDamaged(_log, segment.Path, from);
            }

            if (step is ReadStep.Group or ReadStep.Damaged)
                continue;
            if (!isClosed)
                return false;

            _batchBytes += segment.Length - _reader.Offset;
            _passed.Add(segment);
            _reader.Dispose();
            _reader = null;
            _backlog.RemoveFirst();
        }

        return true;
    }

    /// <summary>The store has what was read.</summary>
    private void Pass()
    {
        _batch.Clear();
        _backlog.Shrink(_batchBytes);
        _batchBytes = 0;
        while (_passed is [var segment, ..])
        {
            segment.LetGo();
            _passed.RemoveAt(0);
        }
    }

    private void Tell(bool isBehind, Exception? exception = null)
    {
        if (isBehind != _isBehind)
            Note(isBehind, exception);
        lock (_gate)
        {
            if (!isBehind)
                _shipped = _readTo;
            foreach (var (position, done) in _waiting)
            {
                if (exception is not null)
                    done.SetException(new RegisterBehindException("The store cannot take the journal.", exception));
                else if (position <= _shipped)
                    done.SetResult();
            }

            _waiting.RemoveAll(static one => one.Done.Task.IsCompleted);
        }
    }

    // Before those who wait are told: whoever hears that it is behind finds it in the log.
    private void Note(bool isBehind, Exception? exception)
    {
        _isBehind = isBehind;
        if (isBehind)
            Log.JournalBehind(_log, exception!, _backlog.Bytes);
        else
            Log.JournalCaughtUp(_log);
    }
}
