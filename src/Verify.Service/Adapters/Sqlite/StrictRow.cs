using System.Globalization;
using System.Text;

namespace Verify.Adapters.Sqlite;

/// <summary>
/// Reads columns so that no two contents of a row read alike: of every value its type is looked at, and a text that stands for
/// something must be the one text that stands for it. What cannot have been written throws <see cref="FormatException"/>.
/// </summary>
internal readonly ref struct StrictRow(SqliteRow row)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly SqliteRow _row = row;

    public string Text(int column)
    {
        try
        {
            return _row.IsText(column) ? Utf8.GetString(_row.GetBytes(column)) : throw Fault(column);
        }
        catch (DecoderFallbackException)
        {
            throw Fault(column);
        }
    }

    public string? TextOrNull(int column) => _row.IsDBNull(column) ? null : Text(column);

    public byte[] Blob(int column) => _row.IsBlob(column) ? _row.GetBytes(column).ToArray() : throw Fault(column);

    /// <summary>A blob of which none is null and never an empty one.</summary>
    public byte[] BlobIfAny(int column) => _row.IsDBNull(column) ? [] : Blob(column) is { Length: > 0 } blob ? blob : throw Fault(column);

    public long Number(int column) => _row.IsInteger(column) ? _row.GetInt64(column) : throw Fault(column);

    public int Int(int column) => Number(column) is >= int.MinValue and <= int.MaxValue and var number ? (int)number : throw Fault(column);

    public byte Byte(int column) => Number(column) is >= byte.MinValue and <= byte.MaxValue and var number ? (byte)number : throw Fault(column);

    public bool Flag(int column) => Number(column) switch
    {
        0 => false,
        1 => true,
        _ => throw Fault(column),
    };

    public DateTimeOffset Instant(int column) =>
        Number(column) is >= 0 and var ticks && ticks <= DateTime.MaxValue.Ticks ? FactRow.Instant(ticks) : throw Fault(column);

    public DateTimeOffset? InstantOrNull(int column) => _row.IsDBNull(column) ? null : Instant(column);

    public DateOnly? DayOrNull(int column) =>
        TextOrNull(column) is not { } text ? null
        : DateOnly.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw Fault(column);

    public Guid Id(int column) => Text(column) is var text && Guid.TryParseExact(text, "D", out var id) && id.ToString() == text ? id : throw Fault(column);

    private FormatException Fault(int column) => new($"Column {_row.NameOf(column)} holds what cannot have been written.");
}
