using Microsoft.Data.Sqlite;
using Verify.Adapters.Sqlite;

namespace Verify.Tests.Stores;

/// <summary>How SQLite goes about each statement.</summary>
public sealed class SqlitePlanTests : IDisposable
{
    // They hold what is rare, however much the registry holds.
    private static readonly string[] SmallTables = ["caller", "catalog_publication", "instance", "key_ring", "notice", "retraction"];

    private readonly SqliteConnection _database = new("Data Source=:memory:");

    public SqlitePlanTests()
    {
        _database.Open();
        // The plan of an insert would hold those of its foreign keys' actions too, which are for deletes.
        Run("PRAGMA foreign_keys = OFF");
        foreach (var migration in SqliteSession.Sql.Migrations)
            Run(migration);
    }

    public static TheoryData<string> Operations => [.. SqliteSession.Sql.Operations];

    public void Dispose() => _database.Dispose();

    [Theory]
    [MemberData(nameof(Operations))]
    public void No_statement_walks_through_a_table_that_grows(string operation) => Assert.Empty(WalksOf(SqliteSession.Sql.Of(operation)));

    [Theory]
    [InlineData("SELECT 1 FROM fact WHERE document = @document")]
    [InlineData("SELECT 1 FROM subject_alias AS old WHERE old.subject_key = @key")]
    [InlineData("SELECT 1 FROM fact ORDER BY revision LIMIT 1")]
    [InlineData("SELECT 1 FROM key_ring, check_record WHERE check_record.stage = key_ring.id")]
    public void A_statement_that_does_is_told_from_one_that_does_not(string statement) => Assert.NotEmpty(WalksOf(statement));

    [Theory]
    [InlineData("read_changes_after", "fact USING INTEGER PRIMARY KEY (rowid>?)")]
    [InlineData("find_request", "sqlite_autoindex_fact_1 (request_id=?)")]
    [InlineData("read_facts", "fact_by_subject (subject_key=?)")]
    [InlineData("read_dossier", "fact_by_subject (subject_key=? AND rowid<?)")]
    [InlineData("read_dossiers", "fact_by_subject (subject_key=? AND rowid<?)")]
    [InlineData("read_dossiers", "COVERING INDEX fact_by_recorded_at (recorded_at<?)")]
    [InlineData("read_last_sync", "COVERING INDEX fact_by_sync (subject_key=? AND occurred_at<?)")]
    public void An_index_is_used_for_what_it_is_there_for(string operation, string use) =>
        Assert.Contains(PlanOf(SqliteSession.Sql.Of(operation)), line => line.EndsWith(use, StringComparison.Ordinal));

    // By whatever name it goes: what is scanned is a walk unless it is known to be none.
    private IEnumerable<string> WalksOf(string statement)
    {
        var plan = PlanOf(statement);
        var derived = plan.Select(static line => line.Split(' ')).Where(static words => words[0] is "CO-ROUTINE" or "MATERIALIZE").Select(static words => words[1]);
        string[] harmless = [.. SmallTables, .. derived, "CONSTANT"];
        return plan.Where(line =>
            line.Split(' ') is ["SCAN", var name, ..] && !harmless.Contains(name) && !line.Contains("VIRTUAL TABLE", StringComparison.Ordinal));
    }

    private string[] PlanOf(string statement) => Read("EXPLAIN QUERY PLAN " + statement, column: 3);

    private string[] Read(string text, int column)
    {
        using var command = _database.CreateCommand();
        command.CommandText = text;
        foreach (var name in text.Split('(', ')', ' ', ',', ';', '\n').Where(static word => word.StartsWith('@')).Distinct())
            command.Parameters.AddWithValue(name, DBNull.Value);
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
            lines.Add(reader.GetString(column));
        return [.. lines];
    }

    private void Run(string script)
    {
        using var command = _database.CreateCommand();
        command.CommandText = script;
        command.ExecuteNonQuery();
    }
}
