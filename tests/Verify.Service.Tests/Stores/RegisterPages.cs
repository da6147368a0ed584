using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Verify.Tests.Stores;

/// <summary>The pages of the database file that hold the register's tables and their indexes, found by walking their trees.</summary>
internal static class RegisterPages
{
    private const string Tables = "'check_record', 'check_subject', 'check_entry', 'check_measure', 'notice', 'check_block', 'check_removal'";
    private const byte InteriorIndex = 2;
    private const byte InteriorTable = 5;

    public static IReadOnlyList<(long Offset, int Length)> Of(string path)
    {
        var size = (int)(long)ByHand.Run(path, "PRAGMA page_size")!;
        var file = File.ReadAllBytes(path);
        var waiting = new Stack<int>(Read(path, $"SELECT rootpage FROM sqlite_schema WHERE tbl_name IN ({Tables}) AND rootpage > 0")
            .Select(static page => int.Parse(page, CultureInfo.InvariantCulture)));
        var pages = new List<(long, int)>();
        while (waiting.TryPop(out var number))
        {
            var page = file.AsSpan((number - 1) * size, size);
            pages.Add(((number - 1) * (long)size, size));
            if (page[0] is not (InteriorIndex or InteriorTable))
                continue;
            for (var cell = 0; cell < BinaryPrimitives.ReadUInt16BigEndian(page[3..]); cell++)
                waiting.Push(BinaryPrimitives.ReadInt32BigEndian(page[BinaryPrimitives.ReadUInt16BigEndian(page[(12 + (2 * cell))..])..]));
            waiting.Push(BinaryPrimitives.ReadInt32BigEndian(page[8..]));
        }

        return pages;
    }

    /// <summary>Flips one bit; returns which, counted from the beginning of the file.</summary>
    public static long FlipOne(string path, IReadOnlyList<(long Offset, int Length)> pages, Random random)
    {
        var (offset, length) = pages[random.Next(pages.Count)];
        var at = offset + random.Next(length);
        var bit = random.Next(8);
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        var one = new byte[1];
        RandomAccess.Read(file, one, at);
        one[0] ^= (byte)(1 << bit);
        RandomAccess.Write(file, one, at);
        return (at * 8) + bit;
    }

    /// <summary>Everything that the register's tables hold, as text: values with their types, by the tables themselves and not their indexes.</summary>
    public static string ContentOf(string path)
    {
        var content = new StringBuilder();
        foreach (var table in Tables.Split(", ").Select(static name => name.Trim('\'')))
        {
            var columns = string.Join(" || '|' || ", Read(path, $"SELECT name FROM pragma_table_info('{table}')").Select(static name => $"typeof({name}) || quote({name})"));
            content.AppendLine(table).AppendJoin('\n', Read(path, $"SELECT {columns} FROM {table} NOT INDEXED"));
        }

        return content.ToString();
    }

    private static List<string> Read(string path, string query)
    {
        using var connection = ByHand.Connect(path);
        using var command = new SqliteCommand(query, connection);
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetString(0));
        return rows;
    }
}
