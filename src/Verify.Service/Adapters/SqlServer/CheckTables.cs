using System.Data;
using Verify.Audit;
using Verify.Audit.Chain;

namespace Verify.Adapters.SqlServer;

/// <summary>Records of the register as rows of its tables. What hangs on a clean check is nothing, and costs nothing.</summary>
internal static class CheckTables
{
    /// <summary>The tables in the order in which they are written.</summary>
    /// <param name="records">The records.</param>
    /// <param name="block">The block that they are, in their order.</param>
    public static IEnumerable<DataTable> Of(IReadOnlyCollection<CheckRecord> records, ChainBlock block) =>
    [
        ChecksOf(records, block.First), SubjectsOf(records), EntriesOf(records), MeasuresOf(records), NoticesOf(records), BlocksOf(block),
    ];

    /// <summary>A block as a row.</summary>
    public static DataTable BlocksOf(ChainBlock block)
    {
        var table = new DataTable("check_block")
        {
            Columns =
            {
                { "number", typeof(long) }, { "format", typeof(byte) }, { "kind", typeof(byte) }, { "first", typeof(long) },
                { "count", typeof(int) }, { "newest", typeof(long) }, { "digests", typeof(byte[]) }, { "prior", typeof(byte[]) },
                { "hash", typeof(byte[]) },
            },
        };
        table.Rows.Add(
            block.Number, block.Format, (byte)block.Kind, block.First, block.Count, block.Newest, block.Digests, block.Prior, block.Hash);
        return table;
    }

    /// <summary>Removals as rows.</summary>
    public static DataTable RemovalsOf(IEnumerable<Removal> removals)
    {
        var table = new DataTable("check_removal")
        {
            Columns =
            {
                { "first", typeof(long) }, { "count", typeof(long) }, { "block", typeof(long) }, { "removed_at", typeof(long) }, { "by_rule" },
            },
        };
        foreach (var removal in removals)
            table.Rows.Add(removal.First, removal.Count, removal.Block, removal.RemovedAt.UtcTicks, removal.Rule);
        return table;
    }

    private static DataTable ChecksOf(IEnumerable<CheckRecord> records, long sequence)
    {
        var table = new DataTable("check_record")
        {
            Columns =
            {
                { "sequence", typeof(long) }, { "check_id" }, { "request_id" }, { "request_digest", typeof(byte[]) }, { "caller" }, { "department" }, { "operator" },
                { "subject_key" }, { "matter" }, { "case_number" }, { "stage", typeof(int) }, { "region" }, { "evaluated_at", typeof(long) },
                { "as_of", typeof(long) }, { "revision", typeof(long) }, { "catalog_version" }, { "disposition", typeof(int) }, { "refusal" },
                { "feedback_due_on" }, { "answer_valid_until", typeof(long) }, { "answer", typeof(byte[]) }, { "asked", typeof(byte[]) },
            },
        };
        foreach (var record in records)
        {
            table.Rows.Add(
                sequence++,
                record.CheckId.ToString(),
                record.RequestId,
                record.RequestDigest,
                record.Caller,
                record.DepartmentCode,
                record.OperatorId,
                record.Subject?.Value,
                record.MatterCode,
                record.CaseNumber,
                record.Stage,
                record.RegionCode,
                record.EvaluatedAt.UtcTicks,
                record.AsOf.UtcTicks,
                record.Revision,
                record.CatalogVersion,
                record.Disposition,
                record.Refusal,
                record.FeedbackDueOn is { } day ? IsoDay.Of(day) : null,
                record.AnswerValidUntil?.UtcTicks,
                record.Answer,
                record.Asked.Length > 0 ? record.Asked : null);
        }

        return table;
    }

    private static DataTable SubjectsOf(IEnumerable<CheckRecord> records)
    {
        var table = new DataTable("check_subject") { Columns = { { "check_id" }, { "subject_key" }, { "part", typeof(byte) } } };
        foreach (var (check, subject) in Each(records, static record => record.OtherSubjects))
            table.Rows.Add(check, subject.Key.Value, (byte)subject.Part);
        return table;
    }

    private static DataTable EntriesOf(IEnumerable<CheckRecord> records)
    {
        var table = new DataTable("check_entry") { Columns = { { "check_id" }, { "entry_id" } } };
        foreach (var (check, entry) in Each(records, static record => record.Entries))
            table.Rows.Add(check, entry);
        return table;
    }

    private static DataTable MeasuresOf(IEnumerable<CheckRecord> records)
    {
        var table = new DataTable("check_measure")
        {
            Columns =
            {
                { "check_id" }, { "measure" }, { "effect", typeof(byte) }, { "strength", typeof(byte) }, { "feedback_required", typeof(bool) },
            },
        };
        foreach (var (check, measure) in Each(records, static record => record.Measures))
            table.Rows.Add(check, measure.Code, (byte)measure.Effect, (byte)measure.Strength, measure.FeedbackRequired);
        return table;
    }

    private static DataTable NoticesOf(IEnumerable<CheckRecord> records)
    {
        var table = new DataTable("notice") { Columns = { { "check_id" }, { "kind", typeof(byte) }, { "entry_id" }, { "department" } } };
        foreach (var (check, alert) in Each(records, static record => record.DistinctAlerts()))
            table.Rows.Add(check, (byte)alert.Kind, alert.EntryId, alert.DepartmentCode);
        return table;
    }

    // What a record says twice is one row.
    private static IEnumerable<(string CheckId, T Item)> Each<T>(IEnumerable<CheckRecord> records, Func<CheckRecord, IEnumerable<T>> items) =>
        records.SelectMany(record => items(record).Distinct().Select(item => (record.CheckId.ToString(), item)));
}
