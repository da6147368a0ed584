using System.Diagnostics;
using Verify.Domain;
using Verify.Registry;
using Verify.Telemetry;

namespace Verify.Dossiers;

/// <summary>
/// Reads of dossiers from the store: so many at once and no more, and each no longer than its limit. A read that was given up holds
/// its place until the store lets go of it, so that a store which hangs is not asked without end.
/// </summary>
public sealed class StoreReads(IRegistryStore store, FreshnessOptions options, TimeProvider clock, ServiceMeter? meter = null) : IDisposable
{
    private readonly SemaphoreSlim _places = new(options.StoreReadsMax);

    /// <summary>Dossiers read.</summary>
    public Tally Dossiers { get; } = new();

    /// <summary>Reads under way, those that nobody waits for any more included.</summary>
    public int Active => options.StoreReadsMax - _places.CurrentCount;

    /// <summary>Reads dossiers as they stand at a revision.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be reached in time.</exception>
    public async ValueTask<IReadOnlyList<Dossier>> ReadAsync(IReadOnlyList<SubjectKey> keys, long revision, CancellationToken cancellation)
    {
        try
        {
            TierTrail.Reach(Tier.Store);
            var reading = ReadAsync(keys, revision);
            return (await reading.WaitAsync(options.Attempt, clock, cancellation)).Dossiers;
        }
        catch (TimeoutException)
        {
            // The failure becomes an unreachable store; nobody is "clean" because the store was slow.
            throw new StoreUnavailableException($"No answer within {options.AttemptMs} ms.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    private async Task<DossierSnapshot> ReadAsync(IReadOnlyList<SubjectKey> keys, long revision)
    {
        if (!_places.Wait(0))
            await WaitForPlaceAsync();
        using var span = Traces.Source.StartActivity(Traces.StoreRead, ActivityKind.Client);
        var began = Stopwatch.GetTimestamp();
        var outcome = "failed";
        try
        {
            var snapshot = await store.ReadAsync(keys, new Knowledge(revision, null), CancellationToken.None);
            Dossiers.Add(keys.Count);
            outcome = "read";
            return snapshot;
        }
        finally
        {
            meter?.StoreReadDuration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, ServiceMeter.Of(Label.Outcome, outcome));
            span?.SetTag(Label.Outcome, outcome);
            _places.Release();
        }
    }

    private async Task WaitForPlaceAsync()
    {
        using var limit = new CancellationTokenSource(options.Attempt, clock);
        var began = Stopwatch.GetTimestamp();
        try
        {
            await _places.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // The failure becomes an unreachable store: reads that nobody waits for any more hold every place.
            throw new StoreUnavailableException($"{options.StoreReadsMax} reads have not been answered yet.");
        }
        finally
        {
            meter?.StoreReadWait.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
        }
    }
}
