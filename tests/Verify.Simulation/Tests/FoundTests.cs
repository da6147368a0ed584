using Verify.Domain;
using Verify.Dossiers;
using Verify.Registry;

namespace Verify.Simulation.Tests;

/// <summary>What the simulation has found, each told once without chance.</summary>
public sealed class FoundTests
{
    private static readonly TimeSpan Attempt = TimeSpan.FromMilliseconds(200);

    private readonly World _world = new(1, faults: Fault.None);

    private Process Process => _world.Processes[0];

    private StoreLink Store => new(_world.Store, Process, Sabotage.Nothing);

    [Fact]
    public void An_instance_that_the_roll_did_not_take_proves_nothing_and_enrols_when_it_is_asked_next()
    {
        Take(async () =>
        {
            _world.Store.AwayUntil = _world.Timeline.Now + TimeSpan.TicksPerSecond;
            await using var enrolment = new Enrolment(Store, Attempt, Process.Clock);
            await enrolment.StartAsync(CancellationToken.None);
            await using var revisions = new RevisionSource(Store, Attempt, Process.Clock, Attempt);
            revisions.Start();
            var options = new FreshnessOptions();
            var freshness = new FreshnessSource(revisions, enrolment, options, Process.Clock);
            await Assert.ThrowsAsync<StoreUnavailableException>(() => freshness.RenewAsync(CancellationToken.None));

            await Task.Delay(TimeSpan.FromSeconds(1.5), Process.Clock);
            await revisions.ReadAsync(CancellationToken.None);
            freshness.Reach(revisions.Latest);
            Assert.False(freshness.IsFresh(revisions.Latest));
            Assert.True(freshness.IsFresh(await freshness.RenewAsync(CancellationToken.None)));
            Assert.Single(_world.Registry.Roll);
        });
    }

    [Fact]
    public void A_machine_that_was_suspended_does_not_rely_on_the_place_that_others_may_have_struck_off()
    {
        Take(async () =>
        {
            await using var enrolment = new Enrolment(Store, Attempt, Process.Clock);
            await enrolment.StartAsync(CancellationToken.None);
            Assert.True(enrolment.Covers(Now()));

            Process.Machine.Suspend(TimeSpan.FromSeconds(70).Ticks);
            await Task.Delay(TimeSpan.FromMilliseconds(1), Process.Clock);
            Assert.False(enrolment.Covers(Now()));
            await enrolment.EnsureAsync(CancellationToken.None);
            Assert.True(enrolment.Covers(Now()));
        });
    }

    [Fact]
    public void A_roll_that_never_answers_holds_up_nobody_who_follows()
    {
        Take(async () =>
        {
            await using var enrolment = new Enrolment(Store, Attempt, Process.Clock);
            await enrolment.StartAsync(CancellationToken.None);
            Process.CutOffUntil = long.MaxValue;
            var began = Process.Clock.GetTimestamp();
            await enrolment.ConfirmAsync(1, CancellationToken.None);
            Assert.InRange(Process.Clock.GetElapsedTime(began), Attempt, Attempt * 1.5);
        });
    }

    [Fact]
    public void A_question_to_the_store_that_is_never_answered_ends_at_its_limit()
    {
        Take(async () =>
        {
            Process.CutOffUntil = long.MaxValue;
            var began = Process.Clock.GetTimestamp();
            await Assert.ThrowsAsync<StoreUnavailableException>(
                () => StoreAttempt.WithinAsync(Attempt, Process.Clock, Store.ReadRevisionAsync, CancellationToken.None));
            Assert.InRange(Process.Clock.GetElapsedTime(began), Attempt, Attempt * 1.5);
        });
    }

    [Fact]
    public void A_source_is_not_shown_as_heard_from_after_the_revision_of_the_answer()
    {
        Take(async () =>
        {
            var changes = new ChangeLog(64);
            changes.Reset(0);
            var syncs = new SourceSyncs(Store, changes, new FreshnessOptions(), Process.Clock);
            var heard = Process.Clock.GetUtcNow();
            _world.Registry.Append(new FactDraft("heard", [], World.Source, heard, default, "", new SourceSynced("COURT"), []));

            await syncs.ReadAsync([World.Source], Now(1), heard, CancellationToken.None);
            Assert.Equal([heard], syncs.TryFind([World.Source], Now(1), heard));
            Assert.Null(syncs.TryFind([World.Source], Now(0), heard));
        });
    }

    private Watermark Now(long revision = 0) => new(revision, Process.Clock.GetUtcNow(), Process.Clock.GetTimestamp());

    private void Take(Func<Task> course)
    {
        var over = false;
        Process.Begin(async () =>
        {
            await course();
            over = true;
        });
        _world.Timeline.RunTo(TimeSpan.FromMinutes(10).Ticks);
        Assert.True(over);
    }
}
