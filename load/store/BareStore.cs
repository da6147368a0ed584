using Microsoft.Data.Sqlite;
using Verify.Adapters.Sqlite;

namespace Verify.Load.Store;

/// <summary>
/// The floor of an import: a database with the product's schema, triggers and durability, filled by nothing but prepared inserts.
/// </summary>
internal sealed class BareStore : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _inserts = [];

    public BareStore(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        Run("PRAGMA journal_mode = WAL");
        Run(SqliteDatabase.WriterPragmas);
        foreach (var migration in SqliteSession.Sql.Migrations)
            Run(migration);
        foreach (var (table, columns) in ImportedRows.Tables)
        {
            var parameters = columns.Select(static column => "@" + column).ToArray();
            var insert = _connection.CreateCommand();
            // A person who stands for two organisations comes twice.
            insert.CommandText = $"INSERT OR IGNORE INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", parameters)})";
            foreach (var name in parameters)
                insert.Parameters.Add(new SqliteParameter { ParameterName = name });
            _inserts.Add(table, insert);
        }
    }

    /// <summary>Inserts rows in one transaction.</summary>
    public void Insert(IReadOnlyList<(string Table, object[] Values)> rows)
    {
        using var transaction = _connection.BeginTransaction();
        foreach (var (table, values) in rows)
        {
            var insert = _inserts[table];
            insert.Transaction = transaction;
            for (var i = 0; i < values.Length; i++)
                insert.Parameters[i].Value = values[i];
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public void Dispose()
    {
        foreach (var insert in _inserts.Values)
            insert.Dispose();
        _connection.Dispose();
    }

    private void Run(string script)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = script;
        command.ExecuteNonQuery();
    }
}
