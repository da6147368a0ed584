using Microsoft.Data.Sqlite;
using Verify.Load.Check.Subjects;

namespace Verify.Load.Check.Servers;

/// <summary>The tables over which somebody would write such an endpoint by hand: subjects, and entries with their days.</summary>
internal static class Handwritten
{
    public const string File = "handwritten.db";

    public static void Make(string path, int population)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Run(connection, """
            PRAGMA journal_mode = WAL;
            CREATE TABLE subject (code TEXT PRIMARY KEY, name TEXT NOT NULL, established TEXT NOT NULL);
            CREATE TABLE entry (id INTEGER PRIMARY KEY, code TEXT NOT NULL, colour TEXT NOT NULL, list TEXT NOT NULL, document TEXT NOT NULL,
                reason TEXT NOT NULL, start_on TEXT NOT NULL, end_on TEXT NOT NULL);
            CREATE INDEX entry_by_code ON entry (code);
            """);
        using var transaction = connection.BeginTransaction();
        var today = DateTime.UtcNow.Date;
        foreach (var place in Enumerable.Range(0, population))
        {
            var (code, record) = (Population.CodeOf(place), Population.RecordOf(place));
            Run(connection, "INSERT INTO subject VALUES (@p0, @p1, @p2)",
                code, $"金砂县第{place}号商贸有限公司", Day(today.AddYears(record == Record.Young ? -1 : -8)));
            if (record is Record.Red or Record.Black or Record.Focus)
            {
                Run(connection, "INSERT INTO entry (code, colour, list, document, reason, start_on, end_on) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)",
                    code, record.ToString().ToUpperInvariant(), "LIST", $"金砂列〔2026〕{place}号", "发生较大生产安全事故，负有主要责任",
                    Day(today.AddDays(-60)), Day(today.AddDays(300)));
            }
        }

        transaction.Commit();
    }

    private static string Day(DateTime day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static void Run(SqliteConnection connection, string statement, params ReadOnlySpan<string> values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue($"@p{i}", values[i]);
        command.ExecuteNonQuery();
    }
}
