using System.Globalization;
using System.Text;
using Dapper;
using Verify.Audit;
using Verify.Audit.Chain;
using Verify.Domain;

namespace Verify.Adapters.SqlServer;

/// <summary>Checks with everything that is stored of them, read strictly: no two contents of a row read alike.</summary>
internal static class StoredCheckRows
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Checks from a sequence on and below another.</summary>
    public static async Task<IReadOnlyList<StoredCheck>> ReadAsync(SqlServerSession session, long from, long below)
    {
        await using var results = await session.QueryMultipleAsync("read_stored_checks", new { from, below });
        var checks = (await results.ReadAsync<CheckRow>()).AsList();
        var subjects = (await results.ReadAsync<SubjectRow>()).ToLookup(static row => row.Sequence);
        var entries = (await results.ReadAsync<EntryRow>()).ToLookup(static row => row.Sequence);
        var measures = (await results.ReadAsync<MeasureRow>()).ToLookup(static row => row.Sequence);
        var notices = (await results.ReadAsync<NoticeRow>()).ToLookup(static row => row.Sequence);
        return checks.ConvertAll(row => Read(row, () => row.ToRecord() with
        {
            OtherSubjects = [.. subjects[row.Sequence].Select(static one => new NamedSubject(new SubjectKey(Strict(one.SubjectKey)), (SubjectPart)one.Part))],
            Entries = [.. entries[row.Sequence].Select(static one => Strict(one.EntryId))],
            Measures =
            [
                .. measures[row.Sequence].Select(static one =>
                    new AdvisedMeasure(Strict(one.Measure), (MeasureEffect)one.Effect, (MeasureStrength)one.Strength, one.FeedbackRequired)),
            ],
            Alerts = [.. notices[row.Sequence].Select(static one => new Alert((NoticeKind)one.Kind, Strict(one.EntryId), Strict(one.Department)))],
        }));
    }

    private static StoredCheck Read(CheckRow row, Func<CheckRecord> read)
    {
        try
        {
            return new StoredCheck(row.Sequence, row.CheckId, read(), "");
        }
        catch (FormatException exception)
        {
            // The failure becomes a fault of this check.
            return new StoredCheck(row.Sequence, row.CheckId, null, exception.Message);
        }
    }

    /// <summary>Half a character would be written as the same replacement as any other half.</summary>
    private static string Strict(string text)
    {
        try
        {
            Utf8.GetByteCount(text);
            return text;
        }
        catch (EncoderFallbackException)
        {
            throw new FormatException("A text has half a character.");
        }
    }

    private sealed record CheckRow(
        long Sequence,
        string CheckId,
        string RequestId,
        byte[] RequestDigest,
        string Caller,
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
        long? AnswerValidUntil,
        byte[] Answer,
        byte[]? Asked)
    {
        public CheckRecord ToRecord() => new(
            Guid.TryParseExact(CheckId, "D", out var id) && id.ToString() == CheckId ? id : throw new FormatException("Not the id of a check."),
            Strict(RequestId),
            RequestDigest,
            Strict(Caller),
            Strict(Department),
            Strict(Operator),
            SubjectKey is null ? null : new SubjectKey(Strict(SubjectKey)),
            Strict(Matter),
            Strict(CaseNumber),
            Stage,
            Strict(Region),
            Instant(EvaluatedAt),
            Instant(AsOf),
            Revision,
            Strict(CatalogVersion),
            Disposition,
            Strict(Refusal),
            Answer)
        {
            FeedbackDueOn = FeedbackDueOn is null ? null
                : DateOnly.TryParseExact(FeedbackDueOn, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
                : throw new FormatException("Not a day."),
            AnswerValidUntil = AnswerValidUntil is { } ticks ? Instant(ticks) : null,
            Asked = Asked is { Length: 0 } ? throw new FormatException("Bytes that say nothing.") : Asked ?? [],
        };

        private static DateTimeOffset Instant(long ticks) =>
            ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? FactRow.Instant(ticks) : throw new FormatException("Not an instant.");
    }

    private sealed record SubjectRow(long Sequence, string SubjectKey, byte Part);

    private sealed record EntryRow(long Sequence, string EntryId);

    private sealed record MeasureRow(long Sequence, string Measure, byte Effect, byte Strength, bool FeedbackRequired);

    private sealed record NoticeRow(long Sequence, byte Kind, string EntryId, string Department);
}
