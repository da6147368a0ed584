using Verify.Catalogs;
using Verify.Dossiers;
using Verify.Flows;
using Verify.Registry;

namespace Verify.Simulation;

/// <summary>An instance of the service: the real caches, the real recording, on a simulated machine.</summary>
internal sealed class Process
{
    private readonly StoreLink _store;
    private readonly CancellationTokenSource _stopping = new();
    private RevisionSource? _revisions;
    private Task _running = Task.CompletedTask;

    public Process(World world, Machine machine)
    {
        (World, Machine) = (world, machine);
        Clock = new MachineClock(this);
        _store = new StoreLink(world.Store, this, world.Sabotage);
    }

    public World World { get; }

    public Machine Machine { get; }

    public TimeProvider Clock { get; }

    /// <summary>Killed: nothing of it happens any more.</summary>
    public bool IsDead { get; private set; }

    /// <summary>Whether callers come to it.</summary>
    public bool IsServing { get; private set; }

    /// <summary>No caller comes to it any more.</summary>
    public bool IsStopping { get; private set; }

    /// <summary>Until when its connections to the store are dead.</summary>
    public long CutOffUntil { get; set; }

    /// <summary>Until when its connection to Redis is dead.</summary>
    public long RedisCutOffUntil { get; set; }

    /// <summary>Calls that it is busy with.</summary>
    public int Busy { get; set; }

    public KeptDossiers Kept { get; private set; } = null!;

    public RecordFlow Recording { get; private set; } = null!;

    /// <summary>Does a piece of work as a thread of the process would.</summary>
    public void Do(Work work)
    {
        SynchronizationContext.SetSynchronizationContext(new StepContext(this));
        try
        {
            work.Callback(work.State);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(null);
        }
    }

    /// <summary>Begins something in it; whatever escapes from it ends the run.</summary>
    public void Begin(Func<Task> work) => World.Timeline.Post(this, _ => _ = GuardAsync(work), null);

    public void Start() => Begin(StartAsync);

    public void Kill() => (IsDead, IsServing, IsStopping) = (true, false, false);

    /// <summary>Ends it as an operator would: no new callers, those that are there are served, then it leaves.</summary>
    public void Stop(Action stopped)
    {
        (IsServing, IsStopping) = (false, true);
        Begin(() => StopAsync(stopped));
    }

    private async Task StopAsync(Action stopped)
    {
        while (Busy > 0)
            await Task.Delay(World.Pace.Poll, Clock);
        _stopping.Cancel();
        await _revisions!.DisposeAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await Kept.DisposeAsync();
        Kill();
        stopped();
    }

    private async Task StartAsync()
    {
        var options = World.Pace.Options;
        var catalogs = await OpenCatalogsAsync(options);
        var changes = new ChangeLog(World.ChangePlaces);
        var memory = new DossierCache(World.MemoryBytes, 4_096, changes);
        var shared = World.HasRedis ? new RedisLink(World, this) : null;
        _link = shared;
        _revisions = new RevisionSource(_store, World.Pace.Poll, Clock, options.Attempt);
        Kept = new KeptDossiers(_store, _store, _revisions, catalogs, shared, options, Clock, memory);
        Recording = new RecordFlow(_store, Kept.Lifts, Clock);
        _revisions.Start();
        _running = Kept.RunAsync(_stopping.Token);
        IsServing = true;
        World.Note(What.Served, Machine.Number);
        try
        {
            await _running;
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // It was stopped.
        }
    }

    private RedisLink? _link;

    public void Hear() => _link?.Hear();

    private async Task<CatalogLibrary> OpenCatalogsAsync(FreshnessOptions options)
    {
        while (true)
        {
            try
            {
                return await CatalogLibrary.OpenAsync(_store, Clock, CancellationToken.None).WaitAsync(options.Attempt, Clock);
            }
            catch (Exception exception) when (exception is StoreUnavailableException or TimeoutException)
            {
                // A service that cannot start is started again.
                await Task.Delay(World.Pace.Poll, Clock);
            }
        }
    }

    private async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
#pragma warning disable CA1031 // Whatever it is, the run has failed.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            World.Timeline.Fail(exception);
        }
    }
}
