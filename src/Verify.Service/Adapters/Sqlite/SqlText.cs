using System.Collections.Concurrent;

namespace Verify.Adapters.Sqlite;

/// <summary>The statements of <c>Sql/*.sql</c>, named by what they do.</summary>
internal static class SqlText
{
    private const string Folder = "Verify.Adapters.Sqlite.Sql.";
    private const string MigrationFolder = Folder + "Migrations.";

    private static readonly ConcurrentDictionary<string, string> Statements = new(StringComparer.Ordinal);

    /// <summary>The migrations, oldest first; the first one leads to version 1.</summary>
    public static IReadOnlyList<string> Migrations { get; } =
    [
        .. typeof(SqlText).Assembly.GetManifestResourceNames()
            .Where(static name => name.StartsWith(MigrationFolder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Load),
    ];

    /// <summary>The names of all statements.</summary>
    public static IEnumerable<string> Operations =>
        typeof(SqlText).Assembly.GetManifestResourceNames()
            .Where(static name => name.StartsWith(Folder, StringComparison.Ordinal) && !name.StartsWith(MigrationFolder, StringComparison.Ordinal))
            .Select(static name => name[Folder.Length..^".sql".Length]);

    /// <summary>A statement by its file's name without extension.</summary>
    public static string Of(string operation) => Statements.GetOrAdd(operation, static name => Load($"{Folder}{name}.sql"));

    private static string Load(string resource)
    {
        using var stream = typeof(SqlText).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"There is no statement {resource}.");
        return new StreamReader(stream).ReadToEnd();
    }
}
