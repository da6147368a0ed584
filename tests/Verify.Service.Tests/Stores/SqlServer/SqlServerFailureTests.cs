using System.Data;
using System.Net;
using System.Net.Sockets;
using Verify.Adapters.SqlServer;
using Verify.Registry;

namespace Verify.Tests.Stores.SqlServer;

public sealed class SqlServerFailureTests
{
    [Theory]
    [InlineData(1205, 13, ConnectionState.Open, true)]
    [InlineData(2601, 14, ConnectionState.Open, true)]
    [InlineData(2627, 14, ConnectionState.Open, true)]
    [InlineData(-2, 11, ConnectionState.Open, false)]
    [InlineData(-2, 11, ConnectionState.Closed, false)]
    [InlineData(0, 20, ConnectionState.Closed, true)]
    [InlineData(4060, 11, ConnectionState.Closed, true)]
    [InlineData(1105, 17, ConnectionState.Open, false)]
    [InlineData(208, 16, ConnectionState.Open, null)]
    [InlineData(547, 16, ConnectionState.Open, null)]
    [InlineData(51000, 16, ConnectionState.Open, null)]
    public void Errors_of_the_server_are_told_from_mistakes_of_ours(int number, byte severity, ConnectionState state, bool? mayPass) =>
        Assert.Equal(mayPass, SqlServerFailure.Of(number, severity, state, inner: null)?.MayPass);

    [Fact]
    public void What_the_judge_throws_is_ours_and_what_a_lost_connection_throws_is_not()
    {
        Assert.Null(SqlServerFailure.Of(new InvalidOperationException(), ConnectionState.Open));
        Assert.Null(SqlServerFailure.Of(new FormatException(), ConnectionState.Closed));
        Assert.NotNull(SqlServerFailure.Of(new InvalidOperationException(), ConnectionState.Closed));
        Assert.NotNull(SqlServerFailure.Of(new IOException(), ConnectionState.Broken));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_unavailable_and_its_password_is_not_told()
    {
        var options = new SqlServerStoreOptions
        {
            ConnectionString = $"Server=127.0.0.1,{FreePort()};Database=verify;User ID=verify;Password=open sesame;Connect Timeout=5",
        };

        var unavailable = await Assert.ThrowsAsync<StoreUnavailableException>(
            () => SqlServerDatabase.OpenAsync(options, TestKeys.Ring, new InstantTime(), TestContext.Current.CancellationToken));

        Assert.DoesNotContain("sesame", unavailable.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Server=x;Database=y")]
    [InlineData("Database=y", "name a Server.")]
    [InlineData("Server=x", "name a Database.")]
    [InlineData("Encrypt=true", "name a Server.", "name a Database.")]
    [InlineData("Server=x;Password=open;sesame=1", "not a connection string of SQL Server.")]
    [InlineData("Server=x;Connect Timeout=sesame", "not a connection string of SQL Server.")]
    [InlineData("sesame", "not a connection string of SQL Server.")]
    public void A_connection_string_is_checked_without_being_quoted(string connectionString, params string[] faults) =>
        Assert.Equal(faults, new SqlServerStoreOptions { ConnectionString = connectionString }.Faults());

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
