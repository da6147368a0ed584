using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Verify.Catalogs;

/// <summary>
/// One CSV file as rows. A line is a row: a cell cannot span lines, so that a forgotten quote spoils its own line and no other.
/// Empty lines and lines whose first cell starts with # are skipped.
/// </summary>
internal sealed class Table
{
    private const char Replacement = '\uFFFD';

    private readonly FindingSink _findings;
    private readonly Dictionary<Column, int> _positions = [];
    private readonly CsvConfiguration _format;
    private bool _malformed;

    private Table(TableShape shape, FindingSink findings)
    {
        File = shape.File;
        _findings = findings;
        _format = new(CultureInfo.InvariantCulture)
        {
            AllowComments = true,
            TrimOptions = TrimOptions.Trim | TrimOptions.InsideQuotes,
            BadDataFound = _ => _malformed = true,
            BufferSize = 512,
        };
    }

    public string File { get; }

    public ImmutableArray<Row> Rows { get; private set; } = [];

    public static Table Read(TableShape shape, ImmutableSortedDictionary<string, string> files, FindingSink findings)
    {
        var table = new Table(shape, findings);
        if (files.TryGetValue(shape.File, out var content))
            table.ReadLines(shape, CatalogFiles.Canonical(content).Split('\n'));
        else if (!CatalogFiles.Optional.Contains(shape.File))
            table.Report(FindingRules.MissingFile, 0, "", shape.File);

        return table;
    }

    public IEnumerable<Column> Columns => _positions.Keys;

    public bool Has(Column column) => _positions.ContainsKey(column);

    public int PositionOf(Column column) => _positions.GetValueOrDefault(column, -1);

    public void Report(FindingRule rule, int line, string column, params object[] details) => _findings.Add(rule, File, line, column, details);

    private void ReadLines(TableShape shape, string[] lines)
    {
        var rows = ImmutableArray.CreateBuilder<Row>();
        var width = 0;
        for (var index = 0; index < lines.Length; index++)
        {
            var line = index + 1;
            if (lines[index].Contains(Replacement))
                Report(FindingRules.NotUtf8, line, "");
            var cells = Split(lines[index], line);
            if (cells.Length == 0 || cells[0].StartsWith('#') || Array.TrueForAll(cells, string.IsNullOrEmpty))
                continue;
            if (width == 0)
            {
                width = cells.Length;
                ReadHeading(shape, cells, line);
                continue;
            }

            for (var extra = width; extra < cells.Length; extra++)
            {
                if (cells[extra].Length > 0)
                    Report(FindingRules.CellWithoutColumn, line, "", cells[extra]);
            }

            var row = new Row(this, line, cells);
            row.Word<Certainty>(Column.Certainty);
            rows.Add(row);
        }

        if (width == 0)
            Report(FindingRules.MissingHeading, 0, "", File);
        Rows = rows.ToImmutable();
    }

    private void ReadHeading(TableShape shape, string[] headings, int line)
    {
        for (var position = 0; position < headings.Length; position++)
        {
            var heading = headings[position];
            if (heading.Length == 0)
                continue;
            if (shape.Columns.FirstOrDefault(column => column.IsHeadedBy(heading)) is not { } known)
                Report(FindingRules.UnknownColumn, line, heading, heading, string.Join(", ", shape.Columns.Select(static column => column.Name)));
            else if (!_positions.TryAdd(known, position))
                Report(FindingRules.DuplicateColumn, line, known.Name, known.Name);
        }

        foreach (var missing in shape.Columns.Where(column => column.Required && !_positions.ContainsKey(column)))
            Report(FindingRules.MissingColumn, line, missing.Name, missing.Name, missing.Label);
    }

    private string[] Split(string text, int line)
    {
        _malformed = false;
        using var parser = new CsvParser(new StringReader(text), _format);
        var cells = parser.Read() ? parser.Record ?? [] : [];
        if (_malformed)
            Report(FindingRules.BadQuotes, line, "");
        return cells;
    }
}
