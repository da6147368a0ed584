using Verify.Adapters.Sqlite;
using Verify.Adapters.SqlServer;
using Verify.Audit;
using Verify.Catalogs;
using Verify.Registry;

namespace Verify.Hosting;

/// <summary>The stores of the backend that the options name, open and migrated.</summary>
internal sealed record OpenStores(
    IRegistryStore Registry, IQueryRegister Register, IAuditStore Audit, ICatalogStore Catalogs, IInstanceRoll Roll, Func<ValueTask> Close)
    : IAsyncDisposable
{
    /// <summary>Opens them.</summary>
    /// <exception cref="StoreRefusedException">The database must not be used.</exception>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public static async Task<OpenStores> OpenAsync(VerifyOptions options, KeyRing keys, TimeProvider clock, CancellationToken cancellation) =>
        options.Store.SqlServer.Length > 0
            // Attempts wait in the machine's time, wherever the service's clock stands.
            ? OpenSqlServer(
                await SqlServerDatabase.OpenAsync(new() { ConnectionString = options.Store.SqlServer }, keys, TimeProvider.System, cancellation),
                clock)
            : OpenSqlite(SqliteDatabase.Open(new() { ConnectionString = SqliteConnectionString(options) }, keys), clock);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Close();

    private static string SqliteConnectionString(VerifyOptions options) =>
        options.Store.Sqlite.Length > 0 ? options.Store.Sqlite : $"Data Source={Path.Combine(options.Data, "verify.db")}";

    private static OpenStores OpenSqlite(SqliteDatabase database, TimeProvider clock)
    {
        var register = new SqliteQueryRegister(database);
        return new OpenStores(
            new SqliteRegistryStore(database, clock),
            register,
            new SqliteAuditStore(database),
            new SqliteCatalogStore(database),
            new SqliteInstanceRoll(database),
            () => CloseAsync(register, database));
    }

    private static OpenStores OpenSqlServer(SqlServerDatabase database, TimeProvider clock)
    {
        var register = new SqlServerQueryRegister(database);
        return new OpenStores(
            new SqlServerRegistryStore(database, clock),
            register,
            new SqlServerAuditStore(database),
            new SqlServerCatalogStore(database),
            new SqlServerInstanceRoll(database),
            () => CloseAsync(register, database));
    }

    // The register commits what waits, for which it needs the database.
    private static async ValueTask CloseAsync(IAsyncDisposable register, IAsyncDisposable database)
    {
        await register.DisposeAsync();
        await database.DisposeAsync();
    }
}
