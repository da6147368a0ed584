using FsCheck.Fluent;
using Verify.Domain;
using Verify.Tests.Worlds;

namespace Verify.Tests.Time;

public class WorkingDayCalendarTests
{
    private static readonly WorkingDayCalendar Calendar = new(
        holidays: [new(2026, 5, 1), new(2026, 5, 4), new(2026, 5, 5), new(2026, 6, 19)],
        movedWorkdays: [new(2026, 5, 9)]);

    private static readonly FsCheck.Arbitrary<DateOnly> Days =
        Gen.Choose(new DateOnly(2026, 4, 1).DayNumber, new DateOnly(2026, 7, 31).DayNumber).Select(DateOnly.FromDayNumber).ToArbitrary();

    [Fact]
    public void Seven_working_days_from_Friday_5_June_end_on_Tuesday_16_June() => // worked example E53
        Assert.Equal(new DateOnly(2026, 6, 16), Calendar.Add(new DateOnly(2026, 6, 5), 7));

    [Fact]
    public void A_holiday_is_skipped_and_a_weekend_day_moved_to_work_counts()
    {
        Assert.Equal(new DateOnly(2026, 5, 6), Calendar.Add(new DateOnly(2026, 4, 30), 1));
        Assert.Equal(new DateOnly(2026, 5, 9), Calendar.Add(new DateOnly(2026, 5, 8), 1));
        Assert.Equal(new DateOnly(2026, 5, 11), Calendar.Add(new DateOnly(2026, 5, 8), 2));
    }

    [Fact]
    public void No_working_days_lead_to_the_day_itself_even_on_a_Sunday() =>
        Law.Holds(Days, static day => Assert.Equal(day, Calendar.Add(day, 0)));

    [Fact]
    public void Working_days_add_up() =>
        Law.Holds(Arb.Zip(Days, Arb.Zip(Gen.Choose(0, 30).ToArbitrary(), Gen.Choose(0, 30).ToArbitrary())), static item =>
        {
            var (day, (first, then)) = item;

            Assert.Equal(Calendar.Add(day, first + then), Calendar.Add(Calendar.Add(day, first), then));
        });

    [Fact]
    public void A_limit_of_working_days_ends_on_a_working_day_with_that_many_behind_it() =>
        Law.Holds(Arb.Zip(Days, Gen.Choose(1, 30).ToArbitrary()), static item =>
        {
            var (day, count) = item;
            var end = Calendar.Add(day, count);
            var worked = Enumerable.Range(1, end.DayNumber - day.DayNumber).Select(day.AddDays).Count(Calendar.IsWorkingDay);

            Assert.True(Calendar.IsWorkingDay(end));
            Assert.Equal(count, worked);
        });

    [Fact]
    public void Working_days_do_not_run_backwards() =>
        Assert.Throws<ArgumentOutOfRangeException>(static () => Calendar.Add(new DateOnly(2026, 6, 5), -1));
}
