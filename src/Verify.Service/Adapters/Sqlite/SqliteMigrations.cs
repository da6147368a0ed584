using System.Globalization;
using Verify.Registry;

namespace Verify.Adapters.Sqlite;

/// <summary>Brings a database to the version of this program. The version is SQLite's <c>user_version</c>.</summary>
internal static class SqliteMigrations
{
    /// <summary>Applies what is missing. However many processes start together, each migration runs once: the lock is taken first.</summary>
    /// <exception cref="StoreRefusedException">The database is newer than this program, or belongs to another key ring.</exception>
    public static void Apply(SqliteSession session, string keyRing, IProgress<MigrationStep>? progress = null) => session.InTransaction(locked =>
    {
        var migrations = SqliteSession.Sql.Migrations;
        var version = Convert.ToInt32(locked.Run("PRAGMA user_version"), CultureInfo.InvariantCulture);
        if (version > migrations.Count)
        {
            throw new StoreRefusedException(
                $"The database has version {version}; this program knows versions up to {migrations.Count}. Run a newer program.");
        }

        for (var next = version; next < migrations.Count; next++)
        {
            progress?.Report(new MigrationStep(next + 1, migrations.Count));
            locked.Run(migrations[next]);
        }

        if (version < migrations.Count)
        {
            CheckChain.SealAll(locked);
            locked.Run($"PRAGMA user_version = {migrations.Count}");
        }

        return Claim(locked, keyRing);
    });

    private static bool Claim(SqliteSession locked, string keyRing)
    {
        var claimed = locked.Execute("claim_key_ring", ("@fingerprint", keyRing)) == 1;
        var owner = (string)locked.Find("read_key_ring")!;
        return owner == keyRing
            ? claimed
            : throw new StoreRefusedException(
                $"The database belongs to key ring {owner}, not {keyRing}: every person in it would be a stranger. "
                + "Restore the Verify:Keys, or the key file, that it was created with.");
    }
}
