using Verify.Domain;

namespace Verify.Tests.Time;

public class ChinaTimeTests
{
    [Fact]
    public void A_day_begins_at_four_in_the_afternoon_of_the_day_before_in_Greenwich()
    {
        var midnight = new DateTimeOffset(2026, 6, 14, 16, 0, 0, TimeSpan.Zero);

        Assert.Equal(new DateOnly(2026, 6, 15), ChinaTime.DateOf(midnight));
        Assert.Equal(new DateOnly(2026, 6, 14), ChinaTime.DateOf(midnight.AddTicks(-1)));
        Assert.Equal(midnight, ChinaTime.StartOf(new DateOnly(2026, 6, 15)));
    }

    [Fact]
    public void The_date_does_not_depend_on_the_offset_in_which_an_instant_is_written()
    {
        var instant = new DateTimeOffset(2026, 6, 14, 23, 30, 0, TimeSpan.FromHours(-5));

        Assert.Equal(new DateOnly(2026, 6, 15), ChinaTime.DateOf(instant));
    }
}
