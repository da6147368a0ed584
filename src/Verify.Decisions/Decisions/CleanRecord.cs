using Verify.Domain;

namespace Verify.Decisions;

/// <summary>
/// The test of three consecutive years without a bad record (<c>clean3y</c>, rules 3.6): what counts is collected by the rules that
/// read entries, penalties and commitments.
/// </summary>
internal struct CleanRecord
{
    private DateOnly _cleanFrom;

    /// <summary>Something counts within the window.</summary>
    public bool InWindow { get; private set; }

    /// <summary>Something within the window is being verified, so that nobody can say whether it counts.</summary>
    public bool PendingInWindow { get; private set; }

    /// <summary>
    /// The first day on which nothing known today would count any more and <paramref name="matureFrom"/> has come; null where there
    /// is no such day to name, because nothing counts, something is still running, or maturity never comes.
    /// </summary>
    public readonly DateOnly? KnownFrom(DateOnly matureFrom)
    {
        var from = _cleanFrom > matureFrom ? _cleanFrom : matureFrom;
        return from > DateOnly.MinValue && from < DateOnly.MaxValue ? from : null;
    }

    /// <summary>An interval during which the subject stood on a list.</summary>
    /// <param name="first">First day.</param>
    /// <param name="last">Last day, included; null while it runs.</param>
    /// <param name="pending">Whether it is under objection or suspended.</param>
    /// <param name="day">D.</param>
    /// <param name="horizon">Told when the interval leaves the window.</param>
    /// <returns>Whether any of it lies within the window.</returns>
    public bool Count(DateOnly first, DateOnly? last, bool pending, DateOnly day, ref Horizon horizon)
    {
        if (!new ThreeYearWindow(day).Touches(first, last ?? DateOnly.MaxValue))
            return false;
        var cleanFrom = last is { } end ? ThreeYearWindow.CleanFrom(end) : DateOnly.MaxValue;
        horizon.From(cleanFrom);
        if (pending)
        {
            PendingInWindow = true;
            return true;
        }

        InWindow = true;
        if (_cleanFrom < cleanFrom)
            _cleanFrom = cleanFrom;
        return true;
    }

    /// <summary>Something that happened on one day.</summary>
    public void Count(DateOnly on, DateOnly day, ref Horizon horizon)
    {
        horizon.From(on);
        Count(on, on, pending: false, day, ref horizon);
    }
}
