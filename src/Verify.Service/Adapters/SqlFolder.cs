using System.Collections.Concurrent;

namespace Verify.Adapters;

/// <summary>The statements of one adapter, <c>Adapters/ADAPTER/Sql/*.sql</c>, named by what they do.</summary>
internal sealed class SqlFolder
{
    private readonly ConcurrentDictionary<string, string> _statements = new(StringComparer.Ordinal);
    private readonly string _folder;

    public SqlFolder(string adapter)
    {
        _folder = $"Verify.Adapters.{adapter}.Sql.";
        var migrations = _folder + "Migrations.";
        var files = typeof(SqlFolder).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(_folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToLookup(name => name.StartsWith(migrations, StringComparison.Ordinal));
        Migrations = [.. files[true].Select(Load)];
        Operations = [.. files[false].Select(name => name[_folder.Length..^".sql".Length])];
    }

    /// <summary>The migrations, oldest first; the first one leads to version 1.</summary>
    public IReadOnlyList<string> Migrations { get; }

    /// <summary>The names of the statements.</summary>
    public IReadOnlyList<string> Operations { get; }

    /// <summary>A statement by its file's name without extension.</summary>
    public string Of(string operation) => _statements.GetOrAdd(operation, name => Load($"{_folder}{name}.sql"));

    private static string Load(string resource)
    {
        using var stream = typeof(SqlFolder).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"There is no statement {resource}.");
        return new StreamReader(stream).ReadToEnd();
    }
}
