using Verify.Audit;

namespace Verify.Adapters.Sqlite;

/// <summary>A row of the register of queries, and the rows that hang on it.</summary>
internal static class CheckRow
{
    /// <summary>Whether it was appended; not so if it is there already, or its request id was answered before.</summary>
    public static bool TryAppend(SqliteSession session, long sequence, CheckRecord record)
    {
        var appended = session.Statement("append_check")
            .Next(sequence)
            .Next(record.CheckId)
            .Next(record.RequestId)
            .Next(record.RequestDigest)
            .Next(record.Caller)
            .Next(record.DepartmentCode)
            .Next(record.OperatorId)
            .Next(record.Subject?.Value)
            .Next(record.MatterCode)
            .Next(record.CaseNumber)
            .Next(record.Stage)
            .Next(record.RegionCode)
            .Next(record.EvaluatedAt.UtcTicks)
            .Next(record.AsOf.UtcTicks)
            .Next(record.Revision)
            .Next(record.CatalogVersion)
            .Next(record.Disposition)
            .Next(record.Refusal)
            .Next(record.FeedbackDueOn is { } day ? RegisteredCheckRow.Day(day) : null)
            .Next(record.AnswerValidUntil?.UtcTicks)
            .Next(record.Answer)
            .NextIfAny(record.Asked)
            .Run();
        if (appended == 0)
            return false;

        Hang(session, record);
        return true;
    }

    /// <summary>Whether a check is there.</summary>
    public static bool Stands(SqliteSession session, CheckRecord record) =>
        session.Find("find_check", ("@check_id", record.CheckId.ToString())) is not null;

    /// <summary>A clean check has nothing that hangs on it, and costs nothing here. What a record says twice is one row.</summary>
    private static void Hang(SqliteSession session, CheckRecord record)
    {
        var id = record.CheckId;
        foreach (var subject in record.OtherSubjects)
            session.Statement("append_check_subject").Next(id).Next(subject.Key.Value).Next((long)subject.Part).Run();
        foreach (var entry in record.Entries)
            session.Statement("append_check_entry").Next(id).Next(entry).Run();
        foreach (var measure in record.Measures)
        {
            session.Statement("append_check_measure")
                .Next(id)
                .Next(measure.Code)
                .Next((long)measure.Effect)
                .Next((long)measure.Strength)
                .Next(measure.FeedbackRequired ? 1 : 0)
                .Run();
        }

        foreach (var alert in record.Alerts)
            session.Statement("append_notice").Next(id).Next((long)alert.Kind).Next(alert.EntryId).Next(alert.DepartmentCode).Run();
    }
}
