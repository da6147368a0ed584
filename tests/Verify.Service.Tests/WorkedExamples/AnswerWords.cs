using Verify.Transport;
using Verify.V1;

namespace Verify.Service.Tests.WorkedExamples;

/// <summary>An answer in the words of the table, a part for each thing that an example may speak of.</summary>
internal static class AnswerWords
{
    /// <summary>Every part of an answer by its first word.</summary>
    public static SortedDictionary<string, string> PartsOf(CheckResponse answer) => new(StringComparer.Ordinal)
    {
        ["IS"] = WireNames.Of(answer.Disposition),
        ["GC"] = Words(answer.Incentives.GreenChannel),
        ["RQ"] = Words(answer.Incentives.DeferredAcceptance),
        ["INSTANT"] = Words(answer.Incentives.InstantHandling),
        ["PUBLICITY"] = answer.Incentives.CommitmentPublicity ? "yes" : "no",
        ["SH"] = WireNames.Of(answer.SupervisionHint),
        ["LISTS"] = Join(answer.ListStatus.Select(static status => $"{WireNames.Of(status.Colour)}:{WireNames.Of(status.State)}")),
        ["ENTRIES"] = Join(answer.Entries.Select(static entry => entry.EntryId)),
        ["MEASURES"] = Join(answer.Measures.Select(static measure =>
            $"{measure.Code}:{WireNames.Of(measure.Effect)}:{WireNames.Of(measure.Strength)}<-{string.Join('+', measure.SourceEntryIds)}")),
        ["NOTES"] = Join(answer.RelatedNotes.Select(static note => $"{WireNames.Of(note.Kind)}:{note.ListKind.Code}")),
        ["REASONS"] = Join(answer.Reasons.Select(static reason => WireNames.Of(reason.Code))),
        ["WARNINGS"] = Join(answer.Warnings.Select(static warning => WireNames.Of(warning.Code))),
        ["MEMBERS"] = Join(answer.Members.Select(static member => WireNames.Of(member.Answer.Disposition))),
    };

    /// <summary>Asserts the parts that an example names; a failure shows the whole answer.</summary>
    public static void AssertSays(string expected, CheckResponse answer)
    {
        var parts = PartsOf(answer);
        foreach (var part in expected.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var space = part.IndexOf(' ', StringComparison.Ordinal);
            var (name, value) = (part[..space], part[(space + 1)..]);
            Assert.True(
                parts.TryGetValue(name, out var actual) && actual == value,
                $"expected {part}\nbut the answer is\n  {string.Join("\n  ", parts.Select(static pair => $"{pair.Key} {pair.Value}"))}");
        }
    }

    private static string Words(Incentive incentive) =>
        $"{WireNames.Of(incentive.State)}/{string.Join('+', incentive.ReasonCodes.Select(static code => WireNames.Of(code)))}";

    private static string Join(IEnumerable<string> words) => words.DefaultIfEmpty("none").Aggregate(static (left, right) => $"{left}, {right}");
}
