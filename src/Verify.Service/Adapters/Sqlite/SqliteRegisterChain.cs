using Microsoft.Data.Sqlite;
using Verify.Audit;
using Verify.Audit.Chain;
using Verify.Registry;

namespace Verify.Adapters.Sqlite;

/// <summary>The register's chain in the embedded database.</summary>
public sealed class SqliteRegisterChain(SqliteDatabase database) : IRegisterChain
{
    private static readonly string[] IntegrityChecks =
    [
        "check_integrity_of_check_record", "check_integrity_of_check_subject", "check_integrity_of_check_entry",
        "check_integrity_of_check_measure", "check_integrity_of_notice", "check_integrity_of_check_block", "check_integrity_of_check_removal",
    ];

    /// <inheritdoc/>
    public Task<ChainHead> ReadHeadAsync(CancellationToken cancellation) =>
        GuardAsync(() => database.ReadAsync(static session => CheckChain.ReadEnd(session).Head, cancellation));

    /// <inheritdoc/>
    public Task<IReadOnlyList<ChainBlock>> ReadBlocksAsync(long after, int count, CancellationToken cancellation) =>
        ReadAsync(session => session.Query("read_blocks", ReadBlock, ("@after", after), ("@count", count)), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredCheck>> ReadChecksAsync(long from, long below, CancellationToken cancellation) =>
        ReadAsync(session => StoredCheckRows.Read(session, from, below), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Removal>> ReadRemovalsAsync(long from, long below, CancellationToken cancellation) =>
        ReadAsync(session => session.Query("read_removals", ReadRemoval, ("@from", from), ("@below", below)), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Removal>> ReadRemovalsOfAsync(long block, CancellationToken cancellation) =>
        ReadAsync(session => session.Query("read_removals_of_block", ReadRemoval, ("@block", block)), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> FindStraysAsync(int count, CancellationToken cancellation) =>
        ReadAsync<string>(
            session =>
            [
                .. session.Query("find_strays", static row => row.GetString(0), ("@count", count)),
                .. IndexFaults(session).Take(count),
            ],
            cancellation);

    /// <inheritdoc/>
    public Task<long?> FindCheckFromAsync(long from, CancellationToken cancellation) =>
        GuardAsync(() => database.ReadAsync(session => (long?)session.Find("find_check_from", ("@from", from)), cancellation));

    /// <inheritdoc/>
    public Task<long> RemoveAsync(IReadOnlyList<SequenceRange> ranges, string rule, DateTimeOffset at, CancellationToken cancellation) =>
        GuardAsync(() => database.WriteAsync(session => CheckChain.Remove(session, ranges, rule, at), cancellation));

    // What a block can never have said stands for whatever else it says: its hash then differs, and that is the fault.
    private static ChainBlock ReadBlock(SqliteRow row) => new(
        row.GetInt64(0),
        row.GetInt64(1) is >= 0 and <= byte.MaxValue and var format ? (byte)format : byte.MaxValue,
        row.GetInt64(2) is >= 0 and <= byte.MaxValue and var kind ? (BlockKind)kind : BlockKind.None,
        row.GetInt64(3),
        row.GetInt64(4) is >= 0 and <= int.MaxValue and var count ? (int)count : -1,
        row.GetInt64(5),
        BlobOf(row, 6),
        BlobOf(row, 7),
        BlobOf(row, 8));

    private static byte[] BlobOf(SqliteRow row, int column) => row.IsBlob(column) ? row.GetBytes(column).ToArray() : [];

    private static Removal ReadRemoval(SqliteRow row)
    {
        var strict = new StrictRow(row);
        return new Removal(strict.Number(0), strict.Number(1), strict.Number(2), strict.Instant(3), strict.Text(4));
    }

    // Searches go by the indexes: a row that one of them hides is as good as gone.
    private static IEnumerable<string> IndexFaults(SqliteSession session) =>
        IntegrityChecks.SelectMany(check => session.Query(check, static row => row.GetString(0))).Where(static finding => finding != "ok");

    private Task<IReadOnlyList<T>> ReadAsync<T>(Func<SqliteSession, IReadOnlyList<T>> work, CancellationToken cancellation) =>
        GuardAsync(() => database.ReadAsync(work, cancellation));

    private static async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        const int damaged = 11, noDatabase = 26;
        try
        {
            return await work();
        }
        catch (StoreUnavailableException exception) when (exception.InnerException is SqliteException { SqliteErrorCode: damaged or noDatabase })
        {
            throw new RegisterDamagedException(exception.Message, exception);
        }
        catch (StoreUnavailableException exception)
        {
            throw new RegisterUnavailableException("The register cannot be reached.", exception);
        }
        catch (FormatException exception)
        {
            throw new RegisterDamagedException(exception.Message, exception);
        }
    }
}
