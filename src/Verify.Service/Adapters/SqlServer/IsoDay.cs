using System.Globalization;

namespace Verify.Adapters.SqlServer;

/// <summary>Calendar dates as the database has them: ISO 8601, whose order as text is that of the calendar.</summary>
internal static class IsoDay
{
    public static string Of(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    public static DateOnly Read(string day) => DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture);

    public static DateOnly? ReadIfAny(string? day) => day is null ? null : Read(day);
}
