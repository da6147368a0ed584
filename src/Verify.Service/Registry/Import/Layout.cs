using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Registry.Import;

/// <summary>Which column of a kind stands where in a file.</summary>
internal sealed class Layout
{
    private readonly Dictionary<Column, int> _indexes;

    private Layout(FileKind kind, ImmutableArray<string> headings)
    {
        var folded = headings.Select(CellText.Heading).ToArray();
        Kind = kind;
        Headings = headings;
        _indexes = kind.Columns
            .Select(column => (column, index: column.Headings.Select(heading => Array.IndexOf(folded, heading)).FirstOrDefault(i => i >= 0, -1)))
            .Where(static found => found.index >= 0)
            .ToDictionary(static found => found.column, static found => found.index);
        Missing = [.. kind.Required.Where(group => !group.Any(_indexes.ContainsKey))];
    }

    /// <summary>The kind of file.</summary>
    public FileKind Kind { get; }

    /// <summary>The heading row as it is.</summary>
    public ImmutableArray<string> Headings { get; }

    /// <summary>Groups of columns of which the heading has none.</summary>
    public ImmutableArray<ImmutableArray<Column>> Missing { get; }

    /// <summary>Headings that no column answers to.</summary>
    public IEnumerable<string> Ignored =>
        Headings.Where((heading, index) => !string.IsNullOrWhiteSpace(heading) && !_indexes.ContainsValue(index));

    /// <summary>Where a column stands, or -1.</summary>
    public int IndexOf(Column column) => _indexes.GetValueOrDefault(column, -1);

    /// <summary>What the file itself calls a column.</summary>
    public string HeadingOf(Column column) => IndexOf(column) is >= 0 and var index ? Headings[index].Trim() : column.Name;

    /// <summary>Whether cells at an index may hold a person's number.</summary>
    public bool HoldsNumbers(int index) => _indexes.Any(found => found.Value == index && found.Key.HoldsNumbers);

    /// <summary>
    /// Reads the heading row as that of a kind, or of the kind with the most obligatory columns among those that fit. Of kinds that
    /// do not fit, the nearest says what is missing.
    /// </summary>
    public static Layout? Recognise(ImmutableArray<string> headings, ImportKind? kind, out LocalText fault)
    {
        var candidates = FileKinds.All
            .Where(candidate => kind is null || candidate.Kind == kind)
            .Select(candidate => new Layout(candidate, headings))
            .OrderBy(static layout => layout.Missing.Length > 0)
            .ThenByDescending(static layout => layout.Kind.Required.Length - layout.Missing.Length)
            .ToArray();
        var best = candidates[0];
        fault = best switch
        {
            { Missing.Length: 0 } => default,
            _ when IsOneCellOfMany(headings) => ImportTexts.OtherDelimiter,
            _ when kind is null && best.Missing.Length == best.Kind.Required.Length => ImportTexts.UnknownHeading(),
            _ => ImportTexts.MissingColumns(best),
        };
        return best.Missing.IsEmpty ? best : null;
    }

    // Semicolons as some spreadsheets separate, tabs as they copy, commas of Chinese typing.
    private static bool IsOneCellOfMany(ImmutableArray<string> headings) =>
        headings.Count(static heading => !string.IsNullOrWhiteSpace(heading)) == 1
        && headings.Any(static heading => heading.AsSpan().IndexOfAny(";；\t，|") >= 0);
}
