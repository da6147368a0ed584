using Verify.Adapters.SqlServer;
using Verify.Registry;

namespace Verify.Tests.Stores.SqlServer;

public sealed class SqlServerRetryTests
{
    private readonly InstantTime _time = new();
    private int _attempts;

    [Fact]
    public async Task What_fails_in_passing_is_attempted_again_after_ever_longer_waits()
    {
        Assert.Equal(3, await RunAsync(attempt => attempt < 3 ? throw Passing() : attempt));

        Assert.Equal(2, _time.Waits.Count);
        AssertWait(_time.Waits[0], SqlServerRetry.FirstDelayMax);
        AssertWait(_time.Waits[1], SqlServerRetry.FirstDelayMax * 2);
    }

    [Fact]
    public async Task Attempts_are_bounded_and_the_last_failure_is_told()
    {
        var unavailable = await Assert.ThrowsAsync<StoreUnavailableException>(() => RunAsync(static _ => throw Passing()));

        Assert.Equal(SqlServerRetry.AttemptsMax, _attempts);
        Assert.Equal(SqlServerRetry.AttemptsMax - 1, _time.Waits.Count);
        Assert.Equal("SQL Server: deadlock.", unavailable.Message);
    }

    [Fact]
    public async Task What_fails_for_good_is_not_attempted_again()
    {
        await Assert.ThrowsAsync<StoreUnavailableException>(() => RunAsync(static _ => throw new SqlServerFailure("no answer in time", mayPass: false, null)));

        Assert.Equal(1, _attempts);
    }

    [Fact]
    public async Task A_server_that_keeps_us_waiting_is_not_asked_again()
    {
        await Assert.ThrowsAsync<StoreUnavailableException>(() => RunAsync(_ =>
        {
            _time.Pass(SqlServerRetry.Patience + TimeSpan.FromTicks(1));
            throw Passing();
        }));

        Assert.Equal(1, _attempts);
    }

    [Fact]
    public async Task A_mistake_is_neither_attempted_again_nor_renamed()
    {
        await Assert.ThrowsAsync<FormatException>(() => RunAsync(static _ => throw new FormatException()));

        Assert.Equal(1, _attempts);
    }

    [Fact]
    public async Task Who_gives_up_is_not_kept_waiting()
    {
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new SqlServerRetry(_time).RunAsync<int>(
            () =>
            {
                _attempts++;
                stop.Cancel();
                throw Passing();
            },
            stop.Token));

        Assert.Equal(1, _attempts);
    }

    private Task<int> RunAsync(Func<int, int> attempt) =>
        new SqlServerRetry(_time).RunAsync(() => Task.FromResult(attempt(++_attempts)), TestContext.Current.CancellationToken);

    private static SqlServerFailure Passing() => new("deadlock", mayPass: true, null);

    private static void AssertWait(TimeSpan wait, TimeSpan longest) => Assert.InRange(wait, longest / 2, longest);
}
