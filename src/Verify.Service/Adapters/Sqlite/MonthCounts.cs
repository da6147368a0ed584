using Verify.Audit;
using Verify.Domain;

namespace Verify.Adapters.Sqlite;

/// <summary>The three counts of a month.</summary>
internal static class MonthCounts
{
    public static MonthStatistics Read(SqliteSession session, StatisticsFilter filter)
    {
        var from = CheckIds.LowestAt(filter.Month.Start).ToString();
        var below = CheckIds.LowestAt(filter.Month.End).ToString();
        return new MonthStatistics(
            session.Query(
                "count_checks",
                static row => new CheckCount(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4)),
                ("@from_id", from),
                ("@below_id", below),
                ("@department", filter.DepartmentCode),
                ("@matter", filter.MatterCode)),
            session.Query(
                "count_measures",
                static row => new MeasureCount(
                    row.GetString(0), row.GetString(1), row.GetString(2), (MeasureStrength)row.GetInt32(3), row.GetInt64(4),
                    row.GetInt64(5), row.GetInt64(6), row.GetInt64(7), row.GetInt64(8), row.GetInt64(9)),
                ("@from_id", from),
                ("@below_id", below),
                ("@department", filter.DepartmentCode),
                ("@matter", filter.MatterCode),
                ("@today", RegisteredCheckRow.Day(filter.Today))),
            session.Query(
                "count_closings",
                static row => new ClosingCount(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3)),
                ("@first_day", RegisteredCheckRow.Day(filter.Month.First)),
                ("@last_day", RegisteredCheckRow.Day(filter.Month.Last)),
                ("@department", filter.DepartmentCode),
                ("@matter", filter.MatterCode)));
    }
}
