using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Catalogs;

/// <summary>What came of reading the files of a catalogue.</summary>
/// <param name="Files">The files read.</param>
/// <param name="Version">Content hash that these files have (<see cref="CatalogFiles.VersionOf"/>).</param>
/// <param name="Catalogue">The catalogue; null where there is an error.</param>
/// <param name="Findings">Every error and warning, by file and line.</param>
public sealed record CatalogReading(
    ImmutableSortedDictionary<string, string> Files,
    string Version,
    Catalogue? Catalogue,
    ImmutableArray<Finding> Findings)
{
    /// <summary>Whether it may be published.</summary>
    public bool IsValid => Catalogue is not null;
}
