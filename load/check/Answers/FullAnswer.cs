using Verify.Load.Check.Subjects;
using Verify.V1;

namespace Verify.Load.Check.Answers;

/// <summary>What a whole answer must say beside disposition and colours.</summary>
internal static class FullAnswer
{
    private static readonly TimeSpan ClockMargin = TimeSpan.FromSeconds(10);

    /// <summary>What is wrong with an answer about a subject with such a record; null where nothing is.</summary>
    public static string? FaultOf(CheckResponse answer, Record record)
    {
        var listed = record is Record.Red or Record.Black or Record.Focus;
        if (!Guid.TryParse(answer.CheckId, out _))
            return $"check_id {answer.CheckId}";
        if ((DateTime.UtcNow - answer.EvaluatedAt.ToDateTime()).Duration() > ClockMargin)
            return $"evaluated at {answer.EvaluatedAt}";
        if (answer.Entries.Count != (listed ? 1 : 0))
            return $"{answer.Entries.Count} entries for a {record} subject";
        if (record == Record.Black && answer.Measures.Count == 0)
            return "no measure for a black subject";
        if (answer.Freshness is not { Revision: > 0, CatalogVersion.Length: > 0 })
            return $"freshness {answer.Freshness}";
        return null;
    }
}
