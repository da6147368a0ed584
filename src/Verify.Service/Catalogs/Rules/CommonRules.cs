using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Catalogs;

/// <summary>Rules that several files share.</summary>
internal static class CommonRules
{
    /// <summary>A code stands once.</summary>
    public static void Unique<T>(ImmutableArray<Located<T>> rows, Column column, Func<T, string> code)
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (value, row) in rows)
        {
            var text = code(value);
            if (text.Length > 0 && !lines.TryAdd(text, row.Line))
                row.Report(FindingRules.DuplicateCode, column, text, lines[text]);
        }
    }

    /// <summary>A last day is not before the first one.</summary>
    public static void InOrder(Row row, DateOnly? first, DateOnly? last)
    {
        if (last < first)
            row.Report(FindingRules.DatesReversed, null, $"{first:O}", $"{last:O}");
    }

    /// <summary>
    /// A row cites what is in force as long as the row is. A row without a first day reaches back before every law and is held to
    /// the last day alone.
    /// </summary>
    public static void InForce(Row row, ImmutableArray<LegalReference> articles, DateOnly? first, DateOnly? last)
    {
        foreach (var article in articles)
        {
            if (article.To < (last ?? DateOnly.MaxValue) || article.From > first)
                row.Report(FindingRules.LawNotInForce, Column.LegalBasis, article.Code);
        }
    }
}
