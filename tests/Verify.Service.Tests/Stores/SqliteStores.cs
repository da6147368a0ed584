using Verify.Adapters.Sqlite;

namespace Verify.Tests.Stores;

/// <summary>The stores over an embedded database.</summary>
public static class SqliteStores
{
    public static StoresUnderTest Open(string dataSource, TimeProvider time)
    {
        var options = new SqliteStoreOptions { ConnectionString = $"Data Source={dataSource}", BusyTimeoutMs = 10_000 };
        var database = SqliteDatabase.Open(options, TestKeys.Ring);
        var register = new SqliteQueryRegister(database);
        return new(
            new SqliteRegistryStore(database, time),
            register,
            new SqliteAuditStore(database),
            new SqliteRegisterChain(database),
            new SqliteCatalogStore(database),
            new SqliteInstanceRoll(database),
            new SqliteCallerStore(database),
            async () =>
            {
                await register.DisposeAsync();
                await database.DisposeAsync();
            });
    }
}

/// <summary>The acceptance suite on a file.</summary>
public sealed class SqliteFileAcceptance : StoreAcceptance
{
    protected override ValueTask<StoresUnderTest> OpenAsync(TimeProvider time)
    {
        var folder = new TemporaryFolder();
        var stores = SqliteStores.Open(folder.File("verify.db"), time);
        return new(stores with
        {
            Close = async () =>
            {
                await stores.Close();
                folder.Dispose();
            },
        });
    }
}

/// <summary>The acceptance suite in memory.</summary>
public sealed class SqliteMemoryAcceptance : StoreAcceptance
{
    protected override ValueTask<StoresUnderTest> OpenAsync(TimeProvider time) => new(SqliteStores.Open(":memory:", time));
}
