using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Verify.Load.Check.Servers;

namespace Verify.Load.Check.Faults;

/// <summary>A process that takes the embedded store's write lock and keeps it, as a stuck writer would.</summary>
internal static class StoreHold
{
    /// <summary>Starts the process.</summary>
    public static void Begin(string data, TimeSpan lasts) =>
        Process.Start(Places.Self, ["hold-store", data, lasts.TotalSeconds.ToString(CultureInfo.InvariantCulture)]);

    /// <summary>What the process does.</summary>
    public static void Hold(string data, double seconds)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "verify.db")};Pooling=False;Default Timeout=30");
        connection.Open();
        using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN EXCLUSIVE";
        begin.ExecuteNonQuery();
        Thread.Sleep(TimeSpan.FromSeconds(seconds));
    }
}
