using Verify.Domain;
using Verify.Registry;

namespace Verify.Tests.Stores;

public abstract partial class StoreAcceptance
{
    [Fact]
    public async Task What_was_appended_is_read_back_whole()
    {
        var draft = Drafts.Of(Drafts.A, Drafts.Listed("E-1")) with { OccurredAt = Drafts.OccurredAt.AddTicks(1) };
        var outcome = await RecordAsync(draft);

        var read = Assert.Single(await Registry.ReadFactsAsync(Drafts.KeyOfA, Knowledge.Now, Cancellation));

        Assert.Equal(new AppendOutcome.Recorded(1, Clock.Now, Repeated: false), outcome);
        Assert.Equal(1, read.Revision);
        Assert.Equal(Drafts.KeyOfA, read.Subject);
        Assert.Equal(draft.OccurredAt.UtcTicks, read.OccurredAt.UtcTicks);
        Assert.Equal(Clock.Now, read.RecordedAt);
        Assert.Equal(draft.RecordedBy, read.RecordedBy);
        Assert.Equal(draft.DocumentNumber, read.DocumentNumber);
        Assert.Equal(FactCodec.Encode(draft.Fact), FactCodec.Encode(read.Fact));
    }

    [Fact]
    public async Task A_repeated_request_gets_the_first_outcome_and_records_nothing()
    {
        var first = await RecordAsync(Drafts.Of(Drafts.A, Drafts.Grade(), "r-1"));
        await RecordAsync(Drafts.Of(Drafts.B, Drafts.Grade()));
        Clock.Now += TimeSpan.FromHours(1);

        var outcomes = await Registry.AppendAsync(
            [Drafts.Of(Drafts.A, Drafts.Grade(), "r-1")],
            static (_, _) => throw new InvalidOperationException("A repetition is not judged again."),
            Cancellation);

        Assert.Equal([first with { Repeated = true }], outcomes);
        Assert.Equal(2, await Registry.ReadRevisionAsync(Cancellation));
    }

    [Fact]
    public async Task A_request_repeated_within_one_call_is_recorded_once()
    {
        var draft = Drafts.Of(Drafts.A, Drafts.Grade());

        var outcomes = await Registry.AppendAsync([draft, draft], Drafts.AdmitAll, Cancellation);

        Assert.Equal(
            [new AppendOutcome.Recorded(1, Clock.Now, Repeated: false), new AppendOutcome.Recorded(1, Clock.Now, Repeated: true)], outcomes);
    }

    [Fact]
    public async Task A_request_id_with_another_body_is_told_from_a_repetition()
    {
        await RecordAsync(Drafts.Of(Drafts.A, Drafts.Grade(1), "r-1"));

        Assert.IsType<AppendOutcome.RequestIdReused>(await AppendAsync(Drafts.Of(Drafts.A, Drafts.Grade(2), "r-1")));
        Assert.Single(await ReadAllAsync());
    }

    [Fact]
    public async Task Admission_sees_the_drafts_before_it_in_the_same_call()
    {
        var seen = new List<(long Revision, int Entries)>();

        await Registry.AppendAsync(
            [
                Drafts.Of(Drafts.A, new EntryProposed("E-1", "B-WAGE", "")),
                Drafts.Of(Drafts.B, Drafts.Grade()),
                Drafts.Of(Drafts.A, new EntryProposed("E-2", "B-WAGE", "")),
                Drafts.Of(Drafts.A, Drafts.Grade()),
            ],
            (dossier, draft) =>
            {
                Assert.Equal(draft.Subject, dossier.Subject);
                seen.Add((dossier.Revision, dossier.Entries.Length));
                return null;
            },
            Cancellation);

        Assert.Equal([(0, 0), (1, 0), (2, 1), (3, 2)], seen);
    }

    [Fact]
    public async Task A_refused_draft_leaves_no_trace_and_the_others_are_recorded()
    {
        var alias = new SubjectCode(CodeType.RegistrationNumber, "520523000012349");
        var refusal = new RecordRefusal.Unfit("name", new LocalText("不合", "refused"));

        var outcomes = await Registry.AppendAsync(
            [
                Drafts.Of(Drafts.A, Drafts.Grade()),
                Drafts.Of(Drafts.B, Drafts.Registered(alias)),
                Drafts.Of(Drafts.B, Drafts.Listed("E-1")),
                Drafts.Of(Drafts.A, Drafts.Grade()),
            ],
            (_, draft) => draft.Subject == Drafts.KeyOfB ? refusal : null,
            Cancellation);

        Assert.Equal(new AppendOutcome.Refused(refusal), outcomes[1]);
        Assert.Equal(new AppendOutcome.Refused(refusal), outcomes[2]);
        Assert.Equal([1, 2], (await ReadAllAsync()).Select(fact => fact.Revision));
        Assert.Null(await Registry.ResolveAliasAsync(SubjectKey.OfOrganisation(alias), Knowledge.Now, Cancellation));
        Assert.Empty(await Registry.ReadIdentitiesAsync([Drafts.KeyOfB], Cancellation));
        await RecordAsync(Drafts.Of(Drafts.A, Drafts.Listed("E-1")));
    }

    [Fact]
    public async Task A_refused_request_may_come_again()
    {
        await Registry.AppendAsync(
            [Drafts.Of(Drafts.A, Drafts.Grade(), "r-1")], static (_, _) => new RecordRefusal.NotFound("entry", "E"), Cancellation);

        Assert.False((await RecordAsync(Drafts.Of(Drafts.A, Drafts.Grade(), "r-1"))).Repeated);
    }

    [Fact]
    public async Task A_judge_that_fails_takes_the_whole_call_back_and_the_store_lives_on()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Registry.AppendAsync(
            [Drafts.Of(Drafts.A, Drafts.Grade()), Drafts.Of(Drafts.B, Drafts.Grade())],
            static (_, draft) => draft.Subject == Drafts.KeyOfB ? throw new InvalidOperationException() : null,
            Cancellation));

        Assert.Empty(await ReadAllAsync());
        Assert.Equal(1, (await RecordAsync(Drafts.Of(Drafts.A, Drafts.Grade()))).Revision);
    }

    [Fact]
    public async Task What_is_cancelled_before_its_turn_is_not_recorded()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Registry.AppendAsync(
            [Drafts.Of(Drafts.A, Drafts.Grade())], Drafts.AdmitAll, new CancellationToken(canceled: true)));

        Assert.Empty(await ReadAllAsync());
    }

    [Fact]
    public async Task A_clock_set_back_does_not_take_knowledge_back()
    {
        await RecordAsync(Drafts.Of(Drafts.A, Drafts.Grade()));
        var before = Clock.Now;
        Clock.Now -= TimeSpan.FromDays(1);

        Assert.Equal(before, (await RecordAsync(Drafts.Of(Drafts.A, Drafts.Grade()))).RecordedAt);
    }
}
