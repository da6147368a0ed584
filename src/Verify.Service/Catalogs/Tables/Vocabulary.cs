using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Verify.Catalogs;

/// <summary>The words of a closed vocabulary, written as in the API: <c>HealthSafety</c> is <c>HEALTH_SAFETY</c>.</summary>
internal static partial class Vocabulary<TWord>
    where TWord : struct, Enum
{
    public static readonly FrozenDictionary<string, TWord> Words = Enum.GetValues<TWord>()
        .Where(static word => word.ToString() != "None")
        .ToFrozenDictionary(static word => WordStart().Replace(word.ToString(), "_").ToUpperInvariant(), StringComparer.Ordinal);

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex WordStart();
}
