using Verify.Telemetry;

namespace Verify.Audit.Journal;

/// <summary>Tells the disk at an interval to keep what was written since, while writing goes on.</summary>
internal sealed class DiskSync : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly PeriodicTimer _timer;
    private readonly ILogger _log;
    private readonly Task _running;
    private readonly List<SegmentFile> _closed = [];
    private SegmentFile? _written;

    public DiskSync(TimeSpan interval, ILogger log)
    {
        (_timer, _log) = (new PeriodicTimer(interval), log);
        _running = Task.Run(RunAsync);
    }

    /// <summary>A file has something new.</summary>
    public void Note(SegmentFile file)
    {
        lock (_gate)
            _written = file;
    }

    /// <summary>A file will have nothing new any more, and is closed once the disk has it.</summary>
    public void NoteClosed(SegmentFile file)
    {
        lock (_gate)
        {
            _closed.Add(file);
            if (_written == file)
                _written = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _running;
        Sync();
    }

    private async Task RunAsync()
    {
        while (await _timer.WaitForNextTickAsync())
            Sync();
    }

    private void Sync()
    {
        SegmentFile? written;
        SegmentFile[] closed;
        lock (_gate)
        {
            (written, _written, closed) = (_written, null, [.. _closed]);
            _closed.Clear();
        }

        foreach (var file in closed)
        {
            Sync(file);
            file.Dispose();
        }

        if (written is not null)
            Sync(written);
    }

    private void Sync(SegmentFile file)
    {
        try
        {
            file.Sync();
        }
#pragma warning disable CA1031 // Whatever it is, the next interval tries again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // The process still has what was written, and the store will: only the death of the machine could take it.
            Log.JournalSyncFailed(_log, exception, file.Segment.Path);
        }
    }
}
