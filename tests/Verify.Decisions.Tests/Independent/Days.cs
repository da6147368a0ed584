using Verify.Domain;

namespace Verify.Tests.Independent;

/// <summary>Rules 3.3 by counting on fingers.</summary>
internal static class Days
{
    public static DateOnly InChina(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(TimeSpan.FromHours(8)).DateTime);

    /// <summary>The same day of another year; 28 February for a 29th that the year has not.</summary>
    public static DateOnly YearsAway(DateOnly day, int years) => day is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(day.Year + years)
        ? new DateOnly(day.Year + years, 2, 28)
        : new DateOnly(day.Year + years, day.Month, day.Day);

    /// <summary>Every day of the three years that end with a day: (D − 3 years, D].</summary>
    public static IEnumerable<DateOnly> OfThreeYearsBefore(DateOnly day)
    {
        for (var one = day; one > YearsAway(day, -3); one = one.AddDays(-1))
            yield return one;
    }

    public static bool Covers(DateOnly? first, DateOnly? last, DateOnly day) =>
        (first is null || first <= day) && (last is null || day <= last);

    public static DateOnly WorkingDaysAfter(DateOnly day, int count, CatalogueRows rows)
    {
        for (var worked = 0; worked < count;)
        {
            day = day.AddDays(1);
            var weekend = (int)day.DayOfWeek is 0 or 6;
            if ((weekend && rows.MovedWorkdays.Contains(day)) || (!weekend && !rows.Holidays.Contains(day)))
                worked++;
        }

        return day;
    }
}
