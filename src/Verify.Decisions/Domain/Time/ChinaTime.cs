namespace Verify.Domain;

/// <summary>
/// Calendar dates of Asia/Shanghai (rules 3.3). China has kept UTC+8 without summer time since 1991-09-15; every date that the
/// rules look at lies after it, so a fixed offset is exact and needs no time zone data.
/// </summary>
public static class ChinaTime
{
    /// <summary>UTC+8.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The calendar date in China at an instant.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime + Offset);

    /// <summary>The first instant of a calendar date in China.</summary>
    public static DateTimeOffset StartOf(DateOnly date) => new(date.ToDateTime(TimeOnly.MinValue), Offset);
}
