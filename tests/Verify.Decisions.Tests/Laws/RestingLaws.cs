using Verify.Decisions;
using Verify.Domain;
using Verify.Tests.Worlds;

namespace Verify.Tests.Laws;

/// <summary>JS-73, FJ-35: an answer is found again by the entries that it rests on, so they are all there, and nothing else is.</summary>
public class RestingLaws
{
    [Fact]
    public void A_decision_rests_on_whatever_it_shows_or_follows_from() => Law.Holds(static world =>
    {
        var decision = world.Decide();

        Assert.Empty(decision.Entries.Select(static entry => entry.Listing.EntryId)
            .Concat(decision.Measures.SelectMany(static measure => measure.SourceEntryIds))
            .Concat(decision.Notes.Select(static note => note.EntryId).Where(static id => id.Length > 0))
            .Except(decision.RestsOn));
        Assert.Equal(decision.RestsOn.Distinct(), decision.RestsOn);
    });

    [Fact]
    public void An_entry_on_which_a_decision_does_not_rest_may_be_forgotten() => Law.Holds(static world =>
    {
        var decision = world.Decide();
        var needed = decision.RestsOn.Concat(decision.Alerts.Select(static alert => alert.EntryId)).ToHashSet(StringComparer.Ordinal);
        var forgetful = world with
        {
            Subject = Keeping(world.Subject, needed),
            Kin = [.. world.Kin.Select(kin => kin with { Party = Keeping(kin.Party, needed) })],
        };

        Assert.Equal(TextOf(decision), TextOf(forgetful.Decide()));
    });

    [Fact]
    public void Nothing_about_a_minor_is_kept_with_an_answer() => Law.Holds(static world =>
    {
        var minor = world with
        {
            Kin = [],
            Subject = world.Subject with { Key = new SubjectKey("P:YOUNG"), BirthDate = world.Today.AddYears(-10) },
        };
        var decision = minor.Decide();

        Assert.Empty(decision.RestsOn.Intersect(decision.Alerts
            .Where(static alert => alert.Reason == ReasonCode.MinorProtected)
            .Select(static alert => alert.EntryId)));
    });

    // How long an answer keeps depends on dates of entries that have not begun to matter.
    private static string TextOf(Decision decision) => DecisionText.Of(decision with { ValidUntil = null });

    private static Party Keeping(Party party, HashSet<string> entries) => party with
    {
        Histories = [.. party.Histories.Where(history => history.All(fact => fact.Fact is not EntryFact entry || entries.Contains(entry.EntryId)))],
    };
}
