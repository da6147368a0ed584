using System.Collections.Immutable;

namespace Verify.Catalogs;

/// <summary>A value with the row that it was read from.</summary>
internal sealed record Located<T>(T Value, Row Row);

/// <summary>Codes that other rows may name. Where their file has no rows at all, that alone is reported and every code passes.</summary>
internal sealed class Known
{
    private readonly HashSet<string> _codes;

    private Known(IEnumerable<string> codes) => _codes = new(codes, StringComparer.Ordinal);

    public static Known Of<T>(ImmutableArray<Located<T>> rows, Func<T, string[]> codes) => new(rows.SelectMany(row => codes(row.Value)));

    public bool Has(string code) => _codes.Count == 0 || _codes.Contains(code);
}

/// <summary>Rows by code; of two rows of one code the first one counts.</summary>
internal sealed class Lookup<T>
    where T : class
{
    private readonly Dictionary<string, T> _rows = new(StringComparer.Ordinal);

    private Lookup(Known codes) => Codes = codes;

    public Known Codes { get; }

    public static Lookup<T> Of(ImmutableArray<Located<T>> rows, Func<T, string> code)
    {
        var lookup = new Lookup<T>(Known.Of(rows, value => [code(value)]));
        foreach (var row in rows)
            lookup._rows.TryAdd(code(row.Value), row.Value);
        return lookup;
    }

    public T? Find(string code) => _rows.GetValueOrDefault(code);
}
