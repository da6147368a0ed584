using System.Data;
using System.Text;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Adapters.SqlServer;

/// <summary>A row of the table of facts.</summary>
internal sealed record FactRow(
    long Revision, string SubjectKey, long OccurredAt, long RecordedAt, string Department, string Operator, string Document, string Payload)
{
    public RecordedFact ToFact() => FactCodec.TryDecode(Encoding.UTF8.GetBytes(Payload), out var fact, out var fault)
        ? new RecordedFact(
            Revision, new SubjectKey(SubjectKey), Instant(OccurredAt), Instant(RecordedAt), new Recorder(Department, Operator), Document, fact)
        // Not passed over: a fact that cannot be read is not a fact that does not exist (promise 4).
        : throw new StoreUnavailableException($"Fact {Revision} cannot be read: {fault}");

    public static DateTimeOffset Instant(long utcTicks) => new(utcTicks, TimeSpan.Zero);

    public static DataTable TableOf(IEnumerable<(RecordedFact Fact, string RequestId, byte[] RequestDigest)> facts)
    {
        var table = new DataTable("fact")
        {
            Columns =
            {
                { "revision", typeof(long) }, { "subject_key" }, { "occurred_at", typeof(long) }, { "recorded_at", typeof(long) },
                { "department" }, { "operator" }, { "document" }, { "request_id" }, { "request_digest", typeof(byte[]) }, { "payload" },
            },
        };
        foreach (var (fact, requestId, requestDigest) in facts)
        {
            table.Rows.Add(
                fact.Revision,
                fact.Subject.Value,
                fact.OccurredAt.UtcTicks,
                fact.RecordedAt.UtcTicks,
                fact.RecordedBy.DepartmentCode,
                fact.RecordedBy.OperatorId,
                fact.DocumentNumber,
                requestId,
                requestDigest,
                Encoding.UTF8.GetString(FactCodec.Encode(fact.Fact)));
        }

        return table;
    }
}
