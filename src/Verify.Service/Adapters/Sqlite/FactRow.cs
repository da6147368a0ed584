using Microsoft.Data.Sqlite;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Adapters.Sqlite;

/// <summary>A row of the table of facts, in the order in which every statement selects it.</summary>
internal static class FactRow
{
    public static RecordedFact Read(SqliteDataReader row)
    {
        var revision = row.GetInt64(0);
        // TEXT read as bytes: SQLite keeps UTF-8, and the codec wants it.
        return FactCodec.TryDecode(row.GetFieldValue<byte[]>(7), out var fact, out var fault)
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

    public static DateTimeOffset Instant(long utcTicks) => new(utcTicks, TimeSpan.Zero);
}
