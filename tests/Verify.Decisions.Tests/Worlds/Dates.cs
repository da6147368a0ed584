using System.Globalization;

namespace Verify.Tests.Worlds;

internal static class Dates
{
    public static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
