using System.Diagnostics;
using Verify.Telemetry;

namespace Verify.Audit.Journal;

/// <summary>
/// The one writer of a journal. Records that come while a group is being written form the next one; nobody holds a lock while the disk
/// is asked.
/// </summary>
internal sealed class JournalWriter : IThreadPoolWorkItem, IAsyncDisposable
{
    // Bounds the memory that waiting records take, however large they are.
    private const int GroupBytesMax = 64 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly RegisterOptions _options;
    private readonly Backlog _backlog;
    private readonly ILogger _log;
    private readonly Guid _journal;
    private readonly GroupThread? _thread;
    private readonly DiskSync? _syncing;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SegmentFile _file;
    private byte[] _chain;
    private byte[] _nextChain = new byte[SegmentFormat.HashBytes];
    private Group _open = new();
    private Group? _spare = new();
    private long _position;
    private bool _isWriting;
    private bool _isClosed;
    private volatile bool _isFailing;

    /// <summary>Goes on where the journal ended.</summary>
    /// <param name="folder">The folder of the journal.</param>
    /// <param name="recovery">What was found there.</param>
    /// <param name="backlog">Its segments; this adds to them.</param>
    /// <param name="options">The options.</param>
    /// <param name="log">Hears of failures.</param>
    public JournalWriter(string folder, Recovery recovery, Backlog backlog, RegisterOptions options, ILogger log)
    {
        (_folder, _backlog, _options, _log) = (folder, backlog, options, log);
        (_journal, _position, _chain) = (recovery.Journal, recovery.Position, recovery.Chain);
        _file = Begin(recovery.Segments);
        if (options.Fsync == RegisterOptions.EveryGroup)
            _thread = new GroupThread(() => WriteGroup());
        else
            _syncing = new DiskSync(TimeSpan.FromMilliseconds(options.IntervalMs), log);
    }

    /// <summary>Position of the next record: all before it are journalled.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <summary>Records that wait for the group that is being written.</summary>
    public int Queued => _open.Count;

    /// <summary>Whether the last group could not be written.</summary>
    public bool IsFailing => _isFailing;

    /// <summary>Records written, and the groups in which they were.</summary>
    public Tally Records { get; } = new();

    /// <inheritdoc cref="Records"/>
    public Tally Groups { get; } = new();

    /// <summary>Called when a group has been written, on the writer's thread.</summary>
    public Action Written { get; set; } = static () => { };

    /// <summary>Told how long the first record of a group waited until the group was written, on the writer's thread.</summary>
    public Action<TimeSpan> Waited { get; set; } = static _ => { };

    /// <summary>Takes records; the task ends when their group is written, or faults when it cannot be.</summary>
    /// <param name="records">As <see cref="SegmentFormat.SealRecord"/> leaves each; free again when this returns.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="RegisterFullException">Too much waits.</exception>
    /// <exception cref="RegisterUnavailableException">The journal is closed.</exception>
    public Task AppendAsync(ReadOnlySpan<byte> records, int count)
    {
        lock (_gate)
        {
            if (_isClosed)
                throw new RegisterUnavailableException("The register is closed.");
            if (_open.Count >= _options.QueueMax || _open.Length + records.Length > GroupBytesMax)
                throw new RegisterFullException($"{_open.Count} records wait to be written.");
            if (_backlog.Bytes + _open.Length + records.Length > _options.MaxMiB * 1024L * 1024)
                throw new RegisterFullException($"{_options.MaxMiB} MiB wait for the store.");
            _open.Add(records, count);
            if (_isWriting)
                return _open.Written;
            _isWriting = true;
            if (_thread is not null)
            {
                _thread.Wake();
                return _open.Written;
            }
        }

        // Whoever finds nobody writing writes at once: that costs less than being woken later. Others join the next group meanwhile.
        return WriteGroup() is { } failure ? Task.FromException(failure) : Task.CompletedTask;
    }

