namespace Verify.Telemetry;

/// <summary>Every metric of the service: names, units and labels are contract, like the events of <see cref="Log"/>.</summary>
public static class Metrics
{
    /// <summary>Calls, by method and status.</summary>
    public static readonly Metric CallDuration = new(
        "rpc.server.call.duration", MetricKind.Histogram, "s",
        "How long calls took, streams to their end. Its count is their number.",
        Label.System, Label.Method, Label.Status);

    /// <summary>The same calls, by who called.</summary>
    public static readonly Metric CallerCallDuration = new(
        "verify.caller.call.duration", MetricKind.Histogram, "s",
        "The same calls by who called. The department is that of the caller on record.",
        Label.Caller, Label.Department, Label.Status);

    /// <summary>Streams under way.</summary>
    public static readonly Metric Streams = new("verify.streams", MetricKind.Gauge, "{stream}", "Streams under way.", Label.Method);

    /// <summary>Callers unknown.</summary>
    public static readonly Metric Strangers = new("verify.callers.refused", MetricKind.Counter, "{call}", "Calls whose credential proved nobody.");

    /// <summary>Callers known.</summary>
    public static readonly Metric Callers = new("verify.callers.known", MetricKind.Gauge, "{caller}", "Callers on record who may ask; 0 while the open development caller is served.");

    /// <summary>Waits for a caller's share.</summary>
    public static readonly Metric CallerShareWait = new(
        "verify.caller.share.wait", MetricKind.Histogram, "s",
        "How long calls waited for their caller's share: until a stream was within calls_per_second again, or for the turn of a batch, behind the caller's own (caller_turn) or behind others' (service_turn). What need not wait is not counted.",
        Label.Caller, Label.Limit);

    /// <summary>Answers.</summary>
    public static readonly Metric Answers = new(
        "verify.answers", MetricKind.Counter, "{answer}", "Answers given, by advice, and by whether they are firm.", Label.Disposition, Label.Firm);

    /// <summary>Where dossiers came from.</summary>
    public static readonly Metric DossierReads = new(
        "verify.dossier.reads", MetricKind.Counter, "{dossier}",
        "Dossiers found, by where: in memory, in another call's flight, in Redis, in the store.", Label.Tier);

    /// <summary>Flights.</summary>
    public static readonly Metric Flights = new("verify.dossier.flights", MetricKind.Gauge, "{subject}", "Subjects being fetched, however many calls wait for them.");

    /// <summary>Reads of the store.</summary>
    public static readonly Metric StoreReadDuration = new(
        "verify.store.read.duration", MetricKind.Histogram, "s", "How long the store took over a read of dossiers, waiting for a place not counted.", Label.Outcome);

    /// <summary>Waits for a place.</summary>
    public static readonly Metric StoreReadWait = new(
        "verify.store.read.wait", MetricKind.Histogram, "s", "How long a read waited for one of the places that the store is asked through. Reads that need not wait are not counted.");

    /// <summary>Places taken.</summary>
    public static readonly Metric StoreReadsActive = new("verify.store.reads.active", MetricKind.Gauge, "{read}", "Reads of dossiers under way in the store.");

    /// <summary>Whether the store answers.</summary>
    public static readonly Metric StoreUp = new("verify.store.up", MetricKind.Gauge, "", "1 while the store answers the question for the last revision, asked every 50 ms; else 0.");

    /// <summary>Age of what is kept.</summary>
    public static readonly Metric FreshnessAge = new(
        "verify.freshness.age", MetricKind.Gauge, "s", "How long ago the store was asked for what answers rest on now. Beyond the lease they are not firm.");

    /// <summary>The lease.</summary>
    public static readonly Metric FreshnessLease = new("verify.freshness.lease", MetricKind.Gauge, "s", "The lease, Verify:Cache:LeaseMs.");

    /// <summary>Whether answers are firm.</summary>
    public static readonly Metric FreshnessProven = new("verify.freshness.proven", MetricKind.Gauge, "", "1 while answers are firm; else 0.");

    /// <summary>Revision reached.</summary>
    public static readonly Metric Revision = new("verify.registry.revision", MetricKind.Gauge, "{revision}", "The revision of the registry that answers rest on.");

    /// <summary>Bytes of the cache.</summary>
    public static readonly Metric CacheUsage = new("verify.cache.usage", MetricKind.Gauge, "By", "Memory that kept dossiers take, index included.");

    /// <summary>Limit of the cache.</summary>
    public static readonly Metric CacheLimit = new("verify.cache.limit", MetricKind.Gauge, "By", "The most that they may take, Verify:Cache:MemoryMiB.");

