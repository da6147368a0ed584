namespace Verify.Adapters.Sqlite;

/// <summary>Where the embedded database is, and how long to wait for it.</summary>
public sealed class SqliteStoreOptions
{
    /// <summary>
    /// A Microsoft.Data.Sqlite connection string: <c>Data Source=FILE</c>, or <c>Data Source=:memory:</c> for a database that is
    /// gone when it is closed.
    /// </summary>
    public string ConnectionString { get; set; } = "Data Source=data/verify.db";

    /// <summary>How long to wait for another process that writes the same file, in milliseconds.</summary>
    public int BusyTimeoutMs { get; set; } = 5_000;
}
