using Verify.Dossiers;

namespace Verify.Simulation;

/// <summary>How fast a world goes. Everything is in proportion to the lease, so that a run of hours has as many steps as one of seconds.</summary>
internal sealed class Pace
{
    private static readonly int[] Leases = [100, 200, 500, 500, 1_000];

    public Pace(Chance chance, bool noLease)
    {
        // Now and then so long that instances are struck off meanwhile.
        var isLong = chance.OneIn(16);
        var lease = isLong ? 5_000 : chance.Of(Leases);
        Options = new FreshnessOptions { LeaseMs = lease, AttemptMs = chance.OneIn(2) ? lease : lease * 3 / 2, UnsafeNoLease = noLease };
        Poll = Options.Lease / chance.Between(2, 4);
        Length = Lease * (isLong ? chance.Between(13, 18) : chance.Between(4, 8));
    }

    public FreshnessOptions Options { get; }

    /// <summary>Between two questions of an instance to the store.</summary>
    public TimeSpan Poll { get; }

    /// <summary>For how long there are faults, in ticks.</summary>
    public long Length { get; }

    public long Lease => Options.Lease.Ticks;

    public long Attempt => Options.Attempt.Ticks;

    /// <summary>The time limit of the shared tier.</summary>
    public TimeSpan SharedLimit => Options.Lease / 25;
}
