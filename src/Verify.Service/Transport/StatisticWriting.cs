using Verify.Audit;
using Verify.Domain;

namespace Verify.Transport;

/// <summary>The three counts of a month become one row for each department and matter.</summary>
internal static class StatisticWriting
{
    public static IEnumerable<V1.Statistic> Write(Month month, MonthStatistics counts)
    {
        var rows = new SortedDictionary<(string Department, string Matter), V1.Statistic>(
            Comparer<(string Department, string Matter)>.Create(static (left, right) =>
                string.CompareOrdinal(left.Department, right.Department) is var order and not 0
                    ? order
                    : string.CompareOrdinal(left.Matter, right.Matter)));

        foreach (var checks in counts.Checks)
        {
            var row = RowOf(checks.DepartmentCode, checks.MatterCode);
            (row.Checks, row.Refusals, row.Hits) = (checks.Answers, checks.Refusals, checks.Hits);
        }

        foreach (var measure in counts.Measures)
            Add(RowOf(measure.DepartmentCode, measure.MatterCode), measure);
        foreach (var closings in counts.Closings)
        {
            var row = RowOf(closings.DepartmentCode, closings.MatterCode);
            (row.CasesWithCheck, row.CasesWithoutCheck) = (closings.WithCheck, closings.WithoutCheck);
        }

        return rows.Values;

        V1.Statistic RowOf(string department, string matter)
        {
            if (!rows.TryGetValue((department, matter), out var row))
                rows[(department, matter)] = row = new V1.Statistic { DepartmentCode = department, MatterCode = matter, Month = month.ToString() };
            return row;
        }
    }

    private static void Add(V1.Statistic row, MeasureCount measure)
    {
        if (measure.Strength == MeasureStrength.Mandatory)
            row.MandatoryMeasures += measure.Advised;
        else
            row.RecommendedMeasures += measure.Advised;
        row.FeedbackOwed += measure.FeedbackOwed;
        row.FeedbackGiven += measure.FeedbackGiven;
        row.FeedbackOverdue += measure.FeedbackOverdue;
        row.Executed += measure.Executed;
        row.NotExecuted += measure.NotExecuted;
        row.Measures.Add(new V1.MeasureStatistic
        {
            MeasureCode = measure.MeasureCode,
            Strength = (V1.MeasureStrength)measure.Strength,
            Advised = measure.Advised,
            FeedbackOwed = measure.FeedbackOwed,
            FeedbackGiven = measure.FeedbackGiven,
            FeedbackOverdue = measure.FeedbackOverdue,
            Executed = measure.Executed,
            NotExecuted = measure.NotExecuted,
        });
    }
}
