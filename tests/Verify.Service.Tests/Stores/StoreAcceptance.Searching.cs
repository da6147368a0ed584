using Verify.Audit;
using Verify.Domain;

namespace Verify.Tests.Stores;

public abstract partial class StoreAcceptance
{
    [Fact]
    public async Task A_check_is_read_back_with_everything_that_hangs_on_it()
    {
        var record = Checks.At("2026-06-01T10:00").Advising("2026-07-10", "m2", "m1") with
        {
            Entries = ["E-2", "e-1"],
            OtherSubjects = [new NamedSubject(Drafts.KeyOfB, SubjectPart.Member), new NamedSubject(Drafts.KeyOfB, SubjectPart.Related)],
            AnswerValidUntil = Drafts.OccurredAt.AddTicks(3),
        };
        await Register.AppendAsync(record, Cancellation);

        var found = await Audit.FindCheckAsync(record.CheckId, Cancellation);

        Assert.NotNull(found);
        Assert.Equal(
            (record.DepartmentCode, record.OperatorId, record.Subject, record.MatterCode, record.CaseNumber, record.Stage, record.RegionCode),
            (found.DepartmentCode, found.OperatorId, found.Subject, found.MatterCode, found.CaseNumber, found.Stage, found.RegionCode));
        Assert.Equal(
            (record.EvaluatedAt, record.AsOf, record.Revision, record.CatalogVersion, record.Disposition, record.Refusal),
            (found.EvaluatedAt, found.AsOf, found.Revision, found.CatalogVersion, found.Disposition, found.Refusal));
        Assert.Equal((record.FeedbackDueOn, record.AnswerValidUntil), (found.FeedbackDueOn, found.AnswerValidUntil));
        Assert.Equal(record.OtherSubjects, found.OtherSubjects);
        Assert.Equal(record.Entries, found.Entries);
        Assert.Equal(["m1", "m2"], found.Measures.Select(static state => state.Measure.Code));
        Assert.Equal([.. record.Measures.Reverse()], found.Measures.Select(static state => state.Measure));
        Assert.All(found.Measures, static state => Assert.Null(state.Last));
        Assert.Null(await Audit.FindCheckAsync(Guid.CreateVersion7(), Cancellation));
    }

    [Fact]
    public async Task A_check_that_is_taken_twice_hangs_its_measures_once()
    {
        var record = Checks.At("2026-06-01T10:00").Advising("2026-07-10", "m1");
        await Register.AppendAsync(record, Cancellation);
        await Register.AppendAsync(record, Cancellation);

        Assert.Single((await Audit.FindCheckAsync(record.CheckId, Cancellation))!.Measures);
    }

    [Fact]
    public async Task Checks_come_newest_first_and_a_later_one_does_not_move_an_older_page()
    {
        var records = Enumerable.Range(1, 5).Select(static day => Checks.At($"2026-06-0{day}T10:00")).ToArray();
        foreach (var record in records.OrderBy(static record => record.EvaluatedAt.Day % 3))
            await Register.AppendAsync(record, Cancellation);

        var first = await Audit.SearchChecksAsync(new CheckFilter(), 2, Cancellation);
        await Register.AppendAsync(Checks.At("2026-06-06T10:00"), Cancellation);
        var second = await Audit.SearchChecksAsync(new CheckFilter { OlderThan = first[^1].CheckId }, 2, Cancellation);
        var last = await Audit.SearchChecksAsync(new CheckFilter { OlderThan = second[^1].CheckId }, 2, Cancellation);

        Assert.Equal(records.Reverse().Select(static record => record.CheckId), first.Concat(second).Concat(last).Select(static check => check.CheckId));
    }

