using Microsoft.Extensions.Logging.Console;
using Verify.Adapters.Redis;
using Verify.Audit;
using Verify.Audit.Journal;
using Verify.Callers;
using Verify.Catalogs;
using Verify.Dossiers;
using Verify.Flows;
using Verify.Receipts;
using Verify.Registry;
using Verify.Telemetry;

namespace Verify.Hosting;

/// <summary>
/// Everything that must stand before the first question: clock, keys, store, catalogue, and the flows over them. The server and the
/// commands share it, and it is the only place that knows which store there is.
/// </summary>
public sealed class Foundation : IAsyncDisposable
{
    private static readonly TimeSpan RedisPatience = TimeSpan.FromSeconds(10);

    private readonly OpenStores _stores;
    private readonly ILoggerFactory _loggers;
    private readonly RecentFacts _recent;

    private Foundation(
        VerifyOptions options,
        TimeProvider clock,
        SubjectKeys keys,
        ReceiptSigner signer,
        OpenStores stores,
        RedisDossiers? redis,
        CatalogLibrary catalogs,
        CallerDirectory callers,
        ILoggerFactory loggers)
    {
        (_stores, Redis, _loggers) = (stores, redis, loggers);
        Options = options;
        Clock = clock;
        Keys = keys;
        Signer = signer;
        Catalogs = catalogs;
        Callers = callers;
        if (stores.Journal is { } journal)
            journal.Waited = wait => Meter.JournalWait.Record(wait.TotalSeconds);
        _recent = new RecentFacts(Store);
        Revisions = new RevisionSource(Store, TimeSpan.FromMilliseconds(options.Store.RevisionPollMs), clock, options.Cache.Attempt);
        Kept = new KeptDossiers(Store, stores.Roll, Revisions, catalogs, redis, options.Cache, clock, Meter);
        Recording = new RecordFlow(Store, Kept.Lifts, clock);
        Streaming = new FactStreamFlow(Recording);
        Importing = new ImportFlow(Recording, Store, keys, clock);
        Reading = new ReadFactsFlow(_recent, Revisions);
        var records = new CheckRecords(keys);
        Checking = new CheckFlow(Kept.Views, new ApplicantLookup(keys), catalogs, records, Register);
        Watching = new WatchFlow(Checking, Kept.Views, records, _recent, Revisions, catalogs);
        Reporting = new ReportFlow(Audit, new OldCheckLookup(Audit, Store), catalogs);
        Receipting = new ReceiptFlow(Audit, stores.Chain, Store, catalogs, keys, options.Register.Retention, clock);
        Noticing = new NoticeFlow(Store, Audit);
        Log = new RegisterLog(stores.Chain, Register, options.JournalFolder);
        Retaining = new RetentionFlow(stores.Chain, Audit, Store, Noticing, options.Register.Retention, clock);
    }

    /// <summary>The options.</summary>
    public VerifyOptions Options { get; }

    /// <summary>What is measured of this service.</summary>
    public ServiceMeter Meter { get; } = new();

    /// <summary>Whether callers need not wait for what a start still does; probes are told.</summary>
    public bool IsWarm { get; set; } = true;

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Codes to keys.</summary>
    public SubjectKeys Keys { get; }

    /// <summary>Signs receipts.</summary>
    public ReceiptSigner Signer { get; }

    /// <summary>The truth.</summary>
    public IRegistryStore Store => _stores.Registry;

    /// <summary>Who may answer from what they keep.</summary>
    public IInstanceRoll Roll => _stores.Roll;

    /// <summary>How far the registry has come, for whoever follows it; the server starts it.</summary>
    public RevisionSource Revisions { get; }

    /// <summary>What is kept before the store, and up to where it is proven; the server runs it.</summary>
    public KeptDossiers Kept { get; }

    /// <summary>Dossiers that instances share; null where there is no Redis.</summary>
    public RedisDossiers? Redis { get; }

    /// <summary>The register of queries.</summary>
    public IQueryRegister Register => _stores.Register;

    /// <summary>How the journal before the register fares.</summary>
    public JournalState Journal => _stores.Journal!.State;

