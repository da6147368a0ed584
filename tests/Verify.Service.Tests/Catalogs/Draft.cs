using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;
using Verify.Catalogs;

namespace Verify.Service.Tests.Catalogs;

/// <summary>The worked examples' catalogue, to be spoilt.</summary>
internal sealed class Draft
{
    private readonly Dictionary<string, string> _files = RepositoryCatalogs.WorkedExamples.ToDictionary();

    public ImmutableSortedDictionary<string, string> Files => _files.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public CatalogReading Read() => CatalogReader.Read(Files);

    public Draft SetFile(string file, string content)
    {
        _files[file] = content;
        return this;
    }

    public Draft Drop(string file)
    {
        _files.Remove(file);
        return this;
    }

    public string Line(string file, int line) => _files[file].Split('\n')[line - 1];

    public Draft SetLine(string file, int line, string text)
    {
        var lines = _files[file].Split('\n');
        lines[line - 1] = text;
        return SetFile(file, string.Join('\n', lines));
    }

    public Draft Set(string file, int line, string column, string value)
    {
        var position = Array.IndexOf(Cells(Line(file, 1)), column);
        var cells = Cells(Line(file, line));
        cells[position] = value;
        return SetLine(file, line, string.Join(',', cells.Select(static cell => $"\"{cell}\"")));
    }

    private static string[] Cells(string line)
    {
        using var parser = new CsvParser(new StringReader(line), CultureInfo.InvariantCulture);
        return parser.Read() ? parser.Record! : [];
    }
}
