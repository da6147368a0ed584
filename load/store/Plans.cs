using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Verify.Adapters.Sqlite;

namespace Verify.Load.Store;

/// <summary>How SQLite goes about each statement, and what each index is worth: the same lookup with it and as if it were not there.</summary>
internal static class Plans
{
    private const int Lookups = 1_000;

    // What to look for is taken from rows spread over the whole table; NOT INDEXED leaves the table alone to be walked.
    private static readonly (string Index, string Sought, string With)[] Indexes =
    [
        ("fact_by_subject", "subject_key", "SELECT max(revision) FROM fact {0} WHERE subject_key = @sought"),
        ("request_id UNIQUE", "request_id", "SELECT max(revision) FROM fact {0} WHERE request_id = @sought"),
        ("fact_by_recorded_at", "recorded_at", "SELECT max(recorded_at) FROM fact {0} WHERE recorded_at <= @sought"),
    ];

    public static void Print(string data)
    {
        using var database = new SqliteConnection($"Data Source={Path.Combine(data, "verify.db")};Mode=ReadOnly;Pooling=False");
        database.Open();
        Console.WriteLine("| statement | plan |\n| --- | --- |");
        foreach (var operation in SqliteSession.Sql.Operations.Order(StringComparer.Ordinal))
        {
            var plan = string.Join("; ", PlanOf(database, SqliteSession.Sql.Of(operation)));
            if (plan.Length > 0)
                Console.WriteLine($"| {operation} | {plan} |");
        }

        Console.WriteLine("\n| index | lookup with it | without it |\n| --- | --- | --- |");
        foreach (var (index, sought, lookup) in Indexes)
        {
            var values = Spread(database, sought);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {index} | {Time(database, string.Format(CultureInfo.InvariantCulture, lookup, ""), values).TotalMicroseconds:N0} us | {Time(database, string.Format(CultureInfo.InvariantCulture, lookup, "NOT INDEXED"), values[..1]).TotalMilliseconds:N0} ms |"));
        }
    }

    private static List<string> PlanOf(SqliteConnection database, string statement)
    {
        using var command = database.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + statement;
        foreach (var name in statement.Split('(', ')', ' ', ',', ';', '\n').Where(static word => word.StartsWith('@')).Distinct())
            command.Parameters.AddWithValue(name, DBNull.Value);
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
            lines.Add(reader.GetString(3));
        return lines;
    }

    private static object[] Spread(SqliteConnection database, string column)
    {
        using var head = database.CreateCommand();
        head.CommandText = "SELECT max(revision) FROM fact";
        var last = (long)head.ExecuteScalar()!;
        using var pick = database.CreateCommand();
        pick.CommandText = $"SELECT {column} FROM fact WHERE revision = @revision";
        var revision = pick.Parameters.AddWithValue("@revision", 0L);
        return
        [
            .. Enumerable.Range(1, Lookups).Select(i =>
            {
                revision.Value = last * i / (Lookups + 1) + 1;
                return pick.ExecuteScalar()!;
            }),
        ];
    }

    private static TimeSpan Time(SqliteConnection database, string lookup, object[] values)
    {
        using var command = database.CreateCommand();
        command.CommandText = lookup;
        var sought = command.Parameters.AddWithValue("@sought", values[0]);
        var times = new List<TimeSpan>();
        foreach (var value in values)
        {
            sought.Value = value;
            var started = Stopwatch.GetTimestamp();
            command.ExecuteScalar();
            times.Add(Stopwatch.GetElapsedTime(started));
        }

        times.Sort();
        return times[times.Count / 2];
    }
}