    /// <summary>What is asked of the register after an answer.</summary>
    public IAuditStore Audit => _stores.Audit;

    /// <summary>The register as a whole, for whoever verifies it.</summary>
    public RegisterLog Log { get; }

    /// <summary>The story of a check whose time of keeping is over.</summary>
    public RetentionFlow Retaining { get; }

    /// <summary>Where callers are on record.</summary>
    public ICallerStore CallerStore => _stores.Callers;

    /// <summary>Who may ask; the server has them follow the store.</summary>
    public CallerDirectory Callers { get; }

    /// <summary>Published catalogues.</summary>
    public CatalogLibrary Catalogs { get; }

    /// <summary>The story of a fact.</summary>
    public RecordFlow Recording { get; }

    /// <summary>The story of a stream of facts.</summary>
    public FactStreamFlow Streaming { get; }

    /// <summary>The story of a file.</summary>
    public ImportFlow Importing { get; }

    /// <summary>The story of a check.</summary>
    public CheckFlow Checking { get; }

    /// <summary>The story of a watch.</summary>
    public WatchFlow Watching { get; }

    /// <summary>The story of a reader of facts.</summary>
    public ReadFactsFlow Reading { get; }

    /// <summary>The story of what became of an answer.</summary>
    public ReportFlow Reporting { get; }

    /// <summary>The story of a receipt.</summary>
    public ReceiptFlow Receipting { get; }

    /// <summary>The story of an entry that turned out wrong.</summary>
    public NoticeFlow Noticing { get; }

    /// <summary>Opens keys and store, migrates, and publishes the catalogue folder where it is new.</summary>
    /// <param name="options">The options.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="clock">A clock instead of the one that the options name.</param>
    /// <param name="logging">Sets up logging; null for warnings to the console's error stream.</param>
    /// <param name="around">Puts something around the store, an outage for example.</param>
    /// <param name="before">Puts something before the register of queries, one that keeps nothing for example, to measure what keeping costs.</param>
    /// <param name="migrating">Hears of each step of bringing the store to this version.</param>
    /// <exception cref="StartRefusedException">Something must be put right first; holds everything that is wrong.</exception>
    public static async Task<Foundation> OpenAsync(
        VerifyOptions options,
        CancellationToken cancellation,
        TimeProvider? clock = null,
        Action<ILoggingBuilder>? logging = null,
        Func<IRegistryStore, IRegistryStore>? around = null,
        Func<IQueryRegister, IQueryRegister>? before = null,
        IProgress<MigrationStep>? migrating = null)
    {
        if (options.Faults() is { Count: > 0 } faults)
            throw new StartRefusedException(faults);

        clock ??= options.ClockStart is { } start ? new ShiftedClock(start) : TimeProvider.System;
        Directory.CreateDirectory(options.Data);
        var ring = options.Keys.IsEmpty ? KeyFile.OpenOrCreate(Path.Combine(options.Data, "keys.json")) : new KeyRing(options.Keys);
        var signer = OpenSigner(options);
        var loggers = LoggerFactory.Create(logging ?? LogWarningsToConsole);
        var stores = await OpenStoresAsync(options, ring, clock, loggers, migrating, cancellation);
        stores = around is null ? stores : stores with { Registry = around(stores.Registry) };
        stores = before is null ? stores : stores with { Register = before(stores.Register) };
        try
        {
            var catalogs = await CatalogLibrary.OpenAsync(stores.Catalogs, clock, cancellation);
            await SeedAsync(catalogs, options.CatalogFolder, cancellation);
            var callers = await CallerDirectory.OpenAsync(
                stores.Callers,
                options.Callers,
                TimeSpan.FromMilliseconds(options.Store.RevisionPollMs),
                options.Cache.Attempt,
                clock,
                loggers.CreateLogger<CallerDirectory>(),
                cancellation);
            var redis = await OpenRedisAsync(options, stores, cancellation);
            return new Foundation(options, clock, new SubjectKeys(ring), signer, stores, redis, catalogs, callers, loggers);
        }
        catch
        {
            await stores.DisposeAsync();
            loggers.Dispose();
            throw;
        }
    }

