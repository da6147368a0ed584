namespace Verify.Dossiers;

/// <summary>Section <c>Verify:Cache</c>: what is kept before the store, and how fresh it must be proven.</summary>
public sealed class FreshnessOptions
{
    /// <summary>
    /// For how long after the store was asked an answer may rest on what it said, in milliseconds. An acknowledged lift waits so long
    /// for an instance that does not confirm it.
    /// </summary>
    public int LeaseMs { get; set; } = 500;

    /// <summary>Memory for dossiers, in MiB; 0 keeps none.</summary>
    public int MemoryMiB { get; set; } = 256;

    /// <summary>How long one question to the store may take before it counts as unanswered, in milliseconds.</summary>
    public int AttemptMs { get; set; } = 1_000;

    /// <summary>Reads of dossiers that may be under way in the store at once.</summary>
    public int StoreReadsMax { get; set; } = 128;

    /// <summary>
    /// Answers rest on whatever is kept, however old, and lifts are acknowledged at once. For tests that prove that they can find a
    /// stale answer; never for service.
    /// </summary>
    public bool UnsafeNoLease { get; set; }

    /// <summary>The lease.</summary>
    public TimeSpan Lease => TimeSpan.FromMilliseconds(LeaseMs);

    /// <summary>What a lift waits beyond the lease: clocks of two machines do not run equally fast.</summary>
    public TimeSpan LeaseMargin => TimeSpan.FromMilliseconds(Math.Max(20, LeaseMs / 10));

    /// <summary>The limit of one question to the store.</summary>
    public TimeSpan Attempt => TimeSpan.FromMilliseconds(AttemptMs);

    /// <summary>Everything that is wrong, each with its path.</summary>
    public IEnumerable<string> Faults()
    {
        if (LeaseMs is < 50 or > 10_000)
            yield return "Verify:Cache:LeaseMs: between 50 and 10,000.";
        if (MemoryMiB is not 0 and (< DossierCacheOptions.MemoryMiBMin or > DossierCacheOptions.MemoryMiBMax))
            yield return $"Verify:Cache:MemoryMiB: 0, or between {DossierCacheOptions.MemoryMiBMin} and {DossierCacheOptions.MemoryMiBMax:N0}.";
        if (AttemptMs is < 10 or > 60_000)
            yield return "Verify:Cache:AttemptMs: between 10 and 60,000.";
        if (StoreReadsMax is < 1 or > 10_000)
            yield return "Verify:Cache:StoreReadsMax: between 1 and 10,000.";
    }
}
