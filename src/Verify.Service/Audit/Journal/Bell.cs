namespace Verify.Audit.Journal;

/// <summary>Wakes the one who waits; rung while nobody does, it wakes the next at once. Ringing twice is ringing once.</summary>
internal sealed class Bell : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0, 1);
    private int _isRung;

    public void Ring()
    {
        if (Interlocked.Exchange(ref _isRung, 1) == 0)
            _rung.Release();
    }

    public Task WaitAsync() => WaitAsync(Timeout.InfiniteTimeSpan);

    /// <summary>Waits until it is rung, or for so long.</summary>
    public async Task WaitAsync(TimeSpan most)
    {
        // With a full fence: whoever rings after it wakes us again, and what was done before it is seen.
        if (await _rung.WaitAsync(most))
            Interlocked.Exchange(ref _isRung, 0);
    }

    public void Dispose() => _rung.Dispose();
}
