using Verify.Adapters.Sqlite;
using Verify.Adapters.SqlServer;
using Verify.Audit;
using Verify.Audit.Chain;
using Verify.Audit.Journal;
using Verify.Callers;
using Verify.Catalogs;
using Verify.Registry;

namespace Verify.Hosting;

/// <summary>The stores of the backend that the options name, open and migrated, the register behind its journal.</summary>
internal sealed record OpenStores(
    IRegistryStore Registry,
    IQueryRegister Register,
    IAuditStore Audit,
    IRegisterChain Chain,
    ICatalogStore Catalogs,
    IInstanceRoll Roll,
    ICallerStore Callers,
    Func<ValueTask> Close)
    : IAsyncDisposable
{
    /// <summary>The journal before the register.</summary>
    public JournaledRegister? Journal { get; private init; }

    /// <summary>Opens them.</summary>
    /// <exception cref="StoreRefusedException">The database must not be used.</exception>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public static async Task<OpenStores> OpenAsync(
        VerifyOptions options, KeyRing keys, TimeProvider clock, ILoggerFactory loggers, IProgress<MigrationStep>? migrating, CancellationToken cancellation)
    {
        var stores = options.Store.SqlServer.Length > 0
            // Attempts wait in the machine's time, wherever the service's clock stands.
            ? OpenSqlServer(
                await SqlServerDatabase.OpenAsync(new() { ConnectionString = options.Store.SqlServer, Ledger = options.Store.SqlServerLedger }, keys, TimeProvider.System, cancellation, migrating),
                clock)
            : OpenSqlite(SqliteDatabase.Open(new() { ConnectionString = SqliteConnectionString(options) }, keys, migrating), clock);
        try
        {
            return stores.BehindJournal(options, clock, loggers);
        }
        catch
        {
            await stores.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Close();

    private OpenStores BehindJournal(VerifyOptions options, TimeProvider clock, ILoggerFactory loggers)
    {
        var register = JournaledRegister.Open(
            options.JournalFolder, (IRegisterStore)Register, options.Register, loggers.CreateLogger<JournaledRegister>());
        return this with
        {
            Register = register,
            Journal = register,
            Audit = new JournaledAudit(Audit, register, JournaledAudit.Lag, clock),
            Close = () => CloseAsync(register, this),
        };
    }

    private static string SqliteConnectionString(VerifyOptions options) =>
        options.Store.Sqlite.Length > 0 ? options.Store.Sqlite : $"Data Source={Path.Combine(options.Data, "verify.db")}";

    private static OpenStores OpenSqlite(SqliteDatabase database, TimeProvider clock)
    {
        var register = new SqliteQueryRegister(database);
        return new OpenStores(
            new SqliteRegistryStore(database, clock),
            register,
            new SqliteAuditStore(database),
            new SqliteRegisterChain(database),
            new SqliteCatalogStore(database),
            new SqliteInstanceRoll(database),
            new SqliteCallerStore(database),
            () => CloseAsync(register, database));
    }

    private static OpenStores OpenSqlServer(SqlServerDatabase database, TimeProvider clock)
    {
        var register = new SqlServerQueryRegister(database);
        return new OpenStores(
            new SqlServerRegistryStore(database, clock),
            register,
            new SqlServerAuditStore(database),
            new SqlServerRegisterChain(database),
            new SqlServerCatalogStore(database),
            new SqlServerInstanceRoll(database),
            new SqlServerCallerStore(database),
            () => CloseAsync(register, database));
    }

    // The journal ships what waits, for which it needs the store's register; that commits what waits, for which it needs the database.
    private static async ValueTask CloseAsync(IAsyncDisposable register, IAsyncDisposable under)
    {
        await register.DisposeAsync();
        await under.DisposeAsync();
    }
}
