namespace Verify.Registry;

/// <summary>One question to the store within a limit, so that nobody waits for one dead connection.</summary>
internal static class StoreAttempt
{
    /// <summary>Asks, and gives up after the limit; the store is told that nobody waits any more.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be reached, or did not answer in time.</exception>
    public static async Task<T> WithinAsync<T>(
        TimeSpan limit, TimeProvider clock, Func<CancellationToken, Task<T>> ask, CancellationToken cancellation)
    {
        using var over = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellation);
        try
        {
            return await ask(either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The failure becomes an unreachable store.
            throw new StoreUnavailableException($"No answer within {limit.TotalMilliseconds:0} ms.");
        }
    }
}
