using Microsoft.Data.SqlClient;

namespace Verify.Adapters.SqlServer;

/// <summary>
/// Creates the database where there is none and the login may. Whatever goes wrong here is left for the migration to meet, and may
/// go better with its next attempt: the database may stand all the same, or another instance is just creating it.
/// </summary>
internal static class SqlServerCreation
{
    /// <summary>The same without a pool, for a connection that is alone: it takes its locks with it, and no failure is remembered.</summary>
    public static string Unpooled(string connectionString) =>
        new SqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;

    public static async Task EnsureAsync(string connectionString, CancellationToken cancellation)
    {
        var builder = new SqlConnectionStringBuilder(connectionString) { Pooling = false };
        var database = builder.InitialCatalog;
        try
        {
            if (!await OpensAsync(builder.ConnectionString, cancellation))
            {
                builder.InitialCatalog = "master";
                await RunAsync(builder.ConnectionString, $"CREATE DATABASE [{database.Replace("]", "]]", StringComparison.Ordinal)}]", cancellation);
                builder.InitialCatalog = database;
            }

            await RunAsync(builder.ConnectionString, SqlServerSession.Sql.Of("keep_row_versions"), cancellation);
        }
        catch (SqlException)
        {
            // The failure becomes whatever the migration finds.
        }
    }

    private static async Task<bool> OpensAsync(string connectionString, CancellationToken cancellation)
    {
        await using var connection = new SqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            return true;
        }
        catch (SqlException)
        {
            // Missing or out of reach: the next statement tells.
            return false;
        }
    }

    private static async Task RunAsync(string connectionString, string statement, CancellationToken cancellation)
    {
        await using var connection = new SqlConnection(connectionString);
        await connection.OpenAsync(cancellation);
        await new SqlServerSession(connection, transaction: null, cancellation).RunAsync(statement);
    }
}
