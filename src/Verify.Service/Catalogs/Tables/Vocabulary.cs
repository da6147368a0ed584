using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Verify.Catalogs;

/// <summary>The words of a closed vocabulary, written as in the API: <c>HealthSafety</c> is <c>HEALTH_SAFETY</c>.</summary>
internal static partial class Vocabulary<TWord>
    where TWord : struct, Enum
{
    private static readonly (string Name, TWord Word)[] All =
    [
        .. Enum.GetValues<TWord>()
            .Where(static word => word.ToString() != "None")
            .Select(static word => (WordStart().Replace(word.ToString(), "_").ToUpperInvariant(), word)),
    ];

    public static readonly FrozenDictionary<string, TWord> Words =
        All.ToFrozenDictionary(static entry => entry.Name, static entry => entry.Word, StringComparer.Ordinal);

    public static readonly string Names = string.Join(", ", All.Select(static entry => entry.Name));

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex WordStart();
}
