using System.Text;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Adapters.Sqlite;

/// <summary>A row of the table of facts, in the order in which every statement selects it.</summary>
internal static class FactRow
{
    public static RecordedFact Read(SqliteRow row)
    {
        var revision = row.GetInt64(0);
        return FactCodec.TryDecode(row.GetBytes(7), out var fact, out var fault)
            ? new RecordedFact(
                revision,
                new SubjectKey(row.GetString(1)),
                Instant(row.GetInt64(2)),
                Instant(row.GetInt64(3)),
                new Recorder(row.GetString(4), row.GetString(5)),
                row.GetString(6),
                fact)
            // Not passed over: a fact that cannot be read is not a fact that does not exist (promise 4).
            : throw new StoreUnavailableException($"Fact {revision} cannot be read: {fault}");
    }

    public static void Append(SqliteSession session, RecordedFact fact, string requestId, byte[] requestDigest) => session.Execute(
        "append_fact",
        ("@revision", fact.Revision),
        ("@subject_key", fact.Subject.Value),
        ("@occurred_at", fact.OccurredAt.UtcTicks),
        ("@recorded_at", fact.RecordedAt.UtcTicks),
        ("@department", fact.RecordedBy.DepartmentCode),
        ("@operator", fact.RecordedBy.OperatorId),
        ("@document", fact.DocumentNumber),
        ("@request_id", requestId),
        ("@request_digest", requestDigest),
        ("@payload", Encoding.UTF8.GetString(FactCodec.Encode(fact.Fact))));

    /// <summary>Where the registry ends.</summary>
    public static RegistryHead ReadHead(SqliteSession session) =>
        session.Query("read_head", static row => new RegistryHead(row.GetInt64(0), Instant(row.GetInt64(1)))).SingleOrDefault();

    public static DateTimeOffset Instant(long utcTicks) => new(utcTicks, TimeSpan.Zero);
}
