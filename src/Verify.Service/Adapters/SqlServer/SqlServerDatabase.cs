using System.Data;
using Dapper;
using Microsoft.Data.SqlClient;
using Verify.Registry;

namespace Verify.Adapters.SqlServer;

/// <summary>
/// A database of SQL Server, Azure SQL or Babelfish. Connections come from SqlClient's pool; what fails in passing is attempted
/// again, what fails for good is unavailable, and a mistake in a statement stays what it is.
/// </summary>
public sealed class SqlServerDatabase : IAsyncDisposable
{
    private readonly string _connectionString;
    private readonly SqlServerRetry _retry;
    private volatile bool _closed;

    // Columns are called as SQL does, properties as C# does.
    static SqlServerDatabase() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    private SqlServerDatabase(SqlServerStoreOptions options, TimeProvider time)
    {
        var builder = new SqlConnectionStringBuilder(options.ConnectionString);
        // The pool's default is to repeat a failure to connect for up to a minute without another try.
        builder.PoolBlockingPeriod = PoolBlockingPeriod.NeverBlock;
        _connectionString = builder.ConnectionString;
        _retry = new SqlServerRetry(time);
    }

    /// <summary>Opens the database, creates it where it is missing, and brings it to the version of this program.</summary>
    /// <param name="options">Where it is; without <see cref="SqlServerStoreOptions.Faults"/>.</param>
    /// <param name="keys">The ring that names its persons.</param>
    /// <param name="time">Times the attempts; not the clock by which facts are dated.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="migrating">Hears of each step before it is done.</param>
    /// <exception cref="StoreUnavailableException">It cannot be reached.</exception>
    /// <exception cref="StoreRefusedException">It is newer than this program, or belongs to another key ring.</exception>
    public static async Task<SqlServerDatabase> OpenAsync(
        SqlServerStoreOptions options, KeyRing keys, TimeProvider time, CancellationToken cancellation, IProgress<MigrationStep>? migrating = null)
    {
        var database = new SqlServerDatabase(options, time);
        await database._retry.RunAsync(
            async () =>
            {
                await SqlServerCreation.EnsureAsync(options.ConnectionString, cancellation);
                return await AttemptAsync(
                    SqlServerCreation.Unpooled(options.ConnectionString),
                    connection => SqlServerMigrations.ApplyAsync(connection, keys.Fingerprint, options.Ledger, migrating, cancellation),
                    cancellation);
            },
            cancellation);
        return database;
    }

    /// <summary>Lets go of the pooled connections; later calls find the database unavailable.</summary>
    public ValueTask DisposeAsync()
    {
        _closed = true;
        using var connection = new SqlConnection(_connectionString);
        SqlConnection.ClearPool(connection);
        return ValueTask.CompletedTask;
    }

    /// <summary>Reads.</summary>
    internal Task<T> ReadAsync<T>(Func<SqlServerSession, Task<T>> work, CancellationToken cancellation) =>
        RunAsync(connection => work(new SqlServerSession(connection, transaction: null, cancellation)), cancellation);

    /// <summary>
    /// Does work in one transaction, which is done again from its beginning where it failed in passing. Cancels waiting and work, not
    /// the commit.
    /// </summary>
    internal Task<T> WriteAsync<T>(Func<SqlServerSession, Task<T>> work, CancellationToken cancellation) => RunAsync(
        async connection =>
        {
            await using var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
            var result = await work(new SqlServerSession(connection, transaction, cancellation));
            await transaction.CommitAsync(CancellationToken.None);
            return result;
        },
        cancellation);

    /// <summary>
    /// Runs an operation of one statement, which is a transaction of its own: one round trip. Attempted again like all work. Returns
    /// the number of rows it changed.
    /// </summary>
    internal Task<int> ExecuteAsync(string operation, object values, CancellationToken cancellation) =>
        ReadAsync(session => session.ExecuteAsync(operation, values), cancellation);

    private Task<T> RunAsync<T>(Func<SqlConnection, Task<T>> work, CancellationToken cancellation) =>
        _closed
            ? throw new StoreUnavailableException("The database is closed.")
            : _retry.RunAsync(() => AttemptAsync(_connectionString, work, cancellation), cancellation);

    private static async Task<T> AttemptAsync<T>(
        string connectionString, Func<SqlConnection, Task<T>> work, CancellationToken cancellation)
    {
        await using var connection = new SqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            return await work(connection);
        }
        catch (SqlException) when (cancellation.IsCancellationRequested)
        {
            // SqlClient reports a cancelled statement as an error of the server.
            throw new OperationCanceledException(cancellation);
        }
        catch (Exception exception) when (SqlServerFailure.Of(exception, connection.State) is { } failure)
        {
            throw failure;
        }
    }
}
