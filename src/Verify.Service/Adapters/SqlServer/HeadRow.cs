using Verify.Registry;

namespace Verify.Adapters.SqlServer;

/// <summary>The one row that says where the registry ends, whose lock puts writers in order.</summary>
internal static class HeadRow
{
    /// <summary>Takes the lock, which the transaction keeps: what is read after it stays true until the commit.</summary>
    public static async Task<RegistryHead> LockAsync(SqlServerSession session)
    {
        var row = (await session.QueryAsync<Row>("lock_head"))[0];
        return new RegistryHead(row.Revision, FactRow.Instant(row.RecordedAt));
    }

    public static Task AdvanceAsync(SqlServerSession session, RegistryHead head) =>
        session.ExecuteAsync("advance_head", new { revision = head.Revision, recorded_at = head.RecordedAt.UtcTicks });

    private sealed record Row(long Revision, long RecordedAt);
}
