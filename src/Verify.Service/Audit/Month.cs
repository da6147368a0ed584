using System.Globalization;
using Verify.Domain;

namespace Verify.Audit;

/// <summary>A calendar month in China.</summary>
/// <param name="First">Its first day.</param>
public readonly record struct Month(DateOnly First)
{
    /// <summary>Its last day.</summary>
    public DateOnly Last => First.AddMonths(1).AddDays(-1);

    /// <summary>Its first instant.</summary>
    public DateTimeOffset Start => ChinaTime.StartOf(First);

    /// <summary>The first instant after it.</summary>
    public DateTimeOffset End => ChinaTime.StartOf(First.AddMonths(1));

    /// <summary>The month after it.</summary>
    public Month Next => new(First.AddMonths(1));

    /// <summary>The month of a day.</summary>
    public static Month Of(DateOnly day) => new(new DateOnly(day.Year, day.Month, 1));

    /// <summary>As on the wire: <c>2026-06</c>.</summary>
    public override string ToString() => First.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
