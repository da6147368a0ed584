using System.Collections.Immutable;

namespace Verify.Catalogs;

/// <summary>Codes that other rows may name. Where their file has no rows at all, that alone is reported and every code passes.</summary>
internal sealed class Known
{
    private readonly HashSet<string> _codes;

    private Known(IEnumerable<string> codes) => _codes = new(codes, StringComparer.Ordinal);

    public static Known Of<T>(ImmutableArray<Located<T>> rows, Func<T, string[]> codes) => new(rows.SelectMany(row => codes(row.Value)));

    public bool Has(string code) => _codes.Count == 0 || _codes.Contains(code);
}
