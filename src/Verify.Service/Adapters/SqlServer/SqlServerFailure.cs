using System.Data;
using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.SqlClient;
using Verify.Registry;

namespace Verify.Adapters.SqlServer;

/// <summary>
/// An attempt that the server, the network or another writer spoilt, told from a mistake of ours, which is left to be seen. Told by
/// what is the same on everything that speaks TDS: few numbers, the severity, and whether the connection survived.
/// </summary>
internal sealed class SqlServerFailure(string message, bool mayPass, Exception? inner) : Exception(message, inner)
{
    private const int TimedOut = -2;
    private const int DeadlockVictim = 1205;
    private const int DuplicateInIndex = 2601;
    private const int DuplicateInConstraint = 2627;

    // https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-error-severities: from here on it is not
    // the statement's fault.
    private const byte OutOfResources = 17;

    /// <summary>Whether another attempt may go better.</summary>
    public bool MayPass { get; } = mayPass;

    /// <summary>What an exception says about the attempt; null for a mistake.</summary>
    public static SqlServerFailure? Of(Exception exception, ConnectionState state) => exception switch
    {
        SqlException sql => Of(sql.Number, sql.Class, state, sql),
        DbException or InvalidOperationException or IOException or SocketException when state != ConnectionState.Open =>
            new("no connection", mayPass: false, exception),
        _ => null,
    };

    /// <summary>What an error of the server says.</summary>
    public static SqlServerFailure? Of(int number, byte severity, ConnectionState state, Exception? inner) => number switch
    {
        TimedOut => new("no answer in time", mayPass: false, inner),
        DeadlockVictim => new("deadlock", mayPass: true, inner),
        DuplicateInIndex or DuplicateInConstraint => new("another writer was first", mayPass: true, inner),
        _ when state != ConnectionState.Open => new($"no connection ({number})", mayPass: true, inner),
        _ when severity >= OutOfResources => new($"error {number}, severity {severity}", mayPass: false, inner),
        _ => null,
    };

    /// <summary>The failure as the contracts of rung 3 know it.</summary>
    public StoreUnavailableException ToUnavailable() => new($"SQL Server: {Message}.", InnerException);
}
