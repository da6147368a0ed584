using Microsoft.Extensions.Logging;

namespace Verify.Client.Addresses;

/// <summary>All addresses. A call goes where the fewest calls are, among those that serve.</summary>
internal sealed class AddressBook : IDisposable
{
    private readonly ServiceAddress[] _addresses;
    private readonly CancellationTokenSource _closed = new();
    private uint _turn;

    public AddressBook(VerifyClientOptions options, TimeProvider clock, ILogger logger) =>
        _addresses = [.. options.Addresses.Select(uri => new ServiceAddress(uri, options, clock, logger, _closed.Token))];

    public int Count => _addresses.Length;

    /// <summary>
    /// The address for the next attempt. One that is away is better than one where this call has failed already, since it may be back;
    /// where there is nothing but such, the call goes round.
    /// </summary>
    /// <param name="tried">Where the call has been.</param>
    public ServiceAddress Pick(IReadOnlyCollection<ServiceAddress> tried)
    {
        var first = (int)(Interlocked.Increment(ref _turn) % (uint)_addresses.Length);
        var best = _addresses[first];
        for (var i = 1; i < _addresses.Length; i++)
        {
            var next = _addresses[(first + i) % _addresses.Length];
            if (RankOf(next, tried).CompareTo(RankOf(best, tried)) < 0)
                best = next;
        }

        return best;
    }

    public void Dispose()
    {
        _closed.Cancel();
        foreach (var address in _addresses)
            address.Dispose();
    }

    private static (int Visits, bool Away, int Calls) RankOf(ServiceAddress address, IReadOnlyCollection<ServiceAddress> tried) =>
        (tried.Count == 0 ? 0 : tried.Count(one => one == address), address.IsAway, address.Calls);
}
