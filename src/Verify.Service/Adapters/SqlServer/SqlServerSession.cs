using System.Data;
using Dapper;
using Microsoft.Data.SqlClient;

namespace Verify.Adapters.SqlServer;

/// <summary>One connection, in a transaction where there is one, and the statements that run on it.</summary>
internal sealed class SqlServerSession(SqlConnection connection, SqlTransaction? transaction, CancellationToken cancellation)
{
    /// <summary>The statements of this adapter.</summary>
    public static readonly SqlFolder Sql = new("SqlServer");

    /// <summary>Runs an operation and returns the number of rows it changed.</summary>
    public Task<int> ExecuteAsync(string operation, object? values = null) => connection.ExecuteAsync(Command(operation, values));

    /// <summary>Runs an operation that has one result and reads its rows.</summary>
    public async Task<List<T>> QueryAsync<T>(string operation, object? values = null) =>
        (await connection.QueryAsync<T>(Command(operation, values))).AsList();

    /// <summary>Runs an operation and returns the first value of its first row; the default without a row.</summary>
    public Task<T?> FindAsync<T>(string operation, object? values = null) => connection.ExecuteScalarAsync<T>(Command(operation, values));

    /// <summary>Runs an operation that has several results.</summary>
    public Task<SqlMapper.GridReader> QueryMultipleAsync(string operation, object? values = null) =>
        connection.QueryMultipleAsync(Command(operation, values));

    /// <summary>Runs a batch that is no operation.</summary>
    public Task RunAsync(string batch) => connection.ExecuteAsync(new CommandDefinition(batch, null, transaction, cancellationToken: cancellation));

    /// <summary>Adds rows to the table of their name.</summary>
    /// <param name="rows">The rows, their columns called as in the database.</param>
    public async Task AddAsync(DataTable rows)
    {
        if (rows.Rows.Count == 0)
            return;

        // With both options the right to insert is enough.
        const SqlBulkCopyOptions options = SqlBulkCopyOptions.CheckConstraints | SqlBulkCopyOptions.FireTriggers;
        using var bulk = new SqlBulkCopy(connection, options, transaction) { DestinationTableName = rows.TableName };
        foreach (DataColumn column in rows.Columns)
            bulk.ColumnMappings.Add(column.ColumnName, column.ColumnName);
        await bulk.WriteToServerAsync(rows, cancellation);
    }

    private CommandDefinition Command(string operation, object? values) =>
        new(Sql.Of(operation), values, transaction, cancellationToken: cancellation);
}
