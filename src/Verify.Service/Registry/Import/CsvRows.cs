using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Verify.Registry.Import;

/// <summary>A row of a CSV file.</summary>
/// <param name="Line">Line on which it begins, from 1.</param>
/// <param name="Cells">Its cells.</param>
/// <param name="IsMalformed">A quotation mark stands where none may.</param>
internal readonly record struct CsvRow(int Line, string[] Cells, bool IsMalformed);

/// <summary>Reads CSV (RFC 4180) row by row, without blank rows.</summary>
internal sealed class CsvRows : IDisposable
{
    // An unclosed quotation mark takes the rest of the file for one cell: it must not take the memory too.
    private const int LongestCell = 1 << 20;

    private readonly CsvParser _parser;
    private bool _malformed;

    public CsvRows(Stream file, Encoding encoding)
    {
        var reader = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        _parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            BadDataFound = _ => _malformed = true,
            IgnoreBlankLines = false,
            MaxFieldSize = LongestCell,
        });
    }

    /// <summary>Line on which the row last read, or tried, begins.</summary>
    public int Line { get; private set; }

    /// <summary>The next row, or null at the end.</summary>
    /// <exception cref="MaxFieldSizeException">A quotation mark is never closed.</exception>
    public async Task<CsvRow?> ReadAsync()
    {
        while (true)
        {
            Line = _parser.RawRow + 1;
            _malformed = false;
            if (!await _parser.ReadAsync())
                return null;
            var cells = _parser.Record!;
            if (!Array.TrueForAll(cells, string.IsNullOrWhiteSpace))
                return new CsvRow(Line, cells, _malformed);
        }
    }

    public void Dispose() => _parser.Dispose();
}
