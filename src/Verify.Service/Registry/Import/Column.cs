using System.Collections.Immutable;

namespace Verify.Registry.Import;

/// <summary>A column that a kind of file may have.</summary>
/// <param name="names">The name that messages use, then the other headings accepted.</param>
internal sealed class Column(params string[] names)
{
    /// <summary>The name that messages use.</summary>
    public string Name => names[0];

    /// <summary>Accepted headings in the order of preference, as <see cref="CellText.Heading"/> folds them.</summary>
    public ImmutableArray<string> Headings { get; } = [.. names.Select(CellText.Heading).Distinct()];

    /// <summary>May hold a person's number, so that its cells are masked wherever they are written.</summary>
    public bool HoldsNumbers { get; init; }

    /// <summary>The name and what else is accepted, for a reader who has to add the column.</summary>
    public string Description => names.Length == 1 ? Name : $"{Name}（{string.Join("、", names[1..])}）";
}
