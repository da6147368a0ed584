using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Verify.Adapters.Sqlite;

/// <summary>
/// One connection and its prepared statements; used by one thread at a time. A prepared statement reads a dossier in half the time
/// of one that is compiled for the call, which is why nothing here goes through Dapper.
/// </summary>
internal sealed class SqliteSession : IDisposable
{
    /// <summary>The statements of this adapter.</summary>
    public static readonly SqlFolder Sql = new("Sqlite");

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteStatement> _prepared = new(StringComparer.Ordinal);

    public SqliteSession(string connectionString, string pragmas)
    {
        _connection = new SqliteConnection(connectionString);
        try
        {
            _connection.Open();
            Run(pragmas);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs a script.</summary>
    public object? Run(string script)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = script;
        return command.ExecuteScalar();
    }

    /// <summary>Runs an operation and returns the number of rows it changed.</summary>
    public int Execute(string operation, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var statement = Prepare(operation, values);
        try
        {
            statement.Step();
            return raw.sqlite3_changes(_connection.Handle);
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>Runs an operation and returns the first value of its first row; null without a row.</summary>
    public object? Find(string operation, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var statement = Prepare(operation, values);
        try
        {
            return statement.Step() ? statement.Row.GetValue(0) : null;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>Runs an operation and reads its rows.</summary>
    public List<T> Query<T>(string operation, SqliteRowReader<T> read, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var rows = new List<T>();
        var statement = Prepare(operation, values);
        try
        {
            while (statement.Step())
                rows.Add(read(statement.Row));
            return rows;
        }
        finally
        {
            statement.Reset();
        }
    }

    /// <summary>
    /// Does work in one transaction that holds the write lock from its beginning, so that what the work reads stays true until it
    /// commits. Waits for the lock as long as the connection may.
    /// </summary>
    public T InTransaction<T>(Func<SqliteSession, T> work)
    {
        Run("BEGIN IMMEDIATE");
        return Transact(work);
    }

    /// <summary>Begins a transaction that holds the write lock, for <see cref="Transact"/>; not so where another process has it.</summary>
    public bool TryBegin() => Statement("begin").TryRun();

    /// <summary>Does work in the transaction that was begun, and commits it.</summary>
    public T Transact<T>(Func<SqliteSession, T> work)
    {
        try
        {
            var result = work(this);
            Run("COMMIT");
            return result;
        }
        catch
        {
            // SQLite has already rolled back where the disk failed.
            if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
                Run("ROLLBACK");
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var statement in _prepared.Values)
            statement.Dispose();
        _connection.Dispose();
    }

    /// <summary>The statement of an operation, for <see cref="SqliteStatement.Next(long)"/>.</summary>
    public SqliteStatement Statement(string operation) => Prepare(operation, []);

    private SqliteStatement Prepare(string operation, ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!_prepared.TryGetValue(operation, out var statement))
        {
            statement = new SqliteStatement(_connection.Handle!, Sql.Of(operation), values);
            _prepared.Add(operation, statement);
        }

        statement.Bind(values);
        return statement;
    }
}
