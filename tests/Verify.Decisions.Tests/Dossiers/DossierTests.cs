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

    [Fact]
    public void Facts_of_several_things_are_told_apart_and_in_the_order_of_the_first_of_each()
    {
        var subject = new SubjectKey("U:91520523MA6HQ0013R");
        var at = new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.FromHours(8));
        Fact[] told =
        [
            new EntryPreNotified("b"), new CommitmentFulfilled("b"), new EntryPreNotified("a"), new RepairFiled("b"),
            new PenaltyRepairFiled("b"), new ActPublished("b", new(2026, 6, 1), ""), new InterviewHeld(InterviewKind.Warn, "b", "", false),
            new ObjectionAccepted("a"), new CommitmentCured("a"),
        ];
        var facts = told.Select((fact, hour) => Recorded.At(subject, at.AddHours(hour), fact) with { Revision = 20 - hour }).ToArray();

        var dossier = Dossier.Fold(subject, 20, facts.Reverse());

        Assert.Equal(facts, dossier.Facts);
        Assert.Equal(["b", "a"], dossier.Entries.Select(static entry => entry.Id));
        Assert.Equal([facts[0], facts[3]], dossier.Entries[0].Facts);
        Assert.Equal([facts[2], facts[7]], dossier.Entries[1].Facts);
        Assert.Equal(["b", "a"], dossier.Commitments.Select(static commitment => commitment.Id));
        Assert.Equal([facts[4]], Assert.Single(dossier.Penalties).Facts);
        Assert.Equal([facts[5]], Assert.Single(dossier.Acts).Facts);
        Assert.Empty(dossier.Registrations);
        Assert.Equal(20, dossier.LastChange);
    }

    [Theory]
    [InlineData(typeof(EntryPreNotified), false)]
    [InlineData(typeof(PenaltyRepairFiled), false)]
    [InlineData(typeof(CommitmentFulfilled), false)]
    [InlineData(typeof(GradeRecorded), false)]
    [InlineData(typeof(SubjectRegistered), true)]
    [InlineData(typeof(RelationRecorded), true)]
    [InlineData(typeof(ActPublished), true)]
    public void What_could_ever_count_against_a_subject_is_not_clean(Type type, bool clean)
    {
        var subject = new SubjectKey("U:91520523MA6HQ0013R");
        Fact fact = type.Name switch
        {
            nameof(EntryPreNotified) => new EntryPreNotified("e"),
            nameof(PenaltyRepairFiled) => new PenaltyRepairFiled("p"),
            nameof(CommitmentFulfilled) => new CommitmentFulfilled("c"),
            nameof(GradeRecorded) => new GradeRecorded("NATIONAL", Grade.Excellent, new(2026, 6, 1)),
            nameof(RelationRecorded) => new RelationRecorded(new SubjectKey("P:x"), Role.Agent, null, null),
            nameof(ActPublished) => new ActPublished("a", new(2026, 6, 1), ""),
            _ => new SubjectRegistered("某公司", null, [], [], "91"),
        };

        Assert.Equal(clean, Dossier.Fold(subject, 1, [Recorded.At(subject, DateTimeOffset.UnixEpoch, fact)]).IsClean);
    }

    /// <summary>So a clean dossier, which may hold them, can count against nobody (promise 3).</summary>
    [Fact]
    public void Acts_and_interviews_change_no_answer() => Law.Holds(static world =>
    {
        var dossier = world.Applicant.Dossier;
        Fact[] told =
        [
            new ActDecided("act", ActKind.Penalty, new(2026, 6, 1), "", ""), new ActPublished("act", new(2026, 6, 1), ""),
            new InterviewHeld(InterviewKind.Warn, "e", "", Publish: true),
        ];
        var more = told.Select(fact => Recorded.At(dossier.Subject, DateTimeOffset.UnixEpoch, fact));

        Assert.Equal(
            DecisionText.Of(world.Decide()),
            DecisionText.Of(Verify.Decisions.DecisionEngine.Decide(
                world.Case, world.Applicant with { Dossier = Dossier.Fold(dossier.Subject, dossier.Revision, dossier.Facts.AddRange(more)) })));
    });
}
