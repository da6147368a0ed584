using System.Collections.Immutable;
using System.Text;

namespace Verify.Catalogs;

/// <summary>A catalogue as a folder of CSV files, which officials read and edit.</summary>
public static class CatalogFolder
{
    /// <summary>Reads the CSV files of a folder. Bytes that are no UTF-8 become U+FFFD, which the reader reports with its line.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static ImmutableSortedDictionary<string, string> ReadFiles(string path) => Directory
        .EnumerateFiles(path, "*.csv")
        .ToImmutableSortedDictionary(static file => Path.GetFileName(file), static file => File.ReadAllText(file, Encoding.UTF8), StringComparer.Ordinal);

    /// <summary>Reads and judges the catalogue in a folder.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static CatalogReading Load(string path) => CatalogReader.Read(ReadFiles(path));
}
