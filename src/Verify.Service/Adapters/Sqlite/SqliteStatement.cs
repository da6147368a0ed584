using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Verify.Adapters.Sqlite;

/// <summary>
/// A prepared statement. Spoken to directly: what an ADO.NET command does around one execution takes longer than SQLite takes to find
/// a row by its key.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    // Longer texts are rare enough for the heap.
    private const int StackBytes = 512;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly int[] _places;

    private int _bound;

    public SqliteStatement(sqlite3 database, string text, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, text, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        _places = new int[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
            _places[i] = raw.sqlite3_bind_parameter_index(_statement, parameters[i].Name);
    }

    /// <summary>
    /// Binds parameters, which come with the same names in the same order as when the statement was prepared. Those that it does not
    /// mention have the place 0 and are passed over.
    /// </summary>
    public void Bind(ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            if (_places[i] > 0)
                Check(Bind(_places[i], parameters[i].Value));
        }
    }

    /// <summary>
    /// Binds the next parameter in the order in which the statement first mentions them: for rows by the thousand, where names, tuples
    /// and boxes would cost more than the row.
    /// </summary>
    public SqliteStatement Next(long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, ++_bound, value));
        return this;
    }

    /// <summary>As <see cref="Next(long)"/>; null is NULL.</summary>
    public SqliteStatement Next(long? value) => value is { } number ? Next(number) : NextNull();

    /// <summary>As <see cref="Next(long)"/>; null is NULL.</summary>
    public SqliteStatement Next(string? value)
    {
        if (value is null)
            return NextNull();
        _bound++;
        // An empty span is a null pointer, which SQLite takes for NULL.
        Check(value.Length == 0 ? raw.sqlite3_bind_text(_statement, _bound, "") : Bind(_bound, value));
        return this;
    }

    /// <summary>As <see cref="Next(long)"/>; the usual text of it.</summary>
    public SqliteStatement Next(Guid value)
    {
        Span<byte> text = stackalloc byte[36];
        value.TryFormat(text, out _);
        Check(raw.sqlite3_bind_text(_statement, ++_bound, text));
        return this;
    }

    /// <summary>As <see cref="Next(long)"/>.</summary>
    public SqliteStatement Next(ReadOnlySpan<byte> value)
    {
        _bound++;
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(_statement, _bound, 0) : raw.sqlite3_bind_blob(_statement, _bound, value));
        return this;
    }

    /// <summary>Runs a statement that gives no rows, and is ready for the next; how many rows it changed.</summary>
    public int Run()
    {
        try
        {
            Step();
            return raw.sqlite3_changes(_database);
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Runs a statement that wants a lock; not so where another connection has it.</summary>
    public bool TryRun()
    {
        var result = raw.sqlite3_step(_statement);
        Reset();
        // Of an extended code the lowest byte is the primary one.
        if ((result & 0xFF) == raw.SQLITE_BUSY)
            return false;
        if (result != raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(result, _database);
        return true;
    }

    /// <summary>Goes to the next row; whether there is one.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW)
            return true;
        if (result != raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(result, _database);
        return false;
    }

    /// <summary>The row.</summary>
    public SqliteRow Row => new(_statement);

    /// <summary>Ends an execution, whatever came of it: an open statement keeps its snapshot, and the log from being checkpointed.</summary>
    public void Reset()
    {
        _bound = 0;
        raw.sqlite3_reset(_statement);
    }

    public void Dispose() => _statement.Dispose();

    private SqliteStatement NextNull()
    {
        Check(raw.sqlite3_bind_null(_statement, ++_bound));
        return this;
    }

    private int Bind(int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(_statement, place),
        long number => raw.sqlite3_bind_int64(_statement, place, number),
        int number => raw.sqlite3_bind_int(_statement, place, number),
        bool flag => raw.sqlite3_bind_int(_statement, place, flag ? 1 : 0),
        // An empty span is a null pointer, which SQLite takes for NULL.
        "" => raw.sqlite3_bind_text(_statement, place, ""),
        byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(_statement, place, 0),
        string text => Bind(place, text),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
        _ => throw new ArgumentException($"A {value.GetType()} cannot be bound.", nameof(value)),
    };

    private int Bind(int place, string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> bytes = most <= StackBytes ? stackalloc byte[StackBytes] : new byte[most];
        return raw.sqlite3_bind_text(_statement, place, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, _database);
    }
}
