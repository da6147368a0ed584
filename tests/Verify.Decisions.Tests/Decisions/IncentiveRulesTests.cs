using Verify.Domain;
using Verify.Tests.Worlds;
using static Verify.Tests.Worlds.PlainWorld;

namespace Verify.Tests.Decisions;

public class IncentiveRulesTests
{
    private static readonly EntryListed Ended = Entry("B-COURT") with { StartOn = new(2024, 1, 1), EndOn = new(2025, 1, 1) };

    [Theory]
    [InlineData("2015-01-01", "2028-01-01")] // the record
    [InlineData("2024-01-01", "2028-01-01")] // the record is the longer
    [InlineData("2026-01-01", "2029-01-01")] // the short history is the longer
    [InlineData(null, null)] // a history that is not known never becomes one of three years
    public void The_day_named_is_the_later_of_a_clean_record_and_a_full_history(string? established, string? on)
    {
        var world = (Licence with { Subject = Registered(Organisation, Date(established)) }).Listed(Ended);

        Assert.Equal(Date(on), world.Decide().Incentives.GreenChannel.On);
    }

    private static DateOnly? Date(string? text) =>
        text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
