using Verify.Registry;

namespace Verify.Dossiers;

/// <summary>
/// Up to where, and until when, this instance can prove that it knows everything.
/// <para>
/// A watermark says: everything committed by the instant <see cref="Watermark.At"/> is in revision <see cref="Watermark.Revision"/>,
/// and whatever this instance keeps has been brought there. It is fresh while younger than the lease. Whoever commits a lift waits
/// until every instance on the roll has confirmed its revision or a lease has passed; so an answer that rests on a fresh watermark
/// when it leaves is never from before an acknowledged lift (promise 2).
/// </para>
/// </summary>
public sealed class FreshnessSource(RevisionSource revisions, Enrolment enrolment, FreshnessOptions options, TimeProvider clock)
{
    private static readonly Watermark Nothing = new(-1, DateTimeOffset.MinValue);

    private volatile Step _applied = new(Nothing, new(Signal.Apart));

    /// <summary>The last watermark; revision -1 before the first.</summary>
    public Watermark Current
    {
        get
        {
            // Whenever the store is asked and nothing has been recorded since, what is kept is proven anew.
            var applied = _applied.Watermark;
            return revisions.LatestOf(applied.Revision) ?? applied;
        }
    }

    /// <summary>Whether answers may rest on a watermark without asking the store.</summary>
    public bool IsFresh(Watermark watermark) =>
        watermark.Revision >= 0
        && (options.UnsafeNoLease || (AgeOf(watermark) <= options.Lease && enrolment.Covers(watermark)));

    /// <summary>How old a watermark is.</summary>
    public TimeSpan AgeOf(Watermark watermark) => clock.AgeOf(watermark.At, watermark.Asked);

    /// <summary>Asks the store now, and brings what is kept to where it stands.</summary>
    /// <returns>A watermark that was asked for after this call began.</returns>
    /// <exception cref="StoreUnavailableException">
    /// The store cannot be reached in time, or this instance is not on the roll: whoever lifts something would not wait for it.
    /// </exception>
    public async Task<Watermark> RenewAsync(CancellationToken cancellation)
    {
        await enrolment.EnsureAsync(cancellation);
        var head = await revisions.ReadAsync(cancellation);
        await ReachAsync(head.Revision, cancellation);
        var current = Current;
        var renewed = current.Asked >= head.Asked ? current : head;
        return options.UnsafeNoLease || enrolment.Covers(renewed)
            ? renewed
            : throw new StoreUnavailableException("This instance is not on the roll.");
    }

    /// <summary>Waits until what is kept has been brought to a revision.</summary>
    /// <exception cref="StoreUnavailableException">The store did not tell the changes in time.</exception>
    public async Task ReachAsync(long revision, CancellationToken cancellation)
    {
        while (_applied is var step && step.Watermark.Revision < revision)
        {
            try
            {
                await step.Passed.Task.WaitAsync(options.Attempt, clock, cancellation);
            }
            catch (TimeoutException)
            {
                // The failure becomes an unreachable store: what it says it holds could not be read.
                throw new StoreUnavailableException($"Changes up to revision {revision} could not be read in time.");
            }
        }
    }

    /// <summary>What is kept has been brought to a watermark.</summary>
    internal void Reach(Watermark watermark)
    {
        var before = _applied;
        _applied = new Step(watermark, new(Signal.Apart));
        before.Passed.SetResult();
    }

    private sealed record Step(Watermark Watermark, TaskCompletionSource Passed);
}
