using Dapper;
using Microsoft.Data.SqlClient;
using Verify.Adapters.SqlServer;

namespace Verify.Tests.Stores.SqlServer;

/// <summary>
/// A database for one test on the server that <c>VERIFY_TEST_SQLSERVER</c> names by a connection string, whose login may create
/// databases; made by whoever opens it first and dropped afterwards. Without the variable the test is skipped.
/// </summary>
internal sealed class SqlServerTestDatabase : IAsyncDisposable
{
    private const string Variable = "VERIFY_TEST_SQLSERVER";
    private const int DropAttemptsMax = 20;

    private readonly string _name = $"verify_test_{Guid.NewGuid():N}";
    private readonly string _server;

    public SqlServerTestDatabase()
    {
        _server = Environment.GetEnvironmentVariable(Variable) ?? "";
        if (_server.Length == 0)
            Assert.Skip($"{Variable} is not set: no SQL Server to test with.");
        ConnectionString = new SqlConnectionStringBuilder(_server) { InitialCatalog = _name }.ConnectionString;
    }

    public string ConnectionString { get; }

    /// <summary>Runs a statement by hand and returns the first value of its first row.</summary>
    public async Task<object?> RunAsync(string statement)
    {
        await using var connection = new SqlConnection(Unpooled(ConnectionString));
        return await connection.ExecuteScalarAsync(statement);
    }

    /// <summary>Makes the database as a program left it that knew no more versions than this.</summary>
    public async Task CreateAsync(int version)
    {
        await SqlServerCreation.EnsureAsync(ConnectionString, TestContext.Current.CancellationToken);
        await RunAsync(SqlServerSession.Sql.Of("create_schema_version"));
        for (var next = 1; next <= version; next++)
        {
            foreach (var batch in SqlServerMigrations.BatchesOf(SqlServerSession.Sql.Migrations[next - 1]))
                await RunAsync(batch);
            await RunAsync($"INSERT INTO schema_version (version) VALUES ({next})");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await using var connection = new SqlConnection(Unpooled(_server));
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await connection.ExecuteAsync($"IF DB_ID(N'{_name}') IS NOT NULL DROP DATABASE [{_name}]");
                return;
            }
            catch (SqlException) when (attempt < DropAttemptsMax)
            {
                // Babelfish refuses to drop a database while it creates another, for another test.
            }
        }
    }

    private static string Unpooled(string connectionString) =>
        new SqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;
}
