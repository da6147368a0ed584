using Microsoft.Data.Sqlite;

namespace Verify.Tests.Stores;

/// <summary>The database file under somebody else's hands.</summary>
public static class ByHand
{
    public static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        connection.Open();
        return connection;
    }

    /// <summary>Runs a statement and returns the first value of its first row.</summary>
    public static object? Run(string path, string statement)
    {
        using var connection = Connect(path);
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        return command.ExecuteScalar();
    }
}
