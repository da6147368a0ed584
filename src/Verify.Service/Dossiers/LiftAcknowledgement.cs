using System.Diagnostics;
using Verify.Registry;
using Verify.Telemetry;

namespace Verify.Dossiers;

/// <summary>
/// Waits until no instance can answer from before a revision (promise 2): every instance on the roll has confirmed it, or a lease
/// and a margin have passed since it was committed. The roll is read after the commit; who enrols later asks the store later.
/// </summary>
public sealed class LiftAcknowledgement(
    FreshnessSource freshness,
    RevisionSource revisions,
    IInstanceRoll roll,
    Enrolment enrolment,
    ISharedDossiers? shared,
    FreshnessOptions options,
    TimeProvider clock,
    ServiceMeter? meter = null)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);

    /// <summary>Something was committed: everybody is told of it, and nobody waited for.</summary>
    public void Announce(long revision)
    {
        revisions.Wake();
        shared?.Announce(revision);
    }

    /// <summary>Waits until this instance, at least, does not answer from before a revision: whoever recorded it asks here next.</summary>
    public async Task ReachHereAsync(long revision, CancellationToken cancellation)
    {
        try
        {
            await freshness.ReachAsync(revision, cancellation);
        }
        catch (StoreUnavailableException)
        {
            // The failure becomes an answer from before it, within the lease; what was recorded stands.
        }
    }

    /// <summary>Waits until no instance answers from before a revision that has been committed.</summary>
    public async Task WaitAsync(long revision, CancellationToken cancellation)
    {
        if (options.UnsafeNoLease)
            return;
        using var span = Traces.Source.StartActivity(Traces.LiftWait);
        var began = Stopwatch.GetTimestamp();
        var outcome = await HaveAllConfirmedInTimeAsync(revision, cancellation) ? "confirmed" : "lease_over";
        span?.SetTag(Label.Outcome, outcome);
        meter?.LiftDuration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, ServiceMeter.Of(Label.Outcome, outcome));
    }

    private async Task<bool> HaveAllConfirmedInTimeAsync(long revision, CancellationToken cancellation)
    {
        var committed = clock.GetTimestamp();
        var wait = options.Lease + options.LeaseMargin;
        var pause = FirstPause;
        while (!await HaveAllConfirmedAsync(revision, cancellation))
        {
            var left = wait - clock.GetElapsedTime(committed);
            if (left <= TimeSpan.Zero)
                return false;
            await Task.Delay(pause < left ? pause : left, clock, cancellation);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }

        return true;
    }

    private async Task<bool> HaveAllConfirmedAsync(long revision, CancellationToken cancellation)
    {
        try
        {
            await freshness.ReachAsync(revision, cancellation);
            var enrolled = await roll.ReadAsync(cancellation).WaitAsync(options.Attempt, clock, cancellation);
            return enrolled.All(other => other.Id == enrolment.Id || other.Confirmed >= revision);
        }
        catch (Exception exception) when (exception is StoreUnavailableException or TimeoutException)
        {
            // The failure becomes waiting: who has confirmed is not known, the lease still runs out.
            return false;
        }
    }
}
