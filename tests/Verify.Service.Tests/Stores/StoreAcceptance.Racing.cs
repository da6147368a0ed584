using Verify.Domain;
using Verify.Registry;

namespace Verify.Tests.Stores;

public abstract partial class StoreAcceptance
{
    private const int Racers = 8;

    [Fact]
    public async Task Revisions_are_gap_free_under_parallel_writers_of_whom_some_are_refused()
    {
        const int rounds = 20;
        var outcomes = await Task.WhenAll(Enumerable.Range(0, Racers).Select(writer => Task.Run(
            async () =>
            {
                var mine = new List<AppendOutcome>();
                for (var round = 0; round < rounds; round++)
                {
                    mine.AddRange(await Registry.AppendAsync(
                        [Drafts.Of(Drafts.A, Drafts.Grade()), Drafts.Of(Drafts.B, Drafts.Grade()), Drafts.Of(Drafts.A, Drafts.Grade())],
                        (_, draft) => draft.Subject == Drafts.KeyOfB && writer % 2 == 0 ? new RecordRefusal.Unfit("", new LocalText("不合", "")) : null,
                        Cancellation));
                }

                return mine;
            },
            Cancellation)));

        var told = outcomes.SelectMany(static mine => mine).OfType<AppendOutcome.Recorded>().Select(static recorded => recorded.Revision);
        var expected = Enumerable.Range(1, Racers * rounds * 5 / 2).Select(static revision => (long)revision).ToArray();
        Assert.Equal(expected, told.Order());
        Assert.Equal(expected, (await ReadAllAsync()).Select(static fact => fact.Revision));
    }

    [Fact]
    public async Task Of_racing_moves_of_one_entry_exactly_one_wins()
    {
        await RecordAsync(Drafts.Of(Drafts.A, Drafts.Listed("E-1")));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, Racers).Select(_ => Task.Run(
            async () => Assert.Single(await Registry.AppendAsync(
                [Drafts.Of(Drafts.A, new RepairFiled("E-1"))], Drafts.AdmitMoves, Cancellation)),
            Cancellation)));

        Assert.Single(outcomes.OfType<AppendOutcome.Recorded>());
        Assert.All(
            outcomes.OfType<AppendOutcome.Refused>(),
            static refused => Assert.Equal(
                EntryState.RepairPending, Assert.IsType<RecordRefusal.IllegalTransition>(refused.Refusal).State));
        Assert.Equal(2, await Registry.ReadRevisionAsync(Cancellation));
    }

    [Fact]
    public async Task Of_racing_requests_with_one_id_one_is_recorded_and_all_are_told_its_revision()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, Racers).Select(_ => Task.Run(
            async () => await RecordAsync(Drafts.Of(Drafts.A, Drafts.Grade(), "r-1")), Cancellation)));

        Assert.All(outcomes, static outcome => Assert.Equal(1, outcome.Revision));
        Assert.Single(outcomes, static outcome => !outcome.Repeated);
        Assert.Single(await ReadAllAsync());
    }

    [Fact]
    public async Task Of_subjects_that_race_for_an_entry_id_one_gets_it()
    {
        var outcomes = await Task.WhenAll(new[] { Drafts.A, Drafts.B }.Select(subject => Task.Run(
            async () => await AppendAsync(Drafts.Of(subject, Drafts.Listed("E-1"))), Cancellation)));

        Assert.Single(outcomes.OfType<AppendOutcome.Recorded>());
        Assert.Equal(
            new RecordRefusal.Taken("entry", "E-1"), Assert.Single(outcomes.OfType<AppendOutcome.Refused>()).Refusal);
    }

    [Fact]
    public async Task A_batch_is_read_at_one_revision_while_others_write()
    {
        using var done = new CancellationTokenSource();
        var writer = Task.Run(
            async () =>
            {
                for (var round = 0; round < 100; round++)
                    await Registry.AppendAsync([Drafts.Of(Drafts.A, Drafts.Grade()), Drafts.Of(Drafts.B, Drafts.Grade())], Drafts.AdmitAll, Cancellation);
                await done.CancelAsync();
            },
            Cancellation);

        do
        {
            var snapshot = await ReadAsync(Drafts.KeyOfA, Drafts.KeyOfB);
            Assert.Equal(snapshot.Revision, snapshot.Dossiers.Sum(static dossier => dossier.Grades.Length));
            Assert.Equal(snapshot.Dossiers[0].Grades.Length, snapshot.Dossiers[1].Grades.Length);
            Assert.All(snapshot.Dossiers, dossier => Assert.Equal(snapshot.Revision, dossier.Revision));
        }
        while (!done.IsCancellationRequested);
        await writer;
    }
}
