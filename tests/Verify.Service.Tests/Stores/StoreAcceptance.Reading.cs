using Verify.Domain;
using Verify.Registry;

namespace Verify.Tests.Stores;

public abstract partial class StoreAcceptance
{
    [Fact]
    public async Task An_empty_registry_has_revision_0_and_empty_dossiers()
    {
        var snapshot = await ReadAsync(Drafts.KeyOfA);

        Assert.Equal(0, snapshot.Revision);
        Assert.Equal(Drafts.KeyOfA, Assert.Single(snapshot.Dossiers).Subject);
        Assert.Empty(snapshot.Dossiers[0].Grades);
        Assert.Equal(0, await Registry.ReadRevisionAsync(Cancellation));
        Assert.Empty(await Registry.ReadFactsAsync(Drafts.KeyOfA, Knowledge.Now, Cancellation));
    }

    [Fact]
    public async Task Dossiers_come_in_the_order_of_the_keys_and_a_key_asked_for_twice_comes_twice()
    {
        await RecordAsync(Drafts.Of(Drafts.A, Drafts.Grade()));
        var unknown = SubjectKey.OfOrganisation(Drafts.Organisation("91350000MA6HQ003X7"));

        var snapshot = await ReadAsync(Drafts.KeyOfB, Drafts.KeyOfA, unknown, Drafts.KeyOfA);

        Assert.Equal([Drafts.KeyOfB, Drafts.KeyOfA, unknown, Drafts.KeyOfA], snapshot.Dossiers.Select(static dossier => dossier.Subject));
        Assert.Equal([0, 1, 0, 1], snapshot.Dossiers.Select(static dossier => dossier.Grades.Length));
        Assert.All(snapshot.Dossiers, static dossier => Assert.Equal(1, dossier.Revision));
    }

    [Fact]
    public async Task A_source_was_last_heard_from_as_known_at_a_revision_and_by_an_instant()
    {
        var court = SubjectKey.OfSource("COURT");
        foreach (var day in new[] { 1, 3, 2 })
        {
            await RecordAsync(Drafts.Of(Drafts.A, new SourceSynced("COURT"), $"sync-{day}") with
            {
                Subject = court, OccurredAt = Drafts.OccurredAt.AddDays(day), Identities = [],
            });
        }

        Assert.Equal([Drafts.OccurredAt.AddDays(3), null], await LastSyncsAsync(revision: 3, by: 9, court, SubjectKey.OfSource("TAX")));
        Assert.Equal([Drafts.OccurredAt.AddDays(2)], await LastSyncsAsync(revision: 3, by: 2, court));
        Assert.Equal([Drafts.OccurredAt.AddDays(1)], await LastSyncsAsync(revision: 1, by: 9, court));
        Assert.Equal([null], await LastSyncsAsync(revision: 3, by: 0, court));

        Task<IReadOnlyList<DateTimeOffset?>> LastSyncsAsync(long revision, int by, params SubjectKey[] sources) =>
            Registry.ReadLastSyncsAsync(sources, revision, Drafts.OccurredAt.AddDays(by), Cancellation);
    }

    [Fact]
    public async Task No_keys_give_the_revision_alone()
    {
        await RecordAsync(Drafts.Of(Drafts.A, Drafts.Grade()));

        var snapshot = await ReadAsync();

        Assert.Equal(1, snapshot.Revision);
        Assert.Empty(snapshot.Dossiers);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(99, 3)]
    public async Task Knowledge_by_revision_ends_with_that_revision(long asked, int known)
    {
        for (var i = 0; i < 3; i++)
            await RecordAsync(Drafts.Of(Drafts.A, Drafts.Grade()));

        var knowledge = new Knowledge(asked, null);
        var snapshot = await Registry.ReadAsync([Drafts.KeyOfA], knowledge, Cancellation);

        Assert.Equal(known, snapshot.Revision);
        Assert.Equal(known, snapshot.Dossiers[0].Grades.Length);
        Assert.Equal(known, (await Registry.ReadFactsAsync(Drafts.KeyOfA, knowledge, Cancellation)).Count);
    }

    [Fact]
    public async Task Knowledge_by_instant_holds_what_was_recorded_at_or_before_it()
    {
        var start = Clock.Now;
        for (var i = 0; i < 3; i++)
        {
            Clock.Now = start + TimeSpan.FromSeconds(i);
            await Registry.AppendAsync([Drafts.Of(Drafts.A, Drafts.Grade()), Drafts.Of(Drafts.B, Drafts.Grade())], Drafts.AdmitAll, Cancellation);
        }

        Assert.Equal(0, await KnownAsync(new(null, start.AddTicks(-1))));
        Assert.Equal(2, await KnownAsync(new(null, start)));
        Assert.Equal(2, await KnownAsync(new(null, start.AddSeconds(1).AddTicks(-1))));
        Assert.Equal(4, await KnownAsync(new(null, start.AddSeconds(1).ToOffset(TimeSpan.FromHours(8)))));
        Assert.Equal(6, await KnownAsync(new(null, DateTimeOffset.MaxValue)));
        Assert.Equal(3, await KnownAsync(new(3, start.AddSeconds(1))));
        Assert.Equal(2, await KnownAsync(new(3, start)));

        async Task<long> KnownAsync(Knowledge knowledge)
        {
            var snapshot = await Registry.ReadAsync([Drafts.KeyOfA, Drafts.KeyOfB], knowledge, Cancellation);
            Assert.Equal(snapshot.Revision, snapshot.Dossiers.Sum(static dossier => dossier.Grades.Length));
            return snapshot.Revision;
        }
    }

    [Fact]
    public async Task Facts_are_followed_page_by_page()
    {
        for (var i = 0; i < 5; i++)
            await RecordAsync(Drafts.Of(i % 2 == 0 ? Drafts.A : Drafts.B, Drafts.Grade()));

        Assert.Equal([1, 2], await PageAsync(0));
        Assert.Equal([3, 4], await PageAsync(2));
        Assert.Equal([5], await PageAsync(4));
        Assert.Empty(await PageAsync(5));

        async Task<IEnumerable<long>> PageAsync(long after) =>
            (await Registry.ReadFactsAfterAsync(after, 2, Cancellation)).Select(static fact => fact.Revision);
    }

    [Fact]
    public async Task Subjects_whose_keys_differ_in_case_alone_are_two()
    {
        var draft = Drafts.Of(Drafts.A, Drafts.Listed("e-1")) with { Subject = new SubjectKey("P:abc"), Identities = [] };
        await RecordAsync(draft);

        Assert.Empty((await ReadAsync(new SubjectKey("P:ABC"))).Dossiers[0].Entries);
        Assert.IsType<AppendOutcome.Recorded>(await AppendAsync(Drafts.Of(Drafts.B, Drafts.Listed("E-1"))));
    }

    [Fact]
    public async Task An_already_cancelled_read_is_cancelled()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Registry.ReadAsync([Drafts.KeyOfA], Knowledge.Now, new CancellationToken(canceled: true)));
    }
}
