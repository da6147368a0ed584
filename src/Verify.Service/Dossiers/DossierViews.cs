using Verify.Domain;
using Verify.Registry;

namespace Verify.Dossiers;

/// <summary>Finds what an answer may rest on.</summary>
public sealed class DossierViews(
    FreshnessSource freshness, DossierLookup lookup, SourceSyncs syncs, ChangeLog changes, IRegistryStore store, FreshnessOptions options)
{
    // Checks come by the thousand between two watermarks.
    private LiveView? _latest;

    /// <summary>What the registry knew at a revision or an instant.</summary>
    public DossierView Past(Knowledge knowledge) => new PastView(store, knowledge);

    /// <summary>The registry as it is proven to stand.</summary>
    /// <param name="atLeast">At this revision or a later one, if the registry has come so far.</param>
    /// <param name="latest">The store is asked whatever is kept.</param>
    /// <param name="cancellation">Cancels waiting.</param>
    /// <exception cref="StoreUnavailableException">That cannot be proven: the store cannot be reached in time.</exception>
    public ValueTask<DossierView> ProveAsync(long atLeast, bool latest, CancellationToken cancellation) =>
        TryProve(atLeast, latest) is { } view ? ValueTask.FromResult(view) : RenewAsync(latest, cancellation);

    /// <summary>The same without asking the store; null where that takes it.</summary>
    public DossierView? TryProve(long atLeast, bool latest)
    {
        var at = freshness.Current;
        if (latest || at.Revision < atLeast || !freshness.IsFresh(at))
            return null;
        return _latest is { } view && view.Watermark == at ? view : _latest = new LiveView(at, lookup, syncs, store);
    }

    private async ValueTask<DossierView> RenewAsync(bool latest, CancellationToken cancellation)
    {
        var at = await freshness.RenewAsync(cancellation);
        return latest ? new StoreView(at, lookup, syncs, store) : new LiveView(at, lookup, syncs, store);
    }

    /// <summary>What is kept, however old; null where nothing has been kept yet. What rests on it is not firm.</summary>
    public DossierView? Kept() => freshness.Current is { Revision: >= 0 } at ? new KeptView(at, lookup, syncs) : null;

    /// <summary>How old what is kept is; what is fresh has no age.</summary>
    public TimeSpan AgeOfKept => freshness.Current is var at && freshness.IsFresh(at) ? TimeSpan.Zero : freshness.AgeOf(at);

    /// <summary>How old what a view shows is.</summary>
    public TimeSpan AgeOf(DossierView view) => view.Watermark is { } at ? freshness.AgeOf(at) : TimeSpan.Zero;

    /// <summary>
    /// Whether an answer may still leave: the watermark that it rests on is within the lease, whoever lifts something waits for this
    /// instance, and nothing has become known since that was recorded about anybody it rests on. Working it out and registering it
    /// takes time, and a process can be paused at any point.
    /// </summary>
    public bool StillStands(Watermark at, ReadOnlySpan<SubjectKey> restsOn)
    {
        if (options.UnsafeNoLease)
            return true;
        if (!freshness.IsFresh(at))
            return false;
        if (freshness.Current.Revision == at.Revision)
            return true;
        foreach (var key in restsOn)
        {
            if (!key.IsSource && !changes.IsUnchanged(key, at.Revision))
                return false;
        }

        return true;
    }
}
