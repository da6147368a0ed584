using System.Diagnostics.Metrics;
using Verify.Decisions;
using Verify.Telemetry;

namespace Verify.Hosting.Observation;

/// <summary>Where each metric that is read and not recorded has its value from.</summary>
internal static class ObservedService
{
    public static void Observe(Foundation foundation)
    {
        var meter = foundation.Meter;
        ObserveAnswers(meter, foundation);
        ObserveFreshness(meter, foundation);
        ObserveDossiers(meter, foundation);
        ObserveJournal(meter, foundation);
        if (foundation.Redis is { } redis)
            ObserveRedis(meter, () => redis.State);
    }

    private static void ObserveAnswers(ServiceMeter meter, Foundation foundation)
    {
        var given = foundation.Checking.Given;
        var kinds = (
            from disposition in Enum.GetValues<Disposition>()
            where disposition != Disposition.None
            from firm in (bool[])[true, false]
            let tags = new[]
            {
                ServiceMeter.Of(Label.Disposition, disposition.ToString().ToUpperInvariant()), ServiceMeter.Of(Label.Firm, firm ? "true" : "false"),
            }
            select (Tally: given.Of(disposition, firm), Tags: tags)).ToArray();
        meter.ObserveSeries(Metrics.Answers, () => kinds.Select(static kind => new Measurement<long>(kind.Tally.Value, kind.Tags)));
        meter.Observe(Metrics.Callers, () => foundation.Callers.Count);
        meter.Observe(Metrics.Strangers, () => foundation.Callers.Strangers.Value);
    }

    private static void ObserveFreshness(ServiceMeter meter, Foundation foundation)
    {
        var freshness = foundation.Kept.Freshness;
        meter.ObserveSeries<double>(
            Metrics.FreshnessAge, () => freshness.Current is { Revision: >= 0 } at ? [new(freshness.AgeOf(at).TotalSeconds)] : []);
        meter.Observe(Metrics.FreshnessLease, () => foundation.Options.Cache.Lease.TotalSeconds);
        meter.Observe(Metrics.FreshnessProven, () => freshness.IsFresh(freshness.Current) ? 1 : 0);
        meter.Observe(Metrics.Revision, () => Math.Max(freshness.Current.Revision, 0));
        meter.Observe(Metrics.StoreUp, () => foundation.Revisions.IsAnswered ? 1 : 0);
    }

    private static void ObserveDossiers(ServiceMeter meter, Foundation foundation)
    {
        var kept = foundation.Kept;
        meter.Observe(
            Metrics.DossierReads,
            ("memory", () => kept.Lookup.FromMemory.Value),
            ("flight", () => kept.Flights.Joined.Value),
            ("redis", () => kept.Lookup.FromShared.Value),
            ("store", () => kept.Reads.Dossiers.Value));
        meter.Observe(Metrics.Flights, () => kept.Flights.Count);
        meter.Observe(Metrics.StoreReadsActive, () => kept.Reads.Active);
        meter.Observe(Metrics.CacheUsage, () => kept.Memory.Bytes);
        meter.Observe(Metrics.CacheLimit, () => foundation.Options.Cache.MemoryMiB * 1024.0 * 1024);
        meter.Observe(Metrics.CacheSubjects, () => kept.Memory.Count);
    }

    private static void ObserveJournal(ServiceMeter meter, Foundation foundation)
    {
        meter.Observe(Metrics.JournalPending, () => foundation.Journal.PendingBytes);
        meter.Observe(Metrics.JournalLimit, () => foundation.Options.Register.MaxMiB * 1024.0 * 1024);
        meter.Observe(Metrics.JournalOldest, () => foundation.Journal.Oldest.TotalSeconds);
        meter.Observe(Metrics.JournalQueue, () => foundation.Journal.Queued);
        meter.Observe(Metrics.JournalRecords, () => foundation.Journal.Records);
        meter.Observe(Metrics.JournalGroups, () => foundation.Journal.Groups);
        meter.Observe(Metrics.JournalWritable, () => foundation.Journal.IsWritable ? 1 : 0);
        meter.Observe(Metrics.JournalShipping, () => foundation.Journal.IsShipping ? 1 : 0);
    }

    private static void ObserveRedis(ServiceMeter meter, Func<Adapters.Redis.RedisState> state)
    {
        meter.Observe(Metrics.RedisConnected, () => state().IsConnected ? 1 : 0);
        meter.Observe(Metrics.RedisSpared, () => state().IsSpared ? 1 : 0);
        meter.Observe(Metrics.RedisReads, ("hit", () => state().Hits), ("miss", () => state().Misses));
        meter.Observe(
            Metrics.RedisFailures, ("timeout", () => state().Timeouts), ("error", () => state().Errors), ("unasked", () => state().Unasked));
        meter.Observe(Metrics.RedisFills, ("kept", () => state().Fills), ("refused", () => state().RefusedFills));
    }
}