    /// <summary>
    /// Writes what waits, then takes no more and begins a segment for the next owner, so that all others can be let go.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (!_isClosed && !_isWriting)
                _ended.SetResult();
            _isClosed = true;
        }

        await _ended.Task;
        _thread?.Dispose();
        EndSegment();
        if (_syncing is not null)
            await _syncing.DisposeAsync();
        _file.Dispose();
    }

    /// <summary>Writes the group that came together while another was written, on a thread of the pool.</summary>
    void IThreadPoolWorkItem.Execute() => WriteGroup();

    // In the pool's line the writer comes after the requests that are already there, and so takes the records of all of them at once. A
    // thread of the pool must not wait for the disk, so a sync at every group has a thread of its own.
    private void Schedule()
    {
        if (_thread is null)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        else
            _thread.Wake();
    }

    /// <returns>Why it could not be written; null where it was.</returns>
    private RegisterUnavailableException? WriteGroup()
    {
        Group group;
        lock (_gate)
            (group, _open, _spare) = (_open, _spare ?? new Group(), null);

        var failure = Write(group);
        group.End(failure);
        lock (_gate)
        {
            group.Clear();
            _spare = group;
            if (_open.Count == 0)
            {
                _isWriting = false;
                if (_isClosed)
                    _ended.SetResult();
                return failure;
            }
        }

        Schedule();
        return failure;
    }

    private RegisterUnavailableException? Write(Group group)
    {
        try
        {
            if (_file.Segment.Length >= _options.SegmentMiB * 1024L * 1024)
                Roll();
            _chain.CopyTo(_nextChain, 0);
            var bytes = group.Seal(_position, _nextChain);
            _file.Write(bytes, sync: _thread is not null);
            Waited(Stopwatch.GetElapsedTime(group.Began));
            (_chain, _nextChain) = (_nextChain, _chain);
            Volatile.Write(ref _position, _position + group.Count);
            _backlog.Grow(bytes.Length);
            Records.Add(group.Count);
            Groups.Add();
            _syncing?.Note(_file);
            Note(isFailing: false);
        }
#pragma warning disable CA1031 // Whatever it is reaches every caller of the group, and the writer lives on for the next.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Note(isFailing: true, exception);
            return new RegisterUnavailableException("The journal cannot be written.", exception);
        }

        Written();
        return null;
    }

    private SegmentFile Begin(List<Segment> segments)
    {
        // One of an earlier version must not get records of this one: who knows that version alone would take them for damage.
        var empty = segments is [.., { IsDamaged: false, Length: SegmentFormat.HeaderBytes, Version: SegmentFormat.Version } last] ? last : null;
        foreach (var segment in segments.Where(segment => segment != empty))
            segment.Close();
        if (empty is not null)
            return SegmentFile.Continue(empty);
        var file = Create(segments.Count == 0 ? 1 : segments[^1].Number + 1);
        _backlog.Add(file.Segment);
        return file;
    }

    private void Roll()
    {
        var next = Create(_file.Segment.Number + 1);
        _backlog.Add(next.Segment);
        _file.Segment.Close();
        if (_syncing is null)
            _file.Dispose();
        else
            _syncing.NoteClosed(_file);
        _file = next;
    }

    private SegmentFile Create(int number) =>
        SegmentFile.Create(_folder, number, new SegmentHeader(SegmentFormat.Version, _journal, _position, _chain));

    private void EndSegment()
    {
        try
        {
            if (_file.Segment.Length > SegmentFormat.HeaderBytes)
                Roll();
        }
#pragma warning disable CA1031 // Whatever it is: what was taken is written, and this was for tidiness.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // The last segment stays: its records are shipped again at the next start, and skipped.
            Note(isFailing: true, exception);
        }
    }

    private void Note(bool isFailing, Exception? exception = null)
    {
        if (isFailing == _isFailing)
            return;
        _isFailing = isFailing;
        if (isFailing)
            Log.JournalWriteFailed(_log, exception!, _folder);
        else
            Log.JournalWriteHealed(_log, _folder);
    }
}
