using System.Text.Json;
using Verify.Audit;
using Verify.Domain;

namespace Verify.Adapters.SqlServer;

/// <summary>A row of the register as searches select it, and what hangs on the checks of a page.</summary>
internal sealed record RegisteredCheckRow(
    string CheckId,
    string Department,
    string Operator,
    string? SubjectKey,
    string Matter,
    string CaseNumber,
    int Stage,
    string Region,
    long EvaluatedAt,
    long AsOf,
    long Revision,
    string CatalogVersion,
    int Disposition,
    string Refusal,
    string? FeedbackDueOn,
    long? AnswerValidUntil)
{
    /// <summary>The checks of a page, whole. What hangs on a check is written with it, so the second read sees what the first saw.</summary>
    public static async Task<IReadOnlyList<RegisteredCheck>> CompleteAsync(SqlServerSession session, List<RegisteredCheckRow> rows)
    {
        if (rows.Count == 0)
            return [];
        await using var results = await session.QueryMultipleAsync(
            "read_check_details", new { check_ids = JsonSerializer.Serialize(rows.Select(static row => row.CheckId)) });
        var subjects = (await results.ReadAsync<SubjectRow>()).ToLookup(static row => row.CheckId, static row => row.ToSubject());
        var entries = (await results.ReadAsync<EntryRow>()).ToLookup(static row => row.CheckId, static row => row.EntryId);
        var measures = (await results.ReadAsync<MeasureRow>()).ToLookup(static row => row.CheckId, static row => row.ToMeasure());
        return rows.ConvertAll(row => row.ToCheck([.. subjects[row.CheckId]], [.. entries[row.CheckId]], [.. measures[row.CheckId]]));
    }

    private RegisteredCheck ToCheck(
        IReadOnlyList<NamedSubject> subjects, IReadOnlyList<string> entries, IReadOnlyList<MeasureState> measures) => new()
    {
        CheckId = Guid.Parse(CheckId),
        DepartmentCode = Department,
        OperatorId = Operator,
        Subject = SubjectKey is null ? null : new SubjectKey(SubjectKey),
        MatterCode = Matter,
        CaseNumber = CaseNumber,
        Stage = Stage,
        RegionCode = Region,
        EvaluatedAt = FactRow.Instant(EvaluatedAt),
        AsOf = FactRow.Instant(AsOf),
        Revision = Revision,
        CatalogVersion = CatalogVersion,
        Disposition = Disposition,
        Refusal = Refusal,
        FeedbackDueOn = IsoDay.ReadIfAny(FeedbackDueOn),
        AnswerValidUntil = AnswerValidUntil is { } ticks ? FactRow.Instant(ticks) : null,
        OtherSubjects = subjects,
        Entries = entries,
        Measures = measures,
    };

    private sealed record SubjectRow(string CheckId, string SubjectKey, byte Part)
    {
        public NamedSubject ToSubject() => new(new SubjectKey(SubjectKey), (SubjectPart)Part);
    }

    private sealed record EntryRow(string CheckId, string EntryId);

    private sealed record MeasureRow(
        string CheckId, string Measure, byte Effect, byte Strength, bool FeedbackRequired, byte? Result, string? Reason, long? ReportedAt)
    {
        public MeasureState ToMeasure() => new(
            new AdvisedMeasure(Measure, (MeasureEffect)Effect, (MeasureStrength)Strength, FeedbackRequired),
            Result is { } result ? new ReportedOutcome((OutcomeResult)result, Reason!, FactRow.Instant(ReportedAt!.Value)) : null);
    }
}
