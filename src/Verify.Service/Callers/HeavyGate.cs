using System.Collections.Concurrent;
using System.Diagnostics;
using Verify.Domain;
using Verify.Telemetry;

namespace Verify.Callers;

/// <summary>
/// What holds a processor for long (batches, groups of a screening, messages of an import) waits here for its turn, so that small checks
/// wait for none of it. A caller's own waits first behind itself, so that nobody's many keep out another's one; it waits within its
/// calls, which are limited, and where it has too many waiting it is told so.
/// </summary>
/// <param name="atOnceMax">Most at once; 0 takes half of the processors.</param>
/// <param name="waitingMax">Most that may wait of one caller.</param>
/// <param name="meter">Hears how long is waited.</param>
#pragma warning disable CA1001 // A semaphore holds nothing to be disposed of as long as nobody asks for its wait handle.
public sealed class HeavyGate(int atOnceMax, int waitingMax, ServiceMeter? meter = null)
#pragma warning restore CA1001
{
    /// <summary>So many subjects are small yet.</summary>
    public const int SmallMax = 16;

    private readonly SemaphoreSlim _all = new(atOnceMax > 0 ? atOnceMax : Math.Max(1, Environment.ProcessorCount / 2));
    private readonly ConcurrentDictionary<string, Lane> _lanes = new(StringComparer.Ordinal);

    /// <summary>Waits for a turn; disposing the place ends it.</summary>
    /// <param name="caller">Id of the caller.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The place, or why there is none.</returns>
    public async ValueTask<Outcome<Place>> EnterAsync(string caller, CancellationToken cancellation)
    {
        var lane = _lanes.GetOrAdd(caller, static _ => new Lane());
        if (Interlocked.Increment(ref lane.Present) > waitingMax + 1)
        {
            Interlocked.Decrement(ref lane.Present);
            return new Failure(FailureReason.ShareExceeded, "Too many batches of this caller wait already; send the next when one was answered.")
                .With("limit", "batches").With("allowed", $"{waitingMax + 1}");
        }

        var inLane = false;
        try
        {
            await WaitAsync(lane.Turn, caller, "caller_turn", cancellation);
            inLane = true;
            await WaitAsync(_all, caller, "service_turn", cancellation);
            return new Place(this, lane);
        }
        catch
        {
            if (inLane)
                lane.Turn.Release();
            Interlocked.Decrement(ref lane.Present);
            throw;
        }
    }

    private async ValueTask WaitAsync(SemaphoreSlim places, string caller, string limit, CancellationToken cancellation)
    {
        if (places.Wait(0, cancellation))
            return;
        var began = Stopwatch.GetTimestamp();
        try
        {
            await places.WaitAsync(cancellation);
        }
        finally
        {
            meter?.CallerShareWait.Record(
                Stopwatch.GetElapsedTime(began).TotalSeconds, ServiceMeter.Of(Label.Caller, caller), ServiceMeter.Of(Label.Limit, limit));
        }
    }

    /// <summary>A caller's line.</summary>
#pragma warning disable CA1001 // As above.
    internal sealed class Lane
#pragma warning restore CA1001
    {
        public readonly SemaphoreSlim Turn = new(1);
        public int Present;
    }

    /// <summary>A turn.</summary>
    public sealed class Place : IDisposable
    {
        private readonly HeavyGate _gate;
        private readonly Lane _lane;

        internal Place(HeavyGate gate, Lane lane) => (_gate, _lane) = (gate, lane);

        /// <inheritdoc/>
        public void Dispose()
        {
            _gate._all.Release();
            _lane.Turn.Release();
            Interlocked.Decrement(ref _lane.Present);
        }
    }
}
