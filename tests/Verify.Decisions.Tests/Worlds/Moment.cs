using Verify.Domain;

namespace Verify.Tests.Worlds;

/// <summary>Days and instants about which the rules turn, seen from one day.</summary>
internal sealed class Moment(Dice dice, DateOnly today)
{
    private static readonly TimeSpan[] Hours =
        [TimeSpan.Zero, TimeSpan.FromTicks(1), TimeSpan.FromHours(10), TimeSpan.FromHours(16), TimeSpan.FromDays(1) - TimeSpan.FromTicks(1)];

    /// <summary>Beside a birthday, an end, an edge of the three-year window, or far off.</summary>
    public DateOnly Day() => dice.Below(10) switch
    {
        < 4 => today.AddYears(-3).AddDays(dice.Between(-1, 1)),
        < 6 => today.AddDays(dice.Between(-1, 1)),
        6 => today.AddYears(dice.Pick(-6, -2, -1, 1, 3)),
        7 => today.AddDays(dice.Between(-1200, -2)),
        8 => today.AddDays(dice.Between(2, 400)),
        _ => dice.Pick(WorldCatalogue.Days),
    };

    public DateOnly PastDay()
    {
        var day = Day();
        return day <= today ? day : today.AddDays(-dice.Between(0, 1500));
    }

    public DateOnly? MaybeDay(int percent) => dice.Chance(percent) ? Day() : null;

    public DateTimeOffset InstantOn(DateOnly day) => ChinaTime.StartOf(day) + dice.Pick(Hours);
}
