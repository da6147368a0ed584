namespace Verify.Client.Calls;

/// <summary>Pauses that grow, each random up to its limit, so that those who failed together do not come back together.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest)
{
    private int _doublings;

    public TimeSpan Next()
    {
        var limit = first * Math.Pow(2, _doublings);
        if (limit < longest)
            _doublings++;
        return (0.5 + (Random.Shared.NextDouble() / 2)) * (limit < longest ? limit : longest);
    }

    public void Reset() => _doublings = 0;
}
