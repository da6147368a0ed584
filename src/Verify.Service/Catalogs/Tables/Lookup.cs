using System.Collections.Immutable;

namespace Verify.Catalogs;

/// <summary>Rows by code; of two rows of one code the first one counts.</summary>
internal sealed class Lookup<T>
    where T : class
{
    private readonly Dictionary<string, T> _rows = new(StringComparer.Ordinal);

    public static Lookup<T> Of(ImmutableArray<Located<T>> rows, Func<T, string> code)
    {
        var lookup = new Lookup<T>();
        foreach (var (value, _) in rows)
            lookup._rows.TryAdd(code(value), value);
        return lookup;
    }

    public T? Find(string code) => _rows.GetValueOrDefault(code);
}