    /// <summary>Subjects in the cache.</summary>
    public static readonly Metric CacheSubjects = new("verify.cache.subjects", MetricKind.Gauge, "{subject}", "Subjects whose dossiers are kept in memory.");

    /// <summary>Lifts acknowledged.</summary>
    public static readonly Metric LiftDuration = new(
        "verify.lift.acknowledgement.duration", MetricKind.Histogram, "s",
        "How long a change in somebody's favour waited until no instance could answer from before it: until all had confirmed it, or the lease had run out.",
        Label.Outcome);

    /// <summary>Bytes that wait for the store.</summary>
    public static readonly Metric JournalPending = new("verify.journal.pending", MetricKind.Gauge, "By", "Bytes of the journal that the store does not have yet.");

    /// <summary>The most that may wait.</summary>
    public static readonly Metric JournalLimit = new("verify.journal.limit", MetricKind.Gauge, "By", "The most that may wait, Verify:Register:MaxMiB; beyond it checks are refused.");

    /// <summary>The oldest that waits.</summary>
    public static readonly Metric JournalOldest = new("verify.journal.oldest", MetricKind.Gauge, "s", "Age of the oldest group that the store does not have yet, to a tenth of a second; 0 where it has all.");

    /// <summary>Records waiting for the disk.</summary>
    public static readonly Metric JournalQueue = new("verify.journal.queue", MetricKind.Gauge, "{record}", "Records that wait to be written while others are.");

    /// <summary>Waits for being written.</summary>
    public static readonly Metric JournalWait = new(
        "verify.journal.wait", MetricKind.Histogram, "s",
        "How long the first record of each group waited from its append until the group was written; no other of the group waited longer.");

    /// <summary>Records written.</summary>
    public static readonly Metric JournalRecords = new("verify.journal.records", MetricKind.Counter, "{record}", "Records journalled since the process began.");

    /// <summary>Groups written.</summary>
    public static readonly Metric JournalGroups = new("verify.journal.groups", MetricKind.Counter, "{group}", "Groups in which they were written.");

    /// <summary>Whether the journal can be written.</summary>
    public static readonly Metric JournalWritable = new("verify.journal.writable", MetricKind.Gauge, "", "1 while the journal can be written; 0 means that no check is answered.");

    /// <summary>Whether the store takes the journal.</summary>
    public static readonly Metric JournalShipping = new("verify.journal.shipping", MetricKind.Gauge, "", "1 while the store takes the journal; else 0.");

    /// <summary>Whether Redis is connected.</summary>
    public static readonly Metric RedisConnected = new("verify.redis.connected", MetricKind.Gauge, "", "1 while Redis is connected; else 0. Not given where there is none.");

    /// <summary>Whether Redis is spared.</summary>
    public static readonly Metric RedisSpared = new("verify.redis.spared", MetricKind.Gauge, "", "1 while Redis failed several times in a row and is hardly asked. Not given where there is none.");

    /// <summary>What was asked of Redis.</summary>
    public static readonly Metric RedisReads = new("verify.redis.reads", MetricKind.Counter, "{subject}", "Subjects asked for in Redis: hit or miss, proven or not.", Label.Outcome);

    /// <summary>What Redis failed.</summary>
    public static readonly Metric RedisFailures = new("verify.redis.failures", MetricKind.Counter, "{command}", "Commands that came to nothing: timeout, error, or unasked since it is away or spared.", Label.Error);

    /// <summary>What Redis was given.</summary>
    public static readonly Metric RedisFills = new("verify.redis.fills", MetricKind.Counter, "{subject}", "Values offered to Redis: kept, or refused since later changes are known of.", Label.Outcome);

    /// <summary>The build.</summary>
    public static readonly Metric Build = new("verify.build", MetricKind.Gauge, "", "Always 1; its label is the version.", Label.Version);

    /// <summary>All of them, in the order of the documentation.</summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        CallDuration, CallerCallDuration, Streams, Strangers, Callers, CallerShareWait,
        Answers, FreshnessAge, FreshnessLease, FreshnessProven, Revision, LiftDuration,
        DossierReads, Flights, CacheUsage, CacheLimit, CacheSubjects,
        StoreUp, StoreReadDuration, StoreReadWait, StoreReadsActive,
        JournalPending, JournalLimit, JournalOldest, JournalQueue, JournalWait, JournalRecords, JournalGroups, JournalWritable, JournalShipping,
        RedisConnected, RedisSpared, RedisReads, RedisFailures, RedisFills,
        Build,
    ];
}
