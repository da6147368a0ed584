using Verify.Domain;
using Verify.Tests.Worlds;

namespace Verify.Tests.Dossiers;

public class DossierTests
{
    [Fact]
    public void The_order_in_which_facts_come_does_not_matter() => Law.Holds(static world =>
    {
        var facts = world.Subject.Facts.ToArray();
        var applicant = world.Applicant;
        var shuffled = applicant with { Dossier = Dossier.Fold(world.Subject.Key, facts.Length, world.Dice.Shuffled(facts)) };

        // Entries that began at one instant are told in the order of their first facts' revisions, which a shuffle keeps.
        Assert.Equal(
            DecisionText.Of(world.Decide()),
            DecisionText.Of(Verify.Decisions.DecisionEngine.Decide(world.Case, shuffled)));
    });

    [Fact]
    public void Of_two_facts_of_one_instant_the_later_recorded_one_wins()
    {
        var subject = new SubjectKey("U:91520523MA6HQ0013R");
        var at = new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(8));
        var listing = new EntryListed("e") { ListKind = "B-COURT", StartOn = new(2026, 6, 1) };
        var listed = Recorded.At(subject, at, listing) with { Revision = 1 };
        var filed = Recorded.At(subject, at, new RepairFiled("e")) with { Revision = 2 };
        var granted = Recorded.At(subject, at, new RepairDecided("e", Granted: true, "")) with { Revision = 3 };

        var entry = Assert.Single(Dossier.Fold(subject, 3, [granted, filed, listed]).Entries);

        Assert.Equal(EntryState.Repaired, entry.At(at).State);
        Assert.Equal(EntryState.None, entry.At(at.AddTicks(-1)).State);
    }

    [Fact]
    public void A_dossier_of_nothing_is_the_empty_one()
    {
        var subject = new SubjectKey("U:91520523MA6HQ0013R");
        var dossier = Dossier.Fold(subject, 7, []);

        Assert.Equal((subject, 7L), (dossier.Subject, dossier.Revision));
        Assert.Empty(dossier.Registrations);
        Assert.Empty(dossier.Entries);
    }
}
