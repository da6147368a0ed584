using Microsoft.Data.SqlClient;
using Verify.Registry;

namespace Verify.Adapters.SqlServer;

/// <summary>Brings a database to the version of this program, which is written in its table <c>schema_version</c>.</summary>
internal static class SqlServerMigrations
{
    /// <summary>
    /// Applies what is missing. However many instances start together, each migration runs once: the session's lock is taken first,
    /// and ends with the connection.
    /// </summary>
    /// <param name="connection">An open connection of its own.</param>
    /// <param name="keyRing">Fingerprint of the ring that names its persons.</param>
    /// <param name="ledger">See <see cref="SqlServerStoreOptions.Ledger"/>.</param>
    /// <param name="progress">Hears of each step before it is done.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The version of the database.</returns>
    /// <exception cref="StoreRefusedException">The database is newer than this program, or belongs to another key ring.</exception>
    public static async Task<int> ApplyAsync(
        SqlConnection connection, string keyRing, bool ledger, IProgress<MigrationStep>? progress, CancellationToken cancellation)
    {
        var session = new SqlServerSession(connection, transaction: null, cancellation);
        if (await session.FindAsync<int>("lock_migrations") < 0)
            throw new StoreUnavailableException("SQL Server: another instance is still migrating the database.");

        await session.ExecuteAsync("create_schema_version");
        var version = await session.FindAsync<int>("read_schema_version");
        var migrations = SqlServerSession.Sql.Migrations;
        if (version > migrations.Count)
        {
            throw new StoreRefusedException(
                $"The database has version {version}; this program knows versions up to {migrations.Count}. Run a newer program.");
        }

        for (; version < migrations.Count; version++)
        {
            progress?.Report(new MigrationStep(version + 1, migrations.Count));
            await ApplyAsync(
                connection, version + 1, WithLedger(migrations[version], ledger), isLast: version == migrations.Count - 1, cancellation);
        }

        await ClaimAsync(session, keyRing);
        return version;
    }

    /// <summary>The batches of a script. GO is no statement but the line at which a tool ends a batch.</summary>
    internal static IEnumerable<string> BatchesOf(string script)
    {
        var batch = new List<string>();
        foreach (var line in script.ReplaceLineEndings("\n").Split('\n').Append("GO"))
        {
            if (line.Trim() != "GO")
            {
                batch.Add(line);
                continue;
            }

            if (!batch.TrueForAll(string.IsNullOrWhiteSpace))
                yield return string.Join('\n', batch);
            batch.Clear();
        }
    }

    /// <summary>A script as it runs: where a table may be an append-only ledger table, a comment says so, and becomes that or nothing.</summary>
    internal static string WithLedger(string script, bool ledger) =>
        script.Replace(" /* ledger */", ledger ? " WITH (LEDGER = ON (APPEND_ONLY = ON))" : "", StringComparison.Ordinal);

    private static async Task ApplyAsync(SqlConnection connection, int version, string script, bool isLast, CancellationToken cancellation)
    {
        await using var transaction = connection.BeginTransaction();
        var session = new SqlServerSession(connection, transaction, cancellation);
        foreach (var batch in BatchesOf(script))
            await session.RunAsync(batch);
        // Checks are read by statements of this program, which know the tables of the last version.
        if (isLast)
            await CheckChain.SealAllAsync(session);
        await session.ExecuteAsync("record_schema_version", new { version });
        await transaction.CommitAsync(CancellationToken.None);
    }

    private static async Task ClaimAsync(SqlServerSession session, string keyRing)
    {
        var owner = await session.FindAsync<string>("claim_key_ring", new { fingerprint = keyRing });
        if (owner != keyRing)
        {
            throw new StoreRefusedException(
                $"The database belongs to key ring {owner}, not {keyRing}: every person in it would be a stranger. "
                + "Configure the Verify:Keys, or restore the key file, that it was created with.");
        }
    }
}
