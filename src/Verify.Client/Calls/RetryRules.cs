namespace Verify.Client.Calls;

/// <summary>Decides, after each failed attempt of one call, whether and when there is another.</summary>
internal sealed class RetryRules(ClientState state, CallPlan plan)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly Backoff _pauses = new(FirstPause, LongestPause);
    private int _attempts;

    /// <summary>Attempts that failed so far.</summary>
    public int Attempts => _attempts;

    /// <summary>The pause before the next attempt; null where the failure stands.</summary>
    /// <param name="failure">How the attempt ended.</param>
    /// <param name="retryAfter">What the service asked for.</param>
    /// <param name="left">Time that the call has left.</param>
    public TimeSpan? PauseAfter(Failure failure, TimeSpan? retryAfter, TimeSpan left)
    {
        _attempts++;
        if (_attempts >= state.Options.MaxAttempts || failure == Failure.Final || (failure == Failure.Broken && !plan.IsRepeatable))
            return null;
        var pause = failure == Failure.Busy
            ? (retryAfter ?? FirstPause) + _pauses.Next()
            : _attempts < state.Addresses.Count ? TimeSpan.Zero : _pauses.Next();
        if (pause >= left || (failure == Failure.Busy && !state.Budget.TryTake()))
            return null;
        return pause;
    }
}
