using Verify.Decisions;
using Verify.Domain;
using Verify.Tests.Worlds;
using static Verify.Tests.Worlds.PlainWorld;

namespace Verify.Tests.Decisions;

public class EntryRulesTests
{
    private static readonly EntryOrigin Unnamed = new(Organisation, Role.DirectlyLiable, NamedInDecision: false);

    [Fact]
    public void A_last_day_of_9999_12_31_is_without_end()
    {
        var decision = Licence.Listed(Entry("B-COURT") with { EndOn = DateOnly.MaxValue }).Decide();

        Assert.Null(decision.Incentives.GreenChannel.On);
        Assert.Null(decision.ValidUntil);
        Assert.Equal(DateOnly.MaxValue, Assert.Single(decision.Entries).Listing.EndOn);
    }

    [Theory]
    [InlineData("penalty")]
    [InlineData("establishment")]
    public void A_date_beyond_the_calendar_three_years_on_breaks_no_decision(string what)
    {
        var world = what == "penalty"
            ? Licence.Recording(new PenaltyRecorded("p", [PenaltyType.Criminal], 0, DateOnly.MaxValue, Severity.Serious, "", ""))
            : Licence with { Subject = Registered(Organisation, DateOnly.MaxValue) };

        Assert.Null(world.Decide().ValidUntil);
    }

    [Fact]
    public void A_repaired_entry_does_not_show_in_how_long_an_answer_keeps() => Assert.Equal(
        Licence.Decide().ValidUntil,
        Licence.Listed(Entry("B-COURT"), new RepairFiled("entry"), new RepairDecided("entry", Granted: true, "")).Decide().ValidUntil);

    [Fact]
    public void An_entry_rejected_here_is_dropped_before_anybody_is_advised_of_it()
    {
        var listing = Entry("B-COURT") with { LocalVerificationRequired = true, Origin = Unnamed };
        var world = (Licence with { Subject = Person(new DateOnly(1980, 1, 1)) })
            .Listed(listing, new LocalVerificationDecided("entry", Confirmed: false));

        Assert.Empty(world.Decide().Notes);
        Assert.False(world.Decide().Reasons.Contains(ReasonCode.RelatedAdvisory));
    }

    [Fact]
    public void A_red_entry_rejected_here_is_dropped_too()
    {
        var world = (Licence with { RegionCode = "460202" })
            .Listed(Entry("R-MODEL") with { LocalVerificationRequired = true }, new LocalVerificationDecided("entry", Confirmed: false));

        Assert.Empty(world.Decide().Entries);
        Assert.Equal(IncentiveState.NotEligible, world.Decide().Incentives.GreenChannel.State);
    }

    [Fact]
    public void The_red_entry_of_an_organisation_is_a_note_to_a_person_whom_it_does_not_name()
    {
        var world = (Licence with { RegionCode = "460202", Subject = Person(new DateOnly(1980, 1, 1)) })
            .Listed(Entry("R-MODEL") with { Origin = Unnamed });

        Assert.Empty(world.Decide().Entries);
        Assert.Equal(NoteKind.Advisory, Assert.Single(world.Decide().Notes).Kind);
        Assert.Equal(IncentiveState.NotEligible, world.Decide().Incentives.GreenChannel.State);
    }
}
