using Microsoft.Data.Sqlite;
using Verify.Registry;

namespace Verify.Adapters.Sqlite;

/// <summary>Tells a store that cannot be reached from a mistake of ours, which is left to be seen.</summary>
internal static class SqliteFailures
{
    private const int Busy = 5;

    /// <summary>Whether file, disk or lock failed, rather than the statement.</summary>
    public static bool IsOutage(this SqliteException exception) => NameOf(exception.SqliteErrorCode) is not null;

    /// <summary>The failure as the contracts of rung 3 know it.</summary>
    public static StoreUnavailableException ToUnavailable(this SqliteException exception) =>
        new($"SQLite: {NameOf(exception.SqliteErrorCode)} ({exception.SqliteExtendedErrorCode}).", exception);

    /// <summary>Another process has the lock for longer than we wait.</summary>
    public static StoreUnavailableException Locked() => new SqliteException("database is locked", Busy).ToUnavailable();

    // https://sqlite.org/rescode.html
    private static string? NameOf(int primaryCode) => primaryCode switch
    {
        3 => "permission denied",
        Busy => "locked by another process beyond the time to wait",
        6 => "locked by another connection",
        7 => "out of memory",
        8 => "read-only",
        10 => "disk I/O error",
        11 => "the file is damaged",
        13 => "disk full",
        14 => "the file cannot be opened",
        15 => "locking protocol failed",
        26 => "the file is not a database",
        _ => null,
    };
}
