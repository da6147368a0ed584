using Verify.Catalogs;
using Verify.Registry;
using Verify.Telemetry;

namespace Verify.Dossiers;

/// <summary>Everything that an instance keeps of the registry, how it is kept true, and who is told when something is lifted.</summary>
public sealed class KeptDossiers : IAsyncDisposable
{
    private readonly RevisionSource _revisions;
    private readonly Enrolment _enrolment;
    private readonly ChangeFollower _follower;
    private readonly SharedFollower? _teller;
    private readonly ISharedDossiers? _shared;

    /// <summary>Puts it together; nothing is asked before <see cref="RunAsync"/>.</summary>
    public KeptDossiers(
        IRegistryStore store,
        IInstanceRoll roll,
        RevisionSource revisions,
        CatalogLibrary catalogs,
        ISharedDossiers? shared,
        FreshnessOptions options,
        TimeProvider clock,
        ServiceMeter? meter = null)
        : this(store, roll, revisions, catalogs, shared, options, clock, new(new DossierCacheOptions { MemoryMiB = options.MemoryMiB }, new ChangeLog()), meter)
    {
    }

    /// <summary>The same with a memory of another size.</summary>
    internal KeptDossiers(
        IRegistryStore store,
        IInstanceRoll roll,
        RevisionSource revisions,
        CatalogLibrary catalogs,
        ISharedDossiers? shared,
        FreshnessOptions options,
        TimeProvider clock,
        DossierCache memory,
        ServiceMeter? meter = null)
    {
        (_revisions, _shared, Memory) = (revisions, shared, memory);
        var changes = memory.Changes;
        var syncs = new SourceSyncs(store, changes, options, clock);
        _enrolment = new Enrolment(roll, options.Attempt, clock);
        Reads = new StoreReads(store, options, clock, meter);
        _teller = shared is null ? null : new SharedFollower(shared, clock);
        Freshness = new FreshnessSource(revisions, _enrolment, options, clock);
        _follower = new ChangeFollower(store, revisions, Freshness, Memory, syncs, catalogs, _teller, _enrolment, options, clock);
        Lookup = new DossierLookup(Memory, changes, shared, Flights, Reads);
        Views = new DossierViews(Freshness, Lookup, syncs, changes, store, options);
        Lifts = new LiftAcknowledgement(Freshness, revisions, roll, _enrolment, shared, options, clock, meter);
    }

    /// <summary>What is kept in memory.</summary>
    public DossierCache Memory { get; }

    /// <summary>Up to where it is proven.</summary>
    public FreshnessSource Freshness { get; }

    /// <summary>Where dossiers are found.</summary>
    public DossierLookup Lookup { get; }

    /// <summary>What is being fetched.</summary>
    public DossierFlights Flights { get; } = new();

    /// <summary>What is read from the store.</summary>
    public StoreReads Reads { get; }

    /// <summary>What answers rest on.</summary>
    public DossierViews Views { get; }

    /// <summary>Who waits for a lift to bite.</summary>
    public LiftAcknowledgement Lifts { get; }

    /// <summary>Enrols this instance and follows the registry until it is cancelled, or the process is going away.</summary>
    /// <exception cref="InvalidDataException">A catalogue was published that this program cannot compile.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (_shared is not null)
            _shared.Announced += _revisions.Wake;
        await _enrolment.StartAsync(cancellation);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var telling = _teller?.RunAsync(ending.Token) ?? Task.CompletedTask;
        try
        {
            await _follower.FollowAsync(cancellation);
        }
        finally
        {
            ending.Cancel();
            await telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    /// <summary>Leaves the roll. Nobody may be answering any more.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_shared is not null)
            _shared.Announced -= _revisions.Wake;
        await _enrolment.DisposeAsync();
        Reads.Dispose();
    }
}
