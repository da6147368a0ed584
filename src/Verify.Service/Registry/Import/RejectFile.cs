using System.Globalization;
using System.Text;
using CsvHelper;
using Verify.Domain;

namespace Verify.Registry.Import;

/// <summary>
/// Rejected rows with their reasons, as CSV in UTF-8 with a byte order mark, which Excel needs. The columns of the file follow as
/// they were, so that a corrected reject file can be imported as it is; persons' numbers are masked. Nothing is created until there
/// is a row to write.
/// </summary>
internal sealed class RejectFile(Func<Stream> open) : IAsyncDisposable
{
    private CsvWriter? _csv;

    /// <summary>Whether there was anything to write.</summary>
    public bool IsCreated => _csv is not null;

    /// <summary>Writes a row.</summary>
    public async Task WriteAsync(Layout layout, int line, IReadOnlyList<string> cells, IReadOnlyList<LocalText> reasons)
    {
        if (_csv is null)
        {
            _csv = new CsvWriter(new StreamWriter(open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)), CultureInfo.InvariantCulture);
            await WriteRowAsync(["行号", "原因", "Reasons", .. layout.Headings]);
        }

        await WriteRowAsync(
        [
            line.ToString(CultureInfo.InvariantCulture),
            string.Join("；", reasons.Select(static reason => reason.Chinese)),
            string.Join("; ", reasons.Select(static reason => reason.English)),
            .. cells.Select((cell, index) => layout.HoldsNumbers(index) ? PersonNumbers.MaskNumber(cell) : PersonNumbers.Mask(cell)),
        ]);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_csv is not null)
            await _csv.DisposeAsync();
    }

    private async Task WriteRowAsync(IEnumerable<string> cells)
    {
        foreach (var cell in cells)
            _csv!.WriteField(Harmless(cell));
        await _csv!.NextRecordAsync();
    }

    // A spreadsheet runs a cell that begins like a formula; an apostrophe in front makes it text (OWASP, CSV injection).
    private static string Harmless(string cell) =>
        cell is ['=' or '+' or '-' or '@' or '\t' or '\r' or '＝' or '＋' or '－' or '＠', ..] ? "'" + cell : cell;
}