    [Fact]
    public async Task Every_part_of_a_filter_narrows_whatever_the_search_starts_from()
    {
        var sought = Checks.At("2026-06-02T10:00") with
        {
            Entries = ["E-1"],
            OtherSubjects = [new NamedSubject(Drafts.KeyOfB, SubjectPart.Related)],
        };
        var narrowing = new (CheckRecord Left, Func<CheckFilter, CheckFilter> By)[]
        {
            (Again(sought) with { DepartmentCode = "520523rs" }, filter => filter with { DepartmentCode = sought.DepartmentCode }),
            (Again(sought) with { MatterCode = "BID" }, filter => filter with { MatterCode = sought.MatterCode }),
            (Again(sought) with { CaseNumber = "2026-0615-2" }, filter => filter with { CaseNumber = sought.CaseNumber }),
            (Again(sought) with { OtherSubjects = [] }, filter => filter with { Subject = Drafts.KeyOfB }),
            (Again(sought) with { Entries = ["e-1"] }, filter => filter with { EntryId = "E-1" }),
            (Again(sought) with { Disposition = 5 }, filter => filter with { Disposition = sought.Disposition }),
            (Again(sought) with { Refusal = "CONSENT_INVALID" }, filter => filter with { Refused = false }),
            (Later(sought, -1), filter => filter with { From = sought.EvaluatedAt }),
            (Later(sought, 1), filter => filter with { To = sought.EvaluatedAt.AddTicks(1) }),
        };
        foreach (var record in narrowing.Select(static row => row.Left).Append(sought))
            await Register.AppendAsync(record, Cancellation);

        CheckFilter[] starts =
        [
            new(), new() { EntryId = "E-1" }, new() { Subject = Drafts.KeyOfB }, new() { CaseNumber = sought.CaseNumber },
        ];
        foreach (var (left, by) in narrowing)
        {
            foreach (var filter in starts.Select(by))
            {
                var found = await FindAsync(filter);
                Assert.Contains(sought.CheckId, found);
                Assert.DoesNotContain(left.CheckId, found);
            }
        }

        var all = narrowing.Aggregate(new CheckFilter(), static (filter, row) => row.By(filter));
        Assert.Equal([sought.CheckId], await FindAsync(all));
        Assert.Equal([narrowing[6].Left.CheckId], await FindAsync(new CheckFilter { Refused = true }));
        Assert.Equal([narrowing[7].Left.CheckId], await FindAsync(new CheckFilter { To = sought.EvaluatedAt }));
    }

    [Fact]
    public async Task A_subject_is_found_in_every_part_that_a_question_names_it_in()
    {
        var asked = Checks.At("2026-06-01T10:00") with { Subject = Drafts.KeyOfB };
        var member = Checks.At("2026-06-02T10:00") with { OtherSubjects = [new NamedSubject(Drafts.KeyOfB, SubjectPart.Member)] };
        var both = Checks.At("2026-06-03T10:00") with
        {
            Subject = Drafts.KeyOfB,
            OtherSubjects = [new NamedSubject(Drafts.KeyOfB, SubjectPart.Related)],
        };
        foreach (var record in new[] { asked, member, both, Checks.At("2026-06-04T10:00") })
            await Register.AppendAsync(record, Cancellation);

        Assert.Equal([both.CheckId, member.CheckId, asked.CheckId], await FindAsync(new CheckFilter { Subject = Drafts.KeyOfB }));
        Assert.Equal([asked.CheckId], await FindAsync(new CheckFilter { Subject = Drafts.KeyOfB, OlderThan = member.CheckId }));
    }

    private static CheckRecord Again(CheckRecord record) => record with { CheckId = Guid.CreateVersion7(record.EvaluatedAt) };

    // A tick apart, that is, in the same millisecond or not: the period is exact either way.
    private static CheckRecord Later(CheckRecord record, int ticks)
    {
        var at = record.EvaluatedAt.AddTicks(ticks);
        return record with { CheckId = Guid.CreateVersion7(at), EvaluatedAt = at };
    }

    private async Task<IReadOnlyList<Guid>> FindAsync(CheckFilter filter) =>
        [.. (await Audit.SearchChecksAsync(filter, 100, Cancellation)).Select(static check => check.CheckId)];
}
