namespace Verify.Catalogs;

/// <summary>Rules on the calendar.</summary>
internal static class CalendarRules
{
    public static void Judge(CatalogDraft draft)
    {
        CommonRules.Unique(draft.Days, CalendarFile.Date, static day => day.Date == default ? "" : $"{day.Date:O}");
        foreach (var (day, row) in draft.Days)
        {
            if (day.Kind == DayKind.MovedWorkday && day.Date != default && day.Date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                row.Report(FindingRules.MovedWorkdayOnWeekday, CalendarFile.Date, $"{day.Date:O}");
        }
    }
}
