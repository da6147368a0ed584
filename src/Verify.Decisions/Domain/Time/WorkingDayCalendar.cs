using System.Collections.Frozen;

namespace Verify.Domain;

/// <summary>
/// Working days: Monday to Friday, less the statutory holidays, plus the weekend days moved to work (调休), as the State Council
/// announces them every year.
/// </summary>
/// <param name="holidays">Weekdays that are off.</param>
/// <param name="movedWorkdays">Weekend days that are worked.</param>
public sealed class WorkingDayCalendar(IEnumerable<DateOnly> holidays, IEnumerable<DateOnly> movedWorkdays)
{
    private readonly FrozenSet<DateOnly> _holidays = holidays.ToFrozenSet();
    private readonly FrozenSet<DateOnly> _movedWorkdays = movedWorkdays.ToFrozenSet();

    /// <summary>Whether a day is a working day.</summary>
    public bool IsWorkingDay(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday
        ? _movedWorkdays.Contains(day)
        : !_holidays.Contains(day);

    /// <summary>
    /// The day on which a time limit ends that runs <paramref name="count"/> working days from <paramref name="day"/>; the day
    /// itself does not count (民法典 art. 201). With a count of 0 it is the day itself.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public DateOnly Add(DateOnly day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        while (count > 0)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day))
                count--;
        }

        return day;
    }
}
