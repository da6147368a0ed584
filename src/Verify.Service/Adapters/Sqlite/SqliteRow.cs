using SQLitePCL;

namespace Verify.Adapters.Sqlite;

/// <summary>The row that a statement stands on; good until it steps on.</summary>
internal readonly ref struct SqliteRow(sqlite3_stmt statement)
{
    private readonly sqlite3_stmt _statement = statement;

    public bool IsDBNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long GetInt64(int column) => raw.sqlite3_column_int64(_statement, column);

    public int GetInt32(int column) => raw.sqlite3_column_int(_statement, column);

    public bool GetBoolean(int column) => GetInt32(column) != 0;

    public string GetString(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    /// <summary>A long, string or byte[], or null.</summary>
    public object? GetValue(int column) => raw.sqlite3_column_type(_statement, column) switch
    {
        raw.SQLITE_NULL => null,
        raw.SQLITE_INTEGER => GetInt64(column),
        raw.SQLITE_TEXT => GetString(column),
        _ => GetBytes(column).ToArray(),
    };

    /// <summary>What a column is called.</summary>
    public string NameOf(int column) => raw.sqlite3_column_name(_statement, column).utf8_to_string();

    public bool IsInteger(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_INTEGER;

    public bool IsText(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_TEXT;

    public bool IsBlob(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_BLOB;

    /// <summary>A BLOB, or a TEXT as the UTF-8 that SQLite keeps; good as long as the row.</summary>
    public ReadOnlySpan<byte> GetBytes(int column) => raw.sqlite3_column_blob(_statement, column);
}

/// <summary>Reads a row into a value.</summary>
internal delegate T SqliteRowReader<out T>(SqliteRow row);
