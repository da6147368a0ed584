using Verify.Telemetry;

namespace Verify.Audit.Journal;

/// <summary>The journal in a folder that this process holds: what is there is shipped, what comes is written and shipped.</summary>
internal sealed class Journal : IAsyncDisposable
{
    [ThreadStatic]
    private static ByteWriter? encoding;

    private readonly JournalFolder _folder;
    private readonly Backlog _backlog;
    private readonly JournalWriter _writer;
    private readonly Shipper _shipper;
    private readonly ILogger _log;

    private Journal(JournalFolder folder, IRegisterStore store, RegisterOptions options, ILogger log)
    {
        var recovery = Recovery.Read(folder.Path, log);
        (_folder, _log) = (folder, log);
        _backlog = new Backlog(recovery.Segments);
        _writer = new JournalWriter(folder.Path, recovery, _backlog, options, log);
        if (_backlog.Bytes > 0)
            Log.JournalAdopted(log, folder.Path, _backlog.Bytes);
        _shipper = new Shipper(_backlog, store, options, log);
        _writer.Written = _shipper.Ring;
    }

    /// <summary>Opens the journal in the first folder that nobody holds.</summary>
    public static Journal OpenFirstFree(string root, IRegisterStore store, RegisterOptions options, ILogger log)
    {
        foreach (var path in JournalFolder.PathsOf(root))
        {
            if (TryOpen(path, store, options, log) is { } journal)
                return journal;
        }

        throw new IOException($"Every journal under {root} is held by another process.");
    }

    /// <summary>Opens the journal in a folder, or returns null where another process holds it, or a later version wrote it.</summary>
    public static Journal? TryOpen(string path, IRegisterStore store, RegisterOptions options, ILogger log)
    {
        var folder = JournalFolder.TryTake(path);
        if (folder is null)
            return null;
        try
        {
            return new Journal(folder, store, options, log);
        }
        catch (JournalRefusedException refused)
        {
            // The failure becomes another folder: what is in this one waits for a program that knows it.
            Log.JournalRefused(log, refused.Message);
            folder.Dispose();
            return null;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <inheritdoc cref="JournalWriter.Waited"/>
    public Action<TimeSpan> Waited
    {
        set => _writer.Waited = value;
    }

    /// <summary>How it fares.</summary>
    public JournalState State => new(
        _backlog.Bytes, _backlog.Age, _writer.Queued, _writer.Records.Value, _writer.Groups.Value, !_writer.IsFailing, !_shipper.IsBehind);

    /// <summary>Takes a record; the task ends when it survives the death of the process.</summary>
    public Task AppendAsync(CheckRecord record)
    {
        var bytes = encoding ??= new ByteWriter();
        bytes.Clear();
        Write(record, bytes);
        return _writer.AppendAsync(bytes.Written, count: 1);
    }

    /// <summary>Takes records in their order, all of them or none; the task ends when they survive the death of the process.</summary>
    public Task AppendAsync(IReadOnlyList<CheckRecord> records)
    {
        var bytes = encoding ??= new ByteWriter();
        bytes.Clear();
        foreach (var record in records)
            Write(record, bytes);
        return records.Count == 0 ? Task.CompletedTask : _writer.AppendAsync(bytes.Written, records.Count);
    }

    /// <summary>Returns once the store has everything that was journalled before the call.</summary>
    /// <exception cref="RegisterBehindException">It cannot take it now.</exception>
    public ValueTask FlushAsync(CancellationToken cancellation) => _shipper.FlushAsync(_writer.Position, cancellation);

    private static void Write(CheckRecord record, ByteWriter bytes)
    {
        var start = bytes.Written.Length;
        bytes.Reserve(SegmentFormat.RecordHeaderBytes);
        RecordCodec.Write(record, bytes);
        SegmentFormat.SealRecord(bytes.WrittenFrom(start));
    }

    /// <summary>Writes and ships what waits. What the store does not take now stays for the next owner of the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _shipper.DisposeAsync();
        if (_backlog.Bytes > 0)
            Log.JournalLeft(_log, _folder.Path, _backlog.Bytes);
        _folder.Dispose();
    }
}
