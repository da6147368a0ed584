using System.Globalization;
using System.Text.Json;
using Verify.Audit;
using Verify.Domain;

namespace Verify.Adapters.Sqlite;

/// <summary>A row of the register as every search selects it, and what hangs on the checks of a page.</summary>
internal static class RegisteredCheckRow
{
    public static RegisteredCheck Read(SqliteRow row) => new()
    {
        CheckId = Guid.Parse(row.GetString(0)),
        DepartmentCode = row.GetString(1),
        OperatorId = row.GetString(2),
        Subject = row.IsDBNull(3) ? null : new SubjectKey(row.GetString(3)),
        MatterCode = row.GetString(4),
        CaseNumber = row.GetString(5),
        Stage = row.GetInt32(6),
        RegionCode = row.GetString(7),
        EvaluatedAt = FactRow.Instant(row.GetInt64(8)),
        AsOf = FactRow.Instant(row.GetInt64(9)),
        Revision = row.GetInt64(10),
        CatalogVersion = row.GetString(11),
        Disposition = row.GetInt32(12),
        Refusal = row.GetString(13),
        FeedbackDueOn = row.IsDBNull(14) ? null : Day(row.GetString(14)),
        AnswerValidUntil = row.IsDBNull(15) ? null : FactRow.Instant(row.GetInt64(15)),
    };

    /// <summary>The checks of a page, whole. What hangs on a check is written with it, so three more reads see what the first saw.</summary>
    public static IReadOnlyList<RegisteredCheck> Complete(SqliteSession session, IReadOnlyList<RegisteredCheck> checks)
    {
        if (checks.Count == 0)
            return checks;
        var ids = JsonSerializer.Serialize(checks.Select(static check => check.CheckId.ToString()));
        var subjects = Children(session, "read_check_subjects", ids, static row =>
            new NamedSubject(new SubjectKey(row.GetString(1)), (SubjectPart)row.GetInt32(2)));
        var entries = Children(session, "read_check_entries", ids, static row => row.GetString(1));
        var measures = Children(session, "read_check_measures", ids, ReadMeasure);
        return
        [
            .. checks.Select(check => check with
            {
                OtherSubjects = [.. subjects[check.CheckId]],
                Entries = [.. entries[check.CheckId]],
                Measures = [.. measures[check.CheckId]],
            }),
        ];
    }

    public static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture);

    private static ILookup<Guid, T> Children<T>(SqliteSession session, string operation, string ids, SqliteRowReader<T> read) =>
        session.Query(operation, row => (CheckId: Guid.Parse(row.GetString(0)), Child: read(row)), ("@check_ids", ids))
            .ToLookup(static pair => pair.CheckId, static pair => pair.Child);

    private static MeasureState ReadMeasure(SqliteRow row) => new(
        new AdvisedMeasure(row.GetString(1), (MeasureEffect)row.GetInt32(2), (MeasureStrength)row.GetInt32(3), row.GetBoolean(4)),
        row.IsDBNull(5) ? null : new ReportedOutcome((OutcomeResult)row.GetInt32(5), row.GetString(6), FactRow.Instant(row.GetInt64(7))));
}
