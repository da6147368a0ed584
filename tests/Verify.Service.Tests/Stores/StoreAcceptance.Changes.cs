using Verify.Domain;
using Verify.Registry;

namespace Verify.Tests.Stores;

public abstract partial class StoreAcceptance
{
    [Fact]
    public async Task Changes_name_revision_subject_and_type_of_every_fact()
    {
        await RecordAsync(Drafts.Of(Drafts.A, Drafts.Registered()));
        await RecordAsync(Drafts.Of(Drafts.B, Drafts.Listed("E-1") with { Reason = new string('文', 6_000) }));
        await RecordAsync(Drafts.Of(TestKeys.Persons[0], Drafts.Grade()));
        await Catalogs.AppendAsync(Catalog("v1", Clock.Now), Cancellation);
        await RecordAsync(Drafts.Of(Drafts.B, new RepairDecided("E-1", Granted: true, "")));

        var changes = await Registry.ReadChangesAfterAsync(0, int.MaxValue, Cancellation);

        Assert.Equal(
            ["subject_registered", "entry_listed", "grade_recorded", "catalog_published", "repair_decided"],
            changes.Select(static change => change.Type));
        Assert.Equal(
            (await ReadAllAsync()).Select(static fact => new RecordedChange(fact.Revision, fact.Subject, FactCodec.NameOf(fact.Fact))), changes);
    }

    [Fact]
    public async Task Changes_are_followed_page_by_page()
    {
        for (var i = 0; i < 5; i++)
            await RecordAsync(Drafts.Of(i % 2 == 0 ? Drafts.A : Drafts.B, Drafts.Grade()));

        Assert.Equal([1, 2], await PageAsync(0));
        Assert.Equal([3, 4], await PageAsync(2));
        Assert.Equal([5], await PageAsync(4));
        Assert.Empty(await PageAsync(5));

        async Task<IEnumerable<long>> PageAsync(long after) =>
            (await Registry.ReadChangesAfterAsync(after, 2, Cancellation)).Select(static change => change.Revision);
    }

    [Fact]
    public async Task Whoever_follows_changes_while_others_write_meets_every_revision_once_and_in_order()
    {
        const int rounds = 20;
        var writing = Task.WhenAll(Enumerable.Range(0, Racers).Select(_ => Task.Run(
            async () =>
            {
                for (var round = 0; round < rounds; round++)
                    await Registry.AppendAsync([Drafts.Of(Drafts.A, Drafts.Grade()), Drafts.Of(Drafts.B, Drafts.Grade())], Drafts.AdmitAll, Cancellation);
            },
            Cancellation)));

        var met = 0L;
        while (met < Racers * rounds * 2)
        {
            // A writer that failed must not leave this waiting for what never comes.
            var last = writing.IsCompleted;
            foreach (var change in await Registry.ReadChangesAfterAsync(met, 7, Cancellation))
                Assert.Equal(++met, change.Revision);
            if (last)
                await writing;
        }

        await writing;
    }

    [Fact]
    public async Task A_registry_keeps_its_id_and_another_has_another()
    {
        var id = await Registry.ReadIdAsync(Cancellation);
        await RecordAsync(Drafts.Of(Drafts.A, Drafts.Grade()));
        await using var others = await OpenAsync(Clock);

        Assert.NotEqual(Guid.Empty, id);
        Assert.Equal(id, await Registry.ReadIdAsync(Cancellation));
        Assert.NotEqual(id, await others.Registry.ReadIdAsync(Cancellation));
    }

    [Fact]
    public async Task A_registry_is_given_another_id_where_it_was_restored_and_keeps_that()
    {
        var id = await Registry.ReadIdAsync(Cancellation);
        await Registry.RenewIdAsync(Cancellation);
        var renewed = await Registry.ReadIdAsync(Cancellation);

        Assert.NotEqual(id, renewed);
        Assert.NotEqual(Guid.Empty, renewed);
        Assert.Equal(renewed, await Registry.ReadIdAsync(Cancellation));
    }
}
