namespace Verify.Client.Calls;

/// <summary>
/// How often a client may ask again where the service said that it has too much to do: whoever is not heard must not shout. Ten times at
/// once, and then once for every ten calls that succeed.
/// </summary>
internal sealed class RetryBudget
{
    private const int TenthsMax = 100;
    private const int TenthsPerRetry = 10;
    private int _tenths = TenthsMax;

    public bool TryTake()
    {
        for (var had = Volatile.Read(ref _tenths); had >= TenthsPerRetry; had = Volatile.Read(ref _tenths))
        {
            if (Interlocked.CompareExchange(ref _tenths, had - TenthsPerRetry, had) == had)
                return true;
        }

        return false;
    }

    public void Succeeded()
    {
        var had = Volatile.Read(ref _tenths);
        if (had < TenthsMax)
            Interlocked.CompareExchange(ref _tenths, had + 1, had);
    }
}
