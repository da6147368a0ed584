namespace Verify.Domain;

/// <summary>
/// The window of "three consecutive years" (JS-36): the days after D − 3 years up to D. D − 3 years of 29 February is
/// 28 February (rules 3.3).
/// </summary>
/// <param name="Day">D, included.</param>
public readonly record struct ThreeYearWindow(DateOnly Day)
{
    /// <summary>D − 3 years: the last day that is out of the window.</summary>
    public DateOnly After => Day.AddYears(-3);

    /// <summary>Whether a day lies in the window.</summary>
    public bool Contains(DateOnly date) => date > After && date <= Day;

    /// <summary>Whether an interval (last day included) touches the window.</summary>
    public bool Touches(DateOnly first, DateOnly last) => last > After && first <= Day && last >= first;

    /// <summary>
    /// The first D whose window no longer holds <paramref name="last"/>: <paramref name="last"/> + 3 years, and one day later for
    /// a 29 February, because 28 February three years on still looks back to the 28th. <see cref="DateOnly.MaxValue"/>, which
    /// stands for never, where the calendar ends before: 9999-12-31 is how many registers write "without end".
    /// </summary>
    public static DateOnly CleanFrom(DateOnly last)
    {
        if (last > DateOnly.MaxValue.AddYears(-3))
            return DateOnly.MaxValue;
        var sameDay = last.AddYears(3);
        return sameDay.AddYears(-3) < last ? sameDay.AddDays(1) : sameDay;
    }
}
