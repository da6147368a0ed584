using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Verify.Audit;
using Verify.Callers;
using Verify.Domain;
using Verify.Flows;

namespace Verify.Transport;

/// <summary>Requests to read of the register become filters.</summary>
internal static class AuditReading
{
    /// <summary>Most months of one count.</summary>
    public const int MaxMonths = 36;

    /// <summary>The department to read of: the caller's own, or, for a caller that is none, the one named, or all (null).</summary>
    public static string? Department(string given, Caller caller, FieldErrors errors)
    {
        errors.Text(given, "department_code", 64);
        if (caller.DepartmentCode is { } own && given.Length > 0 && given != own)
            errors.Add(FlowFailures.OtherDepartment("department_code"));
        return caller.DepartmentCode ?? Given(given);
    }

    /// <summary>What is empty does not narrow.</summary>
    public static string? Given(string value) => value.Length > 0 ? value : null;

    /// <summary>Reads a calendar month.</summary>
    public static Month? ReadMonth(string value, string field, FieldErrors errors)
    {
        if (DateOnly.TryParseExact(value, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
            && first.Year is >= 1992 and < 2200)
        {
            return new Month(first);
        }

        errors.Add(field, "Required: a month of the form YYYY-MM between 1992 and 2199.", FieldFault.Required);
        return null;
    }

    /// <summary>Reads months from the first to the last, included.</summary>
    public static IReadOnlyList<Month> ReadMonths(string from, string to, FieldErrors errors)
    {
        var first = ReadMonth(from, "from_month", errors);
        var last = to.Length > 0 ? ReadMonth(to, "to_month", errors) : first;
        var months = new List<Month>();
        for (var month = first; month is { } next && next.First <= last?.First && months.Count <= MaxMonths; month = next.Next)
            months.Add(next);
        errors.Limit(months.Count, "to_month", MaxMonths);
        if (first is not null && last is not null && months.Count == 0)
            errors.Add("to_month", "Lies before from_month.");
        return months;
    }

    /// <summary>Reads an end of a period; it may lie in the future.</summary>
    public static DateTimeOffset? ReadInstant(Timestamp? timestamp, string field, FieldErrors errors)
    {
        if (timestamp is null)
            return null;
        if (timestamp.Nanos is >= 0 and <= 999_999_999
            && timestamp.Seconds >= new DateTimeOffset(1992, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds()
            && timestamp.Seconds < new DateTimeOffset(2200, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds())
        {
            return timestamp.ToDateTimeOffset();
        }

        errors.Add(field, "Not an instant between 1992 and 2199.", FieldFault.NotAnInstant);
        return null;
    }
}
