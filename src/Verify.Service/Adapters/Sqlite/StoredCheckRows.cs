using Verify.Audit;
using Verify.Audit.Chain;
using Verify.Domain;

namespace Verify.Adapters.Sqlite;

/// <summary>Checks with everything that is stored of them, read strictly: what cannot have been written becomes a fault of its check.</summary>
internal sealed class StoredCheckRows
{
    private readonly SqliteSession _session;
    private readonly (string Name, object? Value)[] _range;
    private readonly Dictionary<long, string> _faults = [];

    private StoredCheckRows(SqliteSession session, long from, long below) =>
        (_session, _range) = (session, [("@from", from), ("@below", below)]);

    private delegate T StrictReader<out T>(StrictRow row);

    /// <summary>Checks from a sequence on and below another.</summary>
    public static IReadOnlyList<StoredCheck> Read(SqliteSession session, long from, long below) => new StoredCheckRows(session, from, below).Read();

    private List<StoredCheck> Read()
    {
        var subjects = Hanging("read_stored_subjects", static row => new NamedSubject(new SubjectKey(row.Text(1)), (SubjectPart)row.Byte(2)));
        var entries = Hanging("read_stored_entries", static row => row.Text(1));
        var measures = Hanging("read_stored_measures", static row =>
            new AdvisedMeasure(row.Text(1), (MeasureEffect)row.Byte(2), (MeasureStrength)row.Byte(3), row.Flag(4)));
        var alerts = Hanging("read_stored_notices", static row => new Alert((NoticeKind)row.Byte(1), row.Text(2), row.Text(3)));
        return _session.Query(
            "read_stored_checks",
            row =>
            {
                var sequence = row.GetInt64(0);
                var record = TryRead(row, ReadRecord);
                return _faults.TryGetValue(sequence, out var fault)
                    ? new StoredCheck(sequence, record?.CheckId.ToString() ?? "", null, fault)
                    : new StoredCheck(sequence, record!.CheckId.ToString(), IsClean(sequence) ? record : Hang(record, sequence), "");
            },
            _range);

        bool IsClean(long sequence) =>
            !subjects.ContainsKey(sequence) && !entries.ContainsKey(sequence) && !measures.ContainsKey(sequence) && !alerts.ContainsKey(sequence);

        CheckRecord Hang(CheckRecord record, long sequence) => record with
        {
            OtherSubjects = subjects.GetValueOrDefault(sequence, []),
            Entries = entries.GetValueOrDefault(sequence, []),
            Measures = measures.GetValueOrDefault(sequence, []),
            Alerts = alerts.GetValueOrDefault(sequence, []),
        };
    }

    private Dictionary<long, List<T>> Hanging<T>(string operation, StrictReader<T> read)
        where T : notnull
    {
        var bySequence = new Dictionary<long, List<T>>();
        _session.Query(
            operation,
            row =>
            {
                if (TryRead(row, read) is { } item)
                    (bySequence.TryGetValue(row.GetInt64(0), out var list) ? list : bySequence[row.GetInt64(0)] = []).Add(item);
                return 0;
            },
            _range);
        return bySequence;
    }

    private T? TryRead<T>(SqliteRow row, StrictReader<T> read)
    {
        try
        {
            return read(new StrictRow(row));
        }
        catch (FormatException exception)
        {
            _faults[row.GetInt64(0)] = exception.Message;
            return default;
        }
    }

    private static CheckRecord ReadRecord(StrictRow row) => new(
        row.Id(1),
        row.Text(2),
        row.Blob(3),
        row.Text(4),
        row.Text(5),
        row.Text(6),
        row.TextOrNull(7) is { } subject ? new SubjectKey(subject) : null,
        row.Text(8),
        row.Text(9),
        row.Int(10),
        row.Text(11),
        row.Instant(12),
        row.Instant(13),
        row.Number(14),
        row.Text(15),
        row.Int(16),
        row.Text(17),
        row.Blob(20))
    {
        FeedbackDueOn = row.DayOrNull(18),
        AnswerValidUntil = row.InstantOrNull(19),
        Asked = row.BlobIfAny(21),
    };
}
