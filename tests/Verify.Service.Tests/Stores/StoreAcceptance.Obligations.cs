using Verify.Domain;
using Verify.Registry;

namespace Verify.Tests.Stores;

public abstract partial class StoreAcceptance
{
    private static readonly DateOnly Due = new(2026, 6, 16);

    [Fact]
    public async Task What_a_fact_opens_is_read_until_another_settles_it()
    {
        await RecordAsync(Opening(Drafts.A, "C-1", Due));
        await RecordAsync(Opening(Drafts.B, "C-2", Due.AddDays(-1), "OTHER"));
        Assert.Equal(
            [
                (ObligationKind.Commitment, "C-2", Drafts.KeyOfB, Due.AddDays(-1), "OTHER"),
                (ObligationKind.Commitment, "C-1", Drafts.KeyOfA, Due, "DEPT"),
            ],
            (await OpenAsync()).Select(static due => (due.Kind, due.Id, due.Subject, due.Day, due.Department)));

        await RecordAsync(Changing(Drafts.A, new ObligationChange.Moved(ObligationKind.Commitment, "C-1", Due.AddDays(-9))));
        Assert.Equal([("C-1", Due.AddDays(-9), "DEPT"), ("C-2", Due.AddDays(-1), "OTHER")], (await OpenAsync()).Select(static due => (due.Id, due.Day, due.Department)));

        await RecordAsync(Changing(Drafts.A, new ObligationChange.Settled(ObligationKind.Commitment, "C-1")));
        Assert.Equal(["C-2"], (await OpenAsync()).Select(static due => due.Id));
    }

    [Fact]
    public async Task Under_one_identifier_another_kind_and_another_subject_have_obligations_of_their_own()
    {
        await RecordAsync(Opening(Drafts.A, "X", Due));
        await RecordAsync(Opening(Drafts.B, "X", Due));
        await RecordAsync(Changing(Drafts.A, new ObligationChange.Opened(ObligationKind.Publicity, "X", Due, "DEPT")));

        await RecordAsync(Changing(Drafts.A, new ObligationChange.Settled(ObligationKind.Commitment, "X")));

        Assert.Equal(
            [(ObligationKind.Commitment, Drafts.KeyOfB), (ObligationKind.Publicity, Drafts.KeyOfA)],
            (await OpenAsync()).Select(static due => (due.Kind, due.Subject)));
    }

    [Fact]
    public async Task Nothing_is_opened_by_a_draft_that_is_refused_or_repeated()
    {
        await Registry.AppendAsync([Opening(Drafts.A, "C-1", Due)], static (_, _) => new RecordRefusal.NotFound("entry", "E"), Cancellation);
        Assert.Empty(await OpenAsync());

        var opening = Opening(Drafts.A, "C-2", Due);
        await RecordAsync(opening);
        await RecordAsync(Changing(Drafts.A, new ObligationChange.Settled(ObligationKind.Commitment, "C-2")));
        Assert.True((await RecordAsync(opening)).Repeated);
        Assert.Empty(await OpenAsync());
    }

    [Fact]
    public async Task Settling_or_moving_what_is_not_open_changes_nothing()
    {
        await RecordAsync(Changing(Drafts.A, new ObligationChange.Settled(ObligationKind.Publicity, "X")));
        await RecordAsync(Changing(Drafts.A, new ObligationChange.Moved(ObligationKind.Commitment, "X", Due)));
        Assert.Empty(await OpenAsync());
    }

    [Fact]
    public async Task Obligations_are_read_by_department_up_to_a_day_and_page_by_page()
    {
        for (var i = 0; i < 6; i++)
            await RecordAsync(Opening(Drafts.A, $"C-{i}", Due.AddDays(-i / 2), i % 2 == 0 ? "EVEN" : "ODD"));

        Assert.Equal(["C-4", "C-5", "C-2", "C-3"], (await OpenAsync(dueBy: Due.AddDays(-1))).Select(static due => due.Id));
        Assert.Equal(["C-5", "C-3", "C-1"], (await OpenAsync(department: "ODD")).Select(static due => due.Id));

        var first = await OpenAsync(count: 2);
        var second = await OpenAsync(after: new ObligationCursor(first[^1].Day, first[^1].Sequence), count: 3);
        var third = await OpenAsync(after: new ObligationCursor(second[^1].Day, second[^1].Sequence), count: 3);
        Assert.Equal(["C-4", "C-5", "C-2", "C-3", "C-0", "C-1"], first.Concat(second).Concat(third).Select(static due => due.Id));
    }

    private static FactDraft Opening(SubjectCode subject, string id, DateOnly day, string department = "DEPT") =>
        Changing(subject, new ObligationChange.Opened(ObligationKind.Commitment, id, day, department));

    private static FactDraft Changing(SubjectCode subject, ObligationChange change) =>
        Drafts.Of(subject, Drafts.Grade()) with { Obligation = change };

    private Task<IReadOnlyList<OpenObligation>> OpenAsync(
        string department = "", DateOnly? dueBy = null, ObligationCursor? after = null, int count = 100) =>
        Registry.ReadObligationsAsync(
            new ObligationQuery(department, dueBy ?? DateOnly.MaxValue, after ?? ObligationCursor.Start, count), Cancellation);
}
