using Microsoft.Data.SqlClient;

namespace Verify.Adapters.SqlServer;

/// <summary>Where the database is.</summary>
public sealed class SqlServerStoreOptions
{
    /// <summary>
    /// A Microsoft.Data.SqlClient connection string that names a database. Its <c>Command Timeout</c> and <c>Connect Timeout</c> say
    /// how long to wait, in seconds.
    /// </summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>
    /// Whether the tables of the register's chain are made as append-only ledger tables, which SQL Server 2022 and Azure SQL have: the
    /// server itself then keeps everybody from changing them, its administrators included, and proves it by digests that it gives out.
    /// Heeded when the tables are made, never after.
    /// </summary>
    public bool Ledger { get; set; }

    /// <summary>Everything that is wrong; no message quotes the connection string, which may hold a password.</summary>
    public IReadOnlyList<string> Faults()
    {
        try
        {
            var builder = new SqlConnectionStringBuilder(ConnectionString);
            var faults = new List<string>();
            if (builder.DataSource.Length == 0)
                faults.Add("name a Server.");
            if (builder.InitialCatalog.Length == 0)
                faults.Add("name a Database.");
            if (IsInvariant)
                faults.Add("SqlClient needs ICU: install it (libicu) and unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.");
            return faults;
        }
        // FormatException: a number that is none.
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            return ["not a connection string of SQL Server."];
        }
    }

    // As the runtime itself finds out, https://learn.microsoft.com/dotnet/core/runtime-config/globalization.
    private static bool IsInvariant => AppContext.TryGetSwitch("System.Globalization.Invariant", out var invariant)
        ? invariant
        : Environment.GetEnvironmentVariable("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT") is "1" or "true";
}
