using Verify.Adapters.SqlServer;
using Verify.Registry;

namespace Verify.Tests.Stores.SqlServer;

/// <summary>The stores over SQL Server.</summary>
internal static class SqlServerStores
{
    public static async Task<StoresUnderTest> OpenAsync(SqlServerTestDatabase database, TimeProvider time, KeyRing? keys = null)
    {
        var options = new SqlServerStoreOptions { ConnectionString = database.ConnectionString };
        var opened = await SqlServerDatabase.OpenAsync(
            options, keys ?? TestKeys.Ring, TimeProvider.System, TestContext.Current.CancellationToken);
        var register = new SqlServerQueryRegister(opened);
        return new(
            new SqlServerRegistryStore(opened, time),
            register,
            new SqlServerAuditStore(opened),
            new SqlServerRegisterChain(opened),
            new SqlServerCatalogStore(opened),
            new SqlServerInstanceRoll(opened),
            new SqlServerCallerStore(opened),
            async () =>
            {
                await register.DisposeAsync();
                await opened.DisposeAsync();
            });
    }
}

/// <summary>The acceptance suite on SQL Server, each test in a database of its own.</summary>
public sealed class SqlServerAcceptance : StoreAcceptance
{
    protected override async ValueTask<StoresUnderTest> OpenAsync(TimeProvider time)
    {
        var database = new SqlServerTestDatabase();
        var stores = await SqlServerStores.OpenAsync(database, time);
        return stores with
        {
            Close = async () =>
            {
                await stores.Close();
                await database.DisposeAsync();
            },
        };
    }
}
