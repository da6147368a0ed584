using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Verify.Catalogs;

/// <summary>The files of a catalogue, by name to content.</summary>
public static class CatalogFiles
{
    public const string Laws = "laws.csv";
    public const string Departments = "departments.csv";
    public const string ListKinds = "list-kinds.csv";
    public const string Measures = "measures.csv";
    public const string Matters = "matters.csv";
    public const string Materials = "materials.csv";
    public const string RegionProfiles = "region-profiles.csv";
    public const string Sources = "sources.csv";
    public const string Calendar = "calendar.csv";
    public const string RepairRules = "repair-rules.csv";

    /// <summary>Every file that a catalogue may consist of, in the order in which one reads them.</summary>
    public static readonly ImmutableArray<string> All =
        [Laws, Departments, ListKinds, Measures, Matters, Materials, RegionProfiles, Sources, Calendar, RepairRules];

    /// <summary>Files without which a catalogue does without what they rule.</summary>
    public static readonly ImmutableArray<string> Optional = [RepairRules];

    /// <summary>No files yet.</summary>
    public static readonly ImmutableSortedDictionary<string, string> Empty = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// The version of a catalogue: the first 16 hex digits of SHA-256 over its files in ordinal order of name, each as
    /// <c>name LF content LF NUL</c>. A byte order mark, the kind of line ending and line ends at the end of a file do not count,
    /// so that a file saved again by another program, unchanged, is the same version.
    /// </summary>
    public static string VersionOf(ImmutableSortedDictionary<string, string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, content) in files.OrderBy(static file => file.Key, StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{Canonical(content)}\n\0"));

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    /// <summary>A file's text as the reader and the version see it: no byte order mark, lines ended by LF, none at the end.</summary>
    internal static string Canonical(string content) => content.TrimStart('\uFEFF').ReplaceLineEndings("\n").TrimEnd('\n');
}
