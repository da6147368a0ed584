using Verify.Domain;

namespace Verify.Callers;

/// <summary>
/// Holds one caller to its share on this instance. Calls are paid for in time: each costs the part of a second that its rate allows
/// it, a second's worth may be spent ahead, and what costs more than that (a batch) is let in and paid off afterwards.
/// </summary>
internal sealed class ShareMeter(Share share, TimeProvider clock)
{
    private readonly Failure _tooMany = Over("outstanding_calls", share.OutstandingCalls);
    private readonly Failure _tooOften = Over("calls_per_second", share.CallsPerSecond);
    private readonly long _price = share.CallsPerSecond > 0 ? clock.TimestampFrequency / share.CallsPerSecond : 0;
    private long _paidUntil;
    private int _outstanding;

    /// <summary>Lets a call in, or says why not; whoever was let in must <see cref="Leave"/>.</summary>
    public Failure? Enter(int cost)
    {
        if (share.OutstandingCalls > 0 && Interlocked.Increment(ref _outstanding) > share.OutstandingCalls)
        {
            Interlocked.Decrement(ref _outstanding);
            return _tooMany;
        }

        var wait = Charge(cost, mayOwe: false);
        if (wait == TimeSpan.Zero)
            return null;
        Leave();
        return _tooOften with { RetryAfter = wait };
    }

    /// <summary>A call has ended.</summary>
    public void Leave()
    {
        if (share.OutstandingCalls > 0)
            Interlocked.Decrement(ref _outstanding);
    }

    /// <summary>Charges for what a stream brought.</summary>
    /// <returns>How long the caller has to wait before it is within its share again.</returns>
    public TimeSpan Owe(int cost) => Charge(cost, mayOwe: true);

    private TimeSpan Charge(int cost, bool mayOwe)
    {
        if (_price == 0)
            return TimeSpan.Zero;
        while (true)
        {
            var paidUntil = Interlocked.Read(ref _paidUntil);
            var now = clock.GetTimestamp();
            // One call's price is left over, so that a second's worth is as many calls as the rate says and not one more.
            var ahead = paidUntil - now - (clock.TimestampFrequency - _price);
            if (ahead > 0 && !mayOwe)
                return clock.GetElapsedTime(0, ahead);
            if (Interlocked.CompareExchange(ref _paidUntil, Math.Max(paidUntil, now) + cost * _price, paidUntil) == paidUntil)
                return ahead > 0 ? clock.GetElapsedTime(0, ahead) : TimeSpan.Zero;
        }
    }

    private static Failure Over(string limit, int allowed) =>
        new Failure(FailureReason.ShareExceeded, "More than this caller's share of the service; ask again later, and slower.")
            .With("limit", limit).With("allowed", $"{allowed}");
}
