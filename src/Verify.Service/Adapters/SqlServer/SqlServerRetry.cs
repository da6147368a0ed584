namespace Verify.Adapters.SqlServer;

/// <summary>
/// Makes a few attempts at what may be attempted again: reads, and appends, which their request ids make idempotent. It waits twice
/// as long each time, by chance half as much or all of it, so that writers who met do not meet again.
/// </summary>
internal sealed class SqlServerRetry(TimeProvider time)
{
    /// <summary>The most attempts.</summary>
    public const int AttemptsMax = 5;

    /// <summary>The longest wait after the first attempt.</summary>
    public static readonly TimeSpan FirstDelayMax = TimeSpan.FromMilliseconds(40);

    /// <summary>No attempt starts later than this after the first: a server that keeps us waiting is not asked again.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Runs the attempts.</summary>
    /// <exception cref="Registry.StoreUnavailableException">None went well.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> attempt, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        for (var made = 1; ; made++)
        {
            try
            {
                return await attempt();
            }
            catch (SqlServerFailure failure) when (!failure.MayPass || made == AttemptsMax || time.GetElapsedTime(started) > Patience)
            {
                throw failure.ToUnavailable();
            }
            catch (SqlServerFailure)
            {
                // The failure becomes another attempt.
                await Task.Delay(DelayAfter(made), time, cancellation);
            }
        }
    }

#pragma warning disable CA5394 // Spreads load; guards nothing.
    private static TimeSpan DelayAfter(int made) => FirstDelayMax * Math.Pow(2, made - 1) * (0.5 + Random.Shared.NextDouble() / 2);
#pragma warning restore CA5394
}
