using Microsoft.Extensions.Logging.Abstractions;
using Verify.Adapters.Sqlite;
using Verify.Audit;
using Verify.Audit.Journal;
using Verify.Registry;

namespace Verify.Load.Journal;

/// <summary>A register to measure, over a fresh embedded store.</summary>
internal sealed class Lane : IAsyncDisposable
{
    private readonly SqliteDatabase _database;
    private readonly SqliteQueryRegister _store;
    private readonly JournaledRegister? _journal;

    private Lane(SqliteDatabase database, SqliteQueryRegister store, JournaledRegister? journal) =>
        (_database, _store, _journal) = (database, store, journal);

    public IQueryRegister Register => (IQueryRegister?)_journal ?? _store;

    /// <summary>Opens a lane.</summary>
    /// <param name="fsync">How the journal syncs; null for no journal.</param>
    /// <param name="shipMs">When the store gets what is journalled.</param>
    /// <param name="folder">An empty folder.</param>
    public static Lane Open(string? fsync, int shipMs, string folder)
    {
        var ring = KeyFile.OpenOrCreate(Path.Combine(folder, "keys.json"));
        var database = SqliteDatabase.Open(new() { ConnectionString = $"Data Source={Path.Combine(folder, "verify.db")}" }, ring);
        var store = new SqliteQueryRegister(database);
        var journal = fsync is null
            ? null
            : JournaledRegister.Open(
                Path.Combine(folder, "journal"),
                store,
                new RegisterOptions { Fsync = fsync, ShipMs = shipMs, MaxMiB = 16_384, QueueMax = 1_000_000 },
                NullLogger.Instance);
        return new Lane(database, store, journal);
    }

    public async ValueTask DisposeAsync()
    {
        if (_journal is not null)
            await _journal.DisposeAsync();
        await _store.DisposeAsync();
        await _database.DisposeAsync();
    }
}
