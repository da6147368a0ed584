using System.Collections.Immutable;

namespace Verify.Catalogs;

/// <summary>
/// Codes that other rows may name. Where their file or the column that holds them is missing, that alone is reported and every
/// code passes.
/// </summary>
internal sealed class Known
{
    private readonly HashSet<string>? _codes;

    private Known(HashSet<string>? codes) => _codes = codes;

    public static Known Of<T>(Table table, Column column, ImmutableArray<Located<T>> rows, Func<T, string[]> codes) =>
        new(table.Has(column) ? rows.SelectMany(row => codes(row.Value)).ToHashSet(StringComparer.Ordinal) : null);

    public bool Has(string code) => _codes is null || _codes.Contains(code);
}
