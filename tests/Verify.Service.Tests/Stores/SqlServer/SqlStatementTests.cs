using System.Text.RegularExpressions;
using Verify.Adapters.SqlServer;
using Verify.Service.Tests.House;

namespace Verify.Tests.Stores.SqlServer;

public sealed class SqlStatementTests
{
    /// <summary>Sets row versions where that is allowed; its refusal is expected and passed over.</summary>
    private const string Tolerated = "keep_row_versions.sql";

    public static TheoryData<string> Files =>
        [.. Repository.Under("src/Verify.Service/Adapters/SqlServer/", ".sql").Select(static file => file.Path)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_statement_runs_on_everything_that_speaks_T_SQL(string path)
    {
        var file = Repository.Under(path, ".sql").Single();
        var faults = PortableSql.FaultsOf(file.Text);
        if (path.EndsWith(Tolerated, StringComparison.Ordinal))
            Assert.Equal("ALTER DATABASE", Assert.Single(faults).Split(": ")[1]);
        else
            Assert.Empty(faults);
    }

    [Theory]
    [InlineData("SELECT FROM WHERE", null)]
    [InlineData("MERGE fact AS t USING subject AS s ON t.id = s.id WHEN MATCHED THEN DELETE;", "MERGE")]
    [InlineData("WAITFOR DELAY '00:00:01'", "WAITFOR")]
    [InlineData("CREATE SEQUENCE s AS BIGINT", "SEQUENCE")]
    [InlineData("DENY SELECT ON fact TO somebody", "DENY")]
    [InlineData("ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON", "ALTER DATABASE")]
    [InlineData("CREATE OR ALTER TRIGGER t ON fact AFTER DELETE AS THROW 51000, N'', 1", "CREATE OR ALTER")]
    [InlineData("CREATE OR ALTER PROCEDURE p AS SELECT 1", "CREATE OR ALTER")]
    [InlineData("CREATE TABLE t (a INT NOT NULL, INDEX i (a))", "an index inside CREATE TABLE")]
    [InlineData("CREATE TABLE t (a INT NOT NULL INDEX i)", "an index inside CREATE TABLE")]
    [InlineData("CREATE TABLE t (a INT PRIMARY KEY, f DATETIME2 GENERATED ALWAYS AS ROW START, u DATETIME2 GENERATED ALWAYS AS ROW END, PERIOD FOR SYSTEM_TIME (f, u)) WITH (SYSTEM_VERSIONING = ON)", "a temporal table")]
    [InlineData("ALTER TABLE t ADD a INT NULL, b INT NULL", "several columns in one ALTER TABLE")]
    [InlineData("ALTER TABLE t ALTER COLUMN a INT NULL", "ALTER COLUMN … NULL")]
    [InlineData("ALTER TABLE t ALTER COLUMN a INT NOT NULL", "ALTER COLUMN … NULL")]
    [InlineData("SELECT a FROM t WITH (UPDLOCK, HOLDLOCK)", "a lock hint")]
    [InlineData("SELECT TOP (1) WITH TIES a FROM t ORDER BY a", "TOP WITH TIES")]
    [InlineData("UPDATE t SET a = 1 OUTPUT inserted.a", "OUTPUT of an UPDATE")]
    [InlineData("UPDATE t SET a = 1 OUTPUT deleted.a, inserted.a INTO u", "OUTPUT of an UPDATE")]
    [InlineData("UPDATE t SET @x = a = a + 1", "SET @variable = column = …")]
    [InlineData("WITH c AS (SELECT a FROM t) DELETE FROM c", "a change through a common table expression")]
    [InlineData("SELECT HASHBYTES('SHA2_256', a) FROM t", "HASHBYTES")]
    [InlineData("EXEC sp_rename 't', 'u'", "sp_rename")]
    [InlineData("SELECT value FROM STRING_SPLIT(N'a', N',', 1)", null)]
    [InlineData("SELECT a FROM OPENJSON(@x) WITH (a NVARCHAR(MAX) '$')", "OPENJSON … WITH (… (MAX))")]
    public void A_planted_statement_that_does_not_run_everywhere_is_found(string statement, string? what)
    {
        var faults = PortableSql.FaultsOf(statement);
        Assert.NotEmpty(faults);
        if (what is not null)
            Assert.Contains($"1: {what}", faults);
    }

    [Theory]
    [InlineData("INSERT INTO t (a) OUTPUT inserted.a VALUES (1); DELETE FROM t OUTPUT deleted.a")]
    [InlineData("WITH c AS (SELECT a FROM t) SELECT a FROM c")]
    [InlineData("ALTER TABLE t ADD a INT NULL; SELECT TOP (1) a FROM t; SELECT a FROM OPENJSON(@x) WITH (a NVARCHAR(4000) '$')")]
    public void What_runs_everywhere_is_let_pass(string statement) => Assert.Empty(PortableSql.FaultsOf(statement));

    [Fact]
    public void The_chain_is_an_append_only_ledger_where_that_is_asked_for_and_an_ordinary_table_else()
    {
        var ordinary = string.Join('\n', SqlServerSession.Sql.Migrations.Select(static script => SqlServerMigrations.WithLedger(script, ledger: false)));
        var ledger = string.Join('\n', SqlServerSession.Sql.Migrations.Select(static script => SqlServerMigrations.WithLedger(script, ledger: true)));

        Assert.DoesNotContain("LEDGER", ordinary, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(
            ["check_block", "check_removal"],
            Regex.Matches(ledger, @"CREATE TABLE (\w+) \([^;]*\n\) WITH \(LEDGER = ON \(APPEND_ONLY = ON\)\);").Select(static match => match.Groups[1].Value));
        Assert.Equal(2, Regex.Count(ledger, "LEDGER = ON"));
    }

    [Fact]
    public void A_script_is_cut_where_a_line_says_GO_and_nowhere_else() =>
        Assert.Equal(
            ["SELECT 1\n-- GO on", "SELECT N'GO'", "SELECT 2"],
            SqlServerMigrations.BatchesOf("SELECT 1\n-- GO on\nGO\nSELECT N'GO'\r\n GO \n\nGO\nSELECT 2"));
}