    /// <summary>Follows the registry until disposed: for commands, which have no server to do it.</summary>
    public IAsyncDisposable Follow() => new Following(this);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Callers.DisposeAsync();
        await Revisions.DisposeAsync();
        await Kept.DisposeAsync();
        if (Redis is not null)
            await Redis.DisposeAsync();
        _recent.Dispose();
        Log.Dispose();
        await _stores.DisposeAsync();
        Catalogs.Dispose();
        Meter.Dispose();
        _loggers.Dispose();
    }

    /// <summary>The keys of receipts alone, which need no store.</summary>
    /// <exception cref="StartRefusedException">The key of the data folder cannot be used.</exception>
    internal static ReceiptSigner OpenSigner(VerifyOptions options)
    {
        try
        {
            Directory.CreateDirectory(options.Data);
            return ReceiptSigner.Open(options.Receipts, options.Data);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            // The failure becomes a refusal to start: a receipt under another key would be nobody's.
            throw new StartRefusedException([$"{Path.Combine(options.Data, ReceiptSigner.KeyFile)}: {exception.Message}"]);
        }
    }

    private static async Task<OpenStores> OpenStoresAsync(
        VerifyOptions options, KeyRing ring, TimeProvider clock, ILoggerFactory loggers, IProgress<MigrationStep>? migrating, CancellationToken cancellation)
    {
        try
        {
            return await OpenStores.OpenAsync(options, ring, clock, loggers, migrating, cancellation);
        }
        catch (StoreRefusedException exception)
        {
            // The failure becomes a refusal to start: under another key every person would look clean.
            throw new StartRefusedException([exception.Message]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The same: without a journal no answer could leave.
            throw new StartRefusedException([$"Verify:Register:Folder: {exception.Message}"]);
        }
    }

    private static async Task<RedisDossiers?> OpenRedisAsync(VerifyOptions options, OpenStores stores, CancellationToken cancellation)
    {
        if (options.Redis.Length == 0)
            return null;
        // Limits and pauses are of the machine's time, wherever the service's clock stands.
        var redis = RedisDossiers.Open(options.ToRedisOptions(), await stores.Registry.ReadIdAsync(cancellation), TimeProvider.System);
        try
        {
            // In this order: Redis is told of nothing before the store has it.
            var told = await redis.ReadFurthestAsync(RedisPatience, cancellation);
            var held = await stores.Registry.ReadRevisionAsync(cancellation);
            return told <= held
                ? redis
                : throw new StartRefusedException([
                    $"Verify:Store: the registry is at revision {held}, and Redis has heard of {told}: the store was restored from a backup. "
                    + "Run 'migrate --restored' once, while no service runs on it."]);
        }
        catch
        {
            await redis.DisposeAsync();
            throw;
        }
    }

    // What a command prints is its answer; what it has to say besides goes elsewhere.
    private static void LogWarningsToConsole(ILoggingBuilder logging) => logging
        .AddSimpleConsole()
        .SetMinimumLevel(LogLevel.Warning)
        .Services.Configure<ConsoleLoggerOptions>(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);

    private static async Task SeedAsync(CatalogLibrary catalogs, string folder, CancellationToken cancellation)
    {
        var outcome = await catalogs.SeedAsync(CatalogFolder.ReadFiles(folder), cancellation);
        if (outcome.Publication is null)
        {
            throw new StartRefusedException(
                [.. outcome.Reading.Findings.Where(static finding => finding.Severity == FindingSeverity.Error).Select(static finding => finding.ToString())]);
        }
    }
}

/// <summary>A foundation whose registry is followed.</summary>
internal sealed class Following : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _keeping;

    public Following(Foundation foundation)
    {
        foundation.Revisions.Start();
        _keeping = foundation.Kept.RunAsync(_stopping.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _keeping.ContinueWith(static _ => { }, TaskScheduler.Default);
        _stopping.Dispose();
    }
}

/// <summary>The service does not start; what is wrong is all there is to say, without a stack.</summary>
public sealed class StartRefusedException(IReadOnlyList<string> faults) : Exception(string.Join(Environment.NewLine, faults))
{
    /// <summary>Everything that is wrong.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
