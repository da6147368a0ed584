using Verify.Decisions;
using Verify.Domain;
using Verify.Tests.Worlds;

namespace Verify.Tests.Laws;

/// <summary>QTX-20: what a person does before 18 is treated with care, and nothing punitive is told about a minor.</summary>
public class MinorLaws
{
    [Fact]
    public void Nothing_punitive_is_shown_about_a_person_under_18() => Law.Holds(static world =>
    {
        var minor = AsPersonBorn(world, world.Today.AddYears(-18).AddDays(1));
        var decision = minor.Decide();

        Assert.DoesNotContain(decision.Entries, static entry => entry.Kind.Colour != Colour.Red);
        Assert.DoesNotContain(decision.ListStatus, static status => status.Colour != Colour.Red);
        Assert.DoesNotContain(decision.Notes, static note => note.Kind == NoteKind.Reference);
        Assert.Empty(decision.Measures);
    });

    [Fact]
    public void The_recogniser_is_told_of_each_standing_entry_of_a_minor_and_of_no_other() => Law.Holds(static world =>
    {
        var birthday = world.Today.AddYears(-18);
        var adult = AsPersonBorn(world, birthday).Decide();
        var minor = AsPersonBorn(world, birthday.AddDays(1)).Decide();

        Assert.DoesNotContain(adult.Alerts, static alert => alert.Reason == ReasonCode.MinorProtected);
        Assert.Equal(
            minor.Alerts.Any(static alert => alert.Reason == ReasonCode.MinorProtected),
            minor.Reasons.Contains(ReasonCode.MinorProtected));
        Assert.Empty(adult.Entries
            .Where(static entry => entry.Kind.IsPunitive())
            .Select(static entry => entry.Listing.EntryId)
            .Except(minor.Alerts.Select(static alert => alert.EntryId)));
    });

    [Fact]
    public void What_was_done_before_18_never_leads_to_more_than_review() => Law.Holds(static world =>
    {
        var person = AsPersonBorn(world, new DateOnly(1990, 1, 1));
        var decision = (person with { Subject = person.Subject.ActingOn(new DateOnly(2007, 12, 31)) }).Decide();

        Assert.DoesNotContain(decision.Measures, static measure =>
            measure is { Effect: MeasureEffect.Bar } or { Strength: MeasureStrength.Mandatory });
        Assert.All(
            decision.Entries.Where(static entry => entry.Kind.IsPunitive()),
            static entry => Assert.True(entry.Flags.HasFlag(EntryFlags.Lenient)));
    });

    /// <summary>The subject of a world as a person of a birth date, with the same record.</summary>
    private static World AsPersonBorn(World world, DateOnly birthDate) => world with
    {
        Kin = [],
        Subject = world.Subject with { Key = new SubjectKey("P:YOUNG"), BirthDate = birthDate, Resolution = Resolution.Direct },
    };
}
