using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Verify.Registry;

namespace Verify.Adapters.Sqlite;

/// <summary>
/// The embedded database: one connection that writes, and a pool of those that read. SQLite lets one write at a time; waiting for
/// it in line here is fair and asynchronous, in SQLite it would be neither. For other processes nobody keeps a line: whoever asks most
/// often gets the lock. Readers of a file (WAL) neither wait nor are waited for; they run to their end on the caller's thread, in
/// microseconds. A database in memory has one connection for all.
/// </summary>
public sealed class SqliteDatabase : IAsyncDisposable
{
    // An acknowledged fact MUST survive a power failure: with WAL only FULL syncs the log at every commit. The register of queries
    // lives in the same file and gets more than it needs, which costs one sync per group.
    internal const string WriterPragmas =
        "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON;"
        // 16 MiB: an import's transaction touches thousands of pages, which else are written to the log before its end, and again. More
        // would be paid for by everybody: at nearly every commit SQLite walks through all that it keeps.
        + "PRAGMA cache_size = -16384;"
        // Pages: a checkpoint for every 64 MiB of log. A page that changed ten times since the last one is then written back once.
        + "PRAGMA wal_autocheckpoint = 16384;";
    private const string ReaderPragmas = "PRAGMA query_only = ON;";

    // SQLite would ask ten times a second in the end, and somebody who only waits now and then would never meet the lock free.
    private static readonly TimeSpan AskAgain = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan GiveWay = TimeSpan.FromMilliseconds(10);

    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ConcurrentBag<SqliteSession> _readers = [];
    private readonly string _connectionString;
    private readonly string _readerPragmas;
    private readonly TimeSpan _busyMax;
    private readonly bool _inMemory;
    private readonly SqliteSession _writer;
    private volatile bool _closed;

    private SqliteDatabase(SqliteStoreOptions options, KeyRing keys, IProgress<MigrationStep>? migrating)
    {
        var builder = new SqliteConnectionStringBuilder(options.ConnectionString) { Pooling = false, DefaultTimeout = 1 };
        _inMemory = builder.Mode == SqliteOpenMode.Memory || builder.DataSource is ":memory:" or "";
        if (builder.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            throw new StoreRefusedException("The data source must be a path or :memory:, not a URI.");
        if (!_inMemory && Path.GetDirectoryName(Path.GetFullPath(builder.DataSource)) is { } folder)
            Directory.CreateDirectory(folder);

        _connectionString = builder.ToString();
        var busyPragma = $"PRAGMA busy_timeout = {options.BusyTimeoutMs};";
        (_readerPragmas, _busyMax) = (busyPragma + ReaderPragmas, TimeSpan.FromMilliseconds(options.BusyTimeoutMs));
        _writer = new SqliteSession(_connectionString, busyPragma + WriterPragmas);
        try
        {
            if (!_inMemory)
                _writer.Run("PRAGMA journal_mode = WAL");
            SqliteMigrations.Apply(_writer, keys.Fingerprint, migrating);
            // From here on the waiting is ours.
            _writer.Run("PRAGMA busy_timeout = 0");
        }
        catch
        {
            _writer.Dispose();
            throw;
        }
    }

    /// <summary>Opens the database, creates it where it is missing, and brings it to the version of this program.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="keys">The ring that names its persons.</param>
    /// <param name="migrating">Hears of each step before it is done.</param>
    /// <exception cref="StoreUnavailableException">The file cannot be opened or is locked.</exception>
    /// <exception cref="StoreRefusedException">
    /// The database is newer than this program, belongs to another key ring, or is named by a URI.
    /// </exception>
    public static SqliteDatabase Open(SqliteStoreOptions options, KeyRing keys, IProgress<MigrationStep>? migrating = null)
    {
        try
        {
            return new SqliteDatabase(options, keys, migrating);
        }
        catch (SqliteException exception) when (exception.IsOutage())
        {
            throw exception.ToUnavailable();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException("SQLite: the folder of the file cannot be created.", exception);
        }
    }

    /// <summary>Closes the database after the write that is under way; later calls find it unavailable.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writing.WaitAsync();
        try
        {
            if (_closed)
                return;
            _closed = true;
            CloseReaders();
            _writer.Dispose();
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Reads. What must be of one snapshot must be one statement.</summary>
    internal async Task<T> ReadAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellation)
    {
        if (_inMemory)
            return await ExclusivelyAsync(work, cancellation);

        cancellation.ThrowIfCancellationRequested();
        return Guard(Read, work);
    }

    /// <summary>Does work in one transaction, alone. Cancels waiting for the turn, not the work.</summary>
    /// <param name="work">The work.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <param name="givesWay">Whether nobody waits for it, so that another process may have the turn first.</param>
    internal async Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellation, bool givesWay = false)
    {
        for (var since = Stopwatch.GetTimestamp(); ; await Task.Delay(givesWay ? GiveWay : AskAgain, cancellation))
        {
            var (hasRun, result) = await ExclusivelyAsync(
                session => session.TryBegin() ? (true, session.Transact(work)) : (false, default(T)!), cancellation);
            if (hasRun)
                return result;
            if (Stopwatch.GetElapsedTime(since) > _busyMax)
                throw SqliteFailures.Locked();
        }
    }

    private async Task<T> ExclusivelyAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            return Guard(Write, work);
        }
        finally
        {
            _writing.Release();
        }
    }

    private T Write<T>(Func<SqliteSession, T> work)
    {
        ThrowIfClosed();
        return work(_writer);
    }

    private T Read<T>(Func<SqliteSession, T> work)
    {
        ThrowIfClosed();
        if (!_readers.TryTake(out var reader))
            reader = new SqliteSession(_connectionString, _readerPragmas);
        try
        {
            var result = work(reader);
            _readers.Add(reader);
            reader = null;
            // Closed meanwhile: the one who closed may not have seen this reader.
            if (_closed)
                CloseReaders();
            return result;
        }
        finally
        {
            // One that failed is not used again.
            reader?.Dispose();
        }
    }

    // What the disk, the file or a lock does to us becomes "unavailable"; a mistake in a statement stays what it is.
    private static T Guard<T>(Func<Func<SqliteSession, T>, T> run, Func<SqliteSession, T> work)
    {
        try
        {
            return run(work);
        }
        catch (SqliteException exception) when (exception.IsOutage())
        {
            throw exception.ToUnavailable();
        }
    }

    private void ThrowIfClosed()
    {
        if (_closed)
            throw new StoreUnavailableException("The database is closed.");
    }

    private void CloseReaders()
    {
        while (_readers.TryTake(out var reader))
            reader.Dispose();
    }
}
