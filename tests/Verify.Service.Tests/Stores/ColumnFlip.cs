using System.Text;
using Microsoft.Data.Sqlite;

namespace Verify.Tests.Stores;

/// <summary>Flips one bit of one stored value, past every trigger and key.</summary>
internal static class ColumnFlip
{
    /// <summary>Flips a bit of the value in some row that has one; false where it cannot be another value of its type.</summary>
    public static bool TryApply(string path, string table, string column, int bit, int row = 0)
    {
        using var connection = ByHand.Connect(path);
        Run(connection, "PRAGMA foreign_keys = OFF");
        foreach (var trigger in Read(connection, $"SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = '{table}'"))
            Run(connection, $"DROP TRIGGER {trigger[0]}");
        var key = string.Join(", ", Read(connection, $"SELECT name FROM pragma_table_info('{table}') WHERE pk > 0 ORDER BY pk").Select(static name => name[0]));
        var rows = Read(connection, $"SELECT {column}, {key} FROM {table} WHERE {column} IS NOT NULL AND length({column}) > 0");
        if (rows.Count == 0)
            return false;

        var chosen = rows[(int)((uint)row % (uint)rows.Count)];
        var flipped = Flip(chosen[0], bit);
        using var update = connection.CreateCommand();
        var names = key.Split(", ");
        update.CommandText = $"UPDATE {table} SET {column} = @value WHERE {string.Join(" AND ", names.Select((name, i) => $"{name} = @key{i}"))}";
        update.Parameters.AddWithValue("@value", flipped);
        for (var i = 0; i < names.Length; i++)
            update.Parameters.AddWithValue($"@key{i}", chosen[i + 1]);
        try
        {
            return update.ExecuteNonQuery() == 1;
        }
        catch (SqliteException)
        {
            // A key that is there already.
            return false;
        }
    }

    // Texts stay texts of ASCII, as SQLite would otherwise take them in another encoding; flips of files know no such limit.
    private static object Flip(object value, int bit) => value switch
    {
        long number => number ^ (1L << (int)((uint)bit % 63)),
        string text => FlipText(text, bit),
        byte[] bytes => FlipBytes(bytes, bit),
        _ => throw new InvalidOperationException($"A {value.GetType()}."),
    };

    private static string FlipText(string text, int bit)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var place = (int)((uint)bit % (uint)(bytes.Length * 7));
        bytes[place / 7] ^= (byte)(1 << (place % 7));
        return Encoding.UTF8.GetString(bytes);
    }

    private static byte[] FlipBytes(byte[] bytes, int bit)
    {
        var place = (int)((uint)bit % (uint)(bytes.Length * 8));
        bytes[place / 8] ^= (byte)(1 << (place % 8));
        return bytes;
    }

    private static List<object[]> Read(SqliteConnection connection, string query)
    {
        using var command = new SqliteCommand(query, connection);
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    private static void Run(SqliteConnection connection, string statement)
    {
        using var command = new SqliteCommand(statement, connection);
        command.ExecuteNonQuery();
    }
}
