using Microsoft.Data.SqlClient;
using Verify.Audit;
using Verify.Audit.Chain;
using Verify.Registry;

namespace Verify.Adapters.SqlServer;

/// <summary>The register's chain in SQL Server.</summary>
public sealed class SqlServerRegisterChain(SqlServerDatabase database) : IRegisterChain
{
    /// <inheritdoc/>
    public Task<ChainHead> ReadHeadAsync(CancellationToken cancellation) =>
        ReadAsync(async session => (await CheckChain.ReadEndAsync(session)).Head, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ChainBlock>> ReadBlocksAsync(long after, int count, CancellationToken cancellation) =>
        ReadAsync<IReadOnlyList<ChainBlock>>(
            async session => (await session.QueryAsync<BlockRow>("read_blocks", new { after, count })).ConvertAll(static row => row.ToBlock()),
            cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredCheck>> ReadChecksAsync(long from, long below, CancellationToken cancellation) =>
        ReadAsync(session => StoredCheckRows.ReadAsync(session, from, below), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Removal>> ReadRemovalsAsync(long from, long below, CancellationToken cancellation) =>
        ReadRemovalsAsync("read_removals", new { from, below }, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Removal>> ReadRemovalsOfAsync(long block, CancellationToken cancellation) =>
        ReadRemovalsAsync("read_removals_of_block", new { block }, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> FindStraysAsync(int count, CancellationToken cancellation) =>
        ReadAsync<IReadOnlyList<string>>(async session => await session.QueryAsync<string>("find_strays", new { count }), cancellation);

    /// <inheritdoc/>
    public Task<long?> FindCheckFromAsync(long from, CancellationToken cancellation) =>
        ReadAsync(session => session.FindAsync<long?>("find_check_from", new { from }), cancellation);

    /// <inheritdoc/>
    public Task<long> RemoveAsync(IReadOnlyList<SequenceRange> ranges, string rule, DateTimeOffset at, CancellationToken cancellation) =>
        GuardAsync(() => database.WriteAsync(session => CheckChain.RemoveAsync(session, ranges, rule, at), cancellation));

    private Task<IReadOnlyList<Removal>> ReadRemovalsAsync(string operation, object values, CancellationToken cancellation) =>
        ReadAsync<IReadOnlyList<Removal>>(
            async session => (await session.QueryAsync<RemovalRow>(operation, values)).ConvertAll(static row => row.ToRemoval()), cancellation);

    private Task<T> ReadAsync<T>(Func<SqlServerSession, Task<T>> work, CancellationToken cancellation) =>
        GuardAsync(() => database.ReadAsync(work, cancellation));

    private static async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        // I/O error of the operating system, page with a wrong checksum, page that was read after several attempts.
        const int ioError = 823, damagedPage = 824, retriedPage = 825;
        try
        {
            return await work();
        }
        catch (StoreUnavailableException exception)
            when (exception.InnerException is SqlException { Number: ioError or damagedPage or retriedPage })
        {
            throw new RegisterDamagedException(exception.Message, exception);
        }
        catch (StoreUnavailableException exception)
        {
            throw new RegisterUnavailableException("The register cannot be reached.", exception);
        }
    }

    private sealed record BlockRow(
        long Number, byte Format, byte Kind, long First, int Count, long Newest, byte[] Digests, byte[] Prior, byte[] Hash)
    {
        public ChainBlock ToBlock() => new(Number, Format, (BlockKind)Kind, First, Count, Newest, Digests, Prior, Hash);
    }

    private sealed record RemovalRow(long First, long Count, long Block, long RemovedAt, string ByRule)
    {
        public Removal ToRemoval() => new(First, Count, Block, FactRow.Instant(RemovedAt), ByRule);
    }
}
