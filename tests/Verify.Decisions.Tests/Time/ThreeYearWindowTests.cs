using FsCheck.Fluent;
using Verify.Domain;
using Verify.Tests.Worlds;
using static Verify.Tests.Worlds.Dates;

namespace Verify.Tests.Time;

public class ThreeYearWindowTests
{
    private static readonly FsCheck.Arbitrary<DateOnly> Days =
        Gen.Choose(new DateOnly(2015, 1, 1).DayNumber, new DateOnly(2035, 12, 31).DayNumber).Select(DateOnly.FromDayNumber).ToArbitrary();

    [Theory]
    [InlineData("2026-06-15", "2023-06-15")]
    [InlineData("2028-02-29", "2025-02-28")] // rules 3.3: D - 3 years of 29 February is 28 February
    [InlineData("2027-02-28", "2024-02-28")]
    [InlineData("2027-03-01", "2024-03-01")]
    public void The_day_three_years_ago_is_out_and_the_next_is_in(string day, string after)
    {
        var window = new ThreeYearWindow(Date(day));

        Assert.Equal(Date(after), window.After);
        Assert.False(window.Contains(Date(after)));
        Assert.True(window.Contains(Date(after).AddDays(1)));
        Assert.True(window.Contains(Date(day)));
        Assert.False(window.Contains(Date(day).AddDays(1)));
    }

    [Theory]
    [InlineData("2023-06-15", "2026-06-15")] // worked example E07
    [InlineData("2025-02-28", "2028-02-28")]
    [InlineData("2024-02-29", "2027-03-01")] // 28 February 2027 looks back to 28 February 2024, the day before the last
    [InlineData("9996-12-31", "9999-12-31")]
    [InlineData("9999-12-31", "9999-12-31")] // without end
    public void A_record_that_ended_is_out_of_the_window_three_years_later(string last, string cleanFrom) =>
        Assert.Equal(Date(cleanFrom), ThreeYearWindow.CleanFrom(Date(last)));

    [Fact]
    public void The_clean_day_is_the_first_on_which_nobody_would_find_the_record() => Law.Holds(Days, static last =>
    {
        var day = last;
        while (new ThreeYearWindow(day).Contains(last))
            day = day.AddDays(1);

        Assert.Equal(day, ThreeYearWindow.CleanFrom(last));
    });

    [Fact]
    public void An_interval_touches_the_window_when_one_of_its_days_lies_in_it() =>
        Law.Holds(Arb.Zip(Days, Gen.Choose(-2, 2000).ToArbitrary()), static pair =>
        {
            var (first, length) = pair;
            var last = first.AddDays(length);
            var window = new ThreeYearWindow(new DateOnly(2028, 2, 29));
            var any = Enumerable.Range(0, length + 3).Select(first.AddDays).Any(day => day <= last && window.Contains(day));

            Assert.Equal(any, window.Touches(first, last));
        });
}
