using Verify.Audit;

namespace Verify.Adapters.Sqlite;

/// <summary>A search of the register. What narrows most picks the statement, and with it the index; the rest narrows further.</summary>
internal static class CheckSearch
{
    public static List<RegisteredCheck> Run(SqliteSession session, CheckFilter filter, int count)
    {
        var (from, below) = CheckIds.RangeOf(filter);
        return session.Query(
            filter switch
            {
                { EntryId: not null } => "search_checks_of_entry",
                { Subject: not null } => "search_checks_of_subject",
                { CaseNumber: not null } => "search_checks_of_case",
                _ => "search_checks",
            },
            RegisteredCheckRow.Read,
            ("@entry_id", filter.EntryId),
            ("@subject_key", filter.Subject?.Value),
            ("@case_number", filter.CaseNumber),
            ("@from_id", from.ToString()),
            ("@below_id", below.ToString()),
            ("@department", filter.DepartmentCode),
            ("@matter", filter.MatterCode),
            ("@disposition", filter.Disposition),
            ("@refused", filter.Refused),
            ("@from", (filter.From ?? DateTimeOffset.MinValue).UtcTicks),
            ("@to", (filter.To ?? DateTimeOffset.MaxValue).UtcTicks),
            ("@count", count));
    }
}
