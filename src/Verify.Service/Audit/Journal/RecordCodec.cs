using Verify.Domain;

namespace Verify.Audit.Journal;

/// <summary>
/// A record of the register as bytes, and back. Layout, version 2; numbers are little-endian, <c>var</c> is 7 bits a byte, lowest
/// first, text is its length in bytes (var) and UTF-8, a list its length (var) and its items, instants are ticks in UTC.
/// <code>
///  check_id 16 | request_id text | request_digest bytes | caller, department, operator text
///  | subject: 0, or 1 and text | matter, case text | stage var | region text | evaluated_at 8 | as_of 8 | revision 8
///  | catalog_version text | disposition var | refusal text
///  | other subjects: key text, part 1 | entries: text | measures: code text, effect 1, strength 1, feedback 1
///  | feedback_due_on: 0, or 1 and day number 4 | answer_valid_until: 0, or 1 and instant 8
///  | alerts: kind 1, entry text, department text | answer bytes
///  | asked bytes, left out where there are none
/// </code>
/// Version 1 ends with the answer: what it wrote reads the same here, and a record that asks nothing more is written the same. One record
/// has one encoding, so that a chain over the bytes is a chain over the records.
/// </summary>
internal static class RecordCodec
{
    public static void Write(CheckRecord record, ByteWriter bytes)
    {
        bytes.Id(record.CheckId);
        bytes.Text(record.RequestId);
        bytes.Bytes(record.RequestDigest);
        bytes.Text(record.Caller);
        bytes.Text(record.DepartmentCode);
        bytes.Text(record.OperatorId);
        bytes.Flag(record.Subject is not null);
        if (record.Subject is { } subject)
            bytes.Text(subject.Value);
        bytes.Text(record.MatterCode);
        bytes.Text(record.CaseNumber);
        bytes.Number(record.Stage);
        bytes.Text(record.RegionCode);
        bytes.Long(record.EvaluatedAt.UtcTicks);
        bytes.Long(record.AsOf.UtcTicks);
        bytes.Long(record.Revision);
        bytes.Text(record.CatalogVersion);
        bytes.Number(record.Disposition);
        bytes.Text(record.Refusal);
        WriteLists(record, bytes);
        bytes.Bytes(record.Answer);
        bytes.BytesIfAny(record.Asked);
    }

    /// <summary>The record, or null where the bytes are none.</summary>
    /// <param name="input">The bytes.</param>
    /// <param name="like">One whose texts are taken over where they are the same, as neighbours in a register often are.</param>
    public static CheckRecord? Read(ReadOnlySpan<byte> input, CheckRecord? like = null)
    {
        var bytes = new ByteReader(input);
        var record = new CheckRecord(
            bytes.Id(),
            bytes.Text(),
            bytes.Bytes(),
            bytes.Text(like?.Caller),
            bytes.Text(like?.DepartmentCode),
            bytes.Text(like?.OperatorId),
            bytes.Flag() ? new SubjectKey(bytes.Text()) : null,
            bytes.Text(like?.MatterCode),
            bytes.Text(like?.CaseNumber),
            bytes.Number(),
            bytes.Text(like?.RegionCode),
            bytes.Instant(),
            bytes.Instant(),
            bytes.Long(),
            bytes.Text(like?.CatalogVersion),
            bytes.Number(),
            bytes.Text(),
            Answer: [])
        {
            OtherSubjects = bytes.List(static (ref ByteReader bytes) => new NamedSubject(new SubjectKey(bytes.Text()), (SubjectPart)bytes.Byte())),
            Entries = bytes.List(static (ref ByteReader bytes) => bytes.Text()),
            Measures = bytes.List(static (ref ByteReader bytes) =>
                new AdvisedMeasure(bytes.Text(), (MeasureEffect)bytes.Byte(), (MeasureStrength)bytes.Byte(), bytes.Flag())),
            FeedbackDueOn = bytes.Flag() ? bytes.Day() : null,
            AnswerValidUntil = bytes.Flag() ? bytes.Instant() : null,
            Alerts = bytes.List(static (ref ByteReader bytes) => new Alert((NoticeKind)bytes.Byte(), bytes.Text(), bytes.Text())),
            Answer = bytes.Bytes(),
            Asked = bytes.BytesIfAny(),
        };
        return bytes.AreSound ? record : null;
    }

    private static void WriteLists(CheckRecord record, ByteWriter bytes)
    {
        bytes.Number(record.OtherSubjects.Count);
        foreach (var (key, part) in record.OtherSubjects)
        {
            bytes.Text(key.Value);
            bytes.Byte((byte)part);
        }

        bytes.Number(record.Entries.Count);
        foreach (var entry in record.Entries)
            bytes.Text(entry);

        bytes.Number(record.Measures.Count);
        foreach (var measure in record.Measures)
        {
            bytes.Text(measure.Code);
            bytes.Byte((byte)measure.Effect);
            bytes.Byte((byte)measure.Strength);
            bytes.Flag(measure.FeedbackRequired);
        }

        bytes.Flag(record.FeedbackDueOn is not null);
        if (record.FeedbackDueOn is { } day)
            bytes.Int(day.DayNumber);
        bytes.Flag(record.AnswerValidUntil is not null);
        if (record.AnswerValidUntil is { } until)
            bytes.Long(until.UtcTicks);

        bytes.Number(record.Alerts.Count);
        foreach (var alert in record.Alerts)
        {
            bytes.Byte((byte)alert.Kind);
            bytes.Text(alert.EntryId);
            bytes.Text(alert.DepartmentCode);
        }
    }
}
