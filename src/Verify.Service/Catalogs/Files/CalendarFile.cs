using System.Collections.Immutable;

namespace Verify.Catalogs;

/// <summary>What the State Council's notice says of a day.</summary>
internal enum DayKind : byte
{
    /// <summary>Unset.</summary>
    None = 0,
    /// <summary>放假.</summary>
    Holiday = 1,
    /// <summary>调休上班.</summary>
    MovedWorkday = 2,
}

/// <summary>A day that is not what its weekday says.</summary>
internal sealed record CalendarDay(DateOnly Date, DayKind Kind);

/// <summary>calendar.csv: the working-day calendar.</summary>
internal static class CalendarFile
{
    public static readonly Column Date = new("date", "日期", Required: true);
    public static readonly Column Kind = new("kind", "类型", Required: true);

    public static readonly TableShape Shape = new(CatalogFiles.Calendar, [Date, Kind, Column.NameZh, Column.NameEn]);

    public static ImmutableArray<Located<CalendarDay>> Read(Table table) =>
    [
        .. table.Rows.Select(static row =>
        {
            row.Text(Column.NameZh);
            return new Located<CalendarDay>(new(row.Date(Date) ?? default, row.Word<DayKind>(Kind)), row);
        }),
    ];
}
