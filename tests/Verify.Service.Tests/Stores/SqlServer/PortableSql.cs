using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Verify.Tests.Stores.SqlServer;

/// <summary>
/// Holds a script to the T-SQL that SQL Server 2019, Azure SQL and Babelfish all run alike: it parses as SQL Server 2019's, and has
/// nothing that one of them refuses, ignores or does differently.
/// </summary>
internal sealed class PortableSql : TSqlFragmentVisitor
{
    private readonly List<string> _faults = [];

    private PortableSql()
    {
    }

    public static IReadOnlyList<string> FaultsOf(string script)
    {
        var tree = new TSql150Parser(initialQuotedIdentifiers: true).Parse(new StringReader(script), out var errors);
        if (errors.Count > 0)
            return [.. errors.Select(static error => $"{error.Line}: {error.Message}")];
        var visitor = new PortableSql();
        tree.Accept(visitor);
        return visitor._faults;
    }

    public override void Visit(MergeStatement node) => Add(node, "MERGE");

    public override void Visit(WaitForStatement node) => Add(node, "WAITFOR");

    public override void Visit(CreateSequenceStatement node) => Add(node, "SEQUENCE");

    public override void Visit(DenyStatement node) => Add(node, "DENY");

    public override void Visit(AlterDatabaseStatement node) => Add(node, "ALTER DATABASE");

    public override void Visit(CreateOrAlterTriggerStatement node) => Add(node, "CREATE OR ALTER");

    public override void Visit(CreateOrAlterProcedureStatement node) => Add(node, "CREATE OR ALTER");

    public override void Visit(CreateOrAlterFunctionStatement node) => Add(node, "CREATE OR ALTER");

    public override void Visit(CreateOrAlterViewStatement node) => Add(node, "CREATE OR ALTER");

    public override void Visit(TableDefinition node)
    {
        if (node.Indexes.Count > 0 || node.ColumnDefinitions.Any(static column => column.Index is not null))
            Add(node, "an index inside CREATE TABLE");
        if (node.SystemTimePeriod is not null)
            Add(node, "a temporal table");
    }

    public override void Visit(AlterTableAddTableElementStatement node)
    {
        if (node.Definition.ColumnDefinitions.Count > 1)
            Add(node, "several columns in one ALTER TABLE");
    }

    public override void Visit(AlterTableAlterColumnStatement node)
    {
        if (node.AlterTableAlterColumnOption is AlterTableAlterColumnOption.Null or AlterTableAlterColumnOption.NotNull)
            Add(node, "ALTER COLUMN … NULL");
    }

    // Babelfish takes hints and ignores them, so that nothing may rest on one.
    public override void Visit(TableHint node) => Add(node, "a lock hint");

    public override void Visit(TopRowFilter node)
    {
        if (node.WithTies)
            Add(node, "TOP WITH TIES");
    }

    // Babelfish refuses both sides at once, and of one side gives the row as it was before the wait for its lock.
    public override void Visit(UpdateSpecification node)
    {
        if (node.OutputClause is not null || node.OutputIntoClause is not null)
            Add(node, "OUTPUT of an UPDATE");
    }

    public override void Visit(AssignmentSetClause node)
    {
        if (node is { Variable: not null, Column: not null })
            Add(node, "SET @variable = column = …");
    }

    public override void Visit(UpdateStatement node) => AddUpdatableCte(node);

    public override void Visit(DeleteStatement node) => AddUpdatableCte(node);

    public override void Visit(FunctionCall node)
    {
        if (Is(node.FunctionName, "HASHBYTES"))
            Add(node, "HASHBYTES");
    }

    public override void Visit(ExecutableProcedureReference node)
    {
        if (Is(node.ProcedureReference?.ProcedureReference?.Name?.BaseIdentifier, "sp_rename"))
            Add(node, "sp_rename");
    }

    public override void Visit(GlobalFunctionTableReference node)
    {
        if (Is(node.Name, "STRING_SPLIT") && node.Parameters.Count > 2)
            Add(node, "STRING_SPLIT with ordinals");
    }

    // Babelfish cuts such a column off after 4,000 characters and says nothing.
    public override void Visit(SchemaDeclarationItemOpenjson node)
    {
        if (node.ColumnDefinition.DataType is SqlDataTypeReference { Parameters: [MaxLiteral] })
            Add(node, "OPENJSON … WITH (… (MAX))");
    }

    private void AddUpdatableCte(StatementWithCtesAndXmlNamespaces node)
    {
        if (node.WithCtesAndXmlNamespaces is not null)
            Add(node, "a change through a common table expression");
    }

    private void Add(TSqlFragment node, string what) => _faults.Add($"{node.StartLine}: {what}");

    private static bool Is(Identifier? identifier, string name) => string.Equals(identifier?.Value, name, StringComparison.OrdinalIgnoreCase);
}
