using Verify.Catalogs;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Dossiers;

/// <summary>
/// Brings what this instance keeps from one revision of the registry to the next: what is kept of whoever something was recorded
/// about is dropped, a catalogue published elsewhere is taken in. Only when all of it is done is the revision reached.
/// </summary>
public sealed class ChangeFollower(
    IRegistryStore store,
    RevisionSource revisions,
    FreshnessSource freshness,
    DossierCache memory,
    SourceSyncs syncs,
    CatalogLibrary catalogs,
    SharedFollower? shared,
    Enrolment enrolment,
    FreshnessOptions options,
    TimeProvider clock)
{
    /// <summary>Beyond so many changes it is quicker to forget everything than to read whom they are about.</summary>
    public const int ChangesMax = 16_384;

    private const int PageSize = 2_048;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(50);

    private Task<bool> _refreshing = Task.FromResult(true);

    /// <summary>Follows the registry until it is cancelled, or the process is going away.</summary>
    public async Task FollowAsync(CancellationToken cancellation)
    {
        var reached = freshness.Current.Revision;
        while (!revisions.HasStopped)
        {
            try
            {
                var next = await revisions.WaitAsync(reached, cancellation);
                var inFavour = await BringAsync(reached, next.Revision, cancellation);
                freshness.Reach(next);
                reached = next.Revision;
                if (inFavour && enrolment.HasCompany)
                    await enrolment.ConfirmAsync(reached, cancellation);
            }
            catch (StoreUnavailableException)
            {
                // The failure becomes a watermark that grows old, until the store can be asked again.
                await Task.Delay(RetryDelay, clock, cancellation);
            }
        }
    }

    /// <summary>Whether a change among them could be in somebody's favour, so that others may wait for it to be confirmed.</summary>
    private async Task<bool> BringAsync(long from, long to, CancellationToken cancellation)
    {
        if (from < 0 || to - from > ChangesMax)
        {
            await RefreshCatalogsAsync(cancellation);
            Forget(to, startsHere: from < 0);
            return true;
        }

        var inFavour = false;
        var touched = new HashSet<SubjectKey>();
        for (var at = from; at < to;)
        {
            var page = await ReadAfterAsync(at, (int)Math.Min(to - at, PageSize), cancellation);
            if (page.Count == 0)
                throw new StoreUnavailableException($"The store is at revision {to} and has no change after {at}.");
            foreach (var change in page)
            {
                inFavour |= Favour.IsPossible(change.Type);
                touched.Add(change.Subject);
                if (change.Subject == SubjectKey.Catalogue)
                    await RefreshCatalogsAsync(cancellation);
                else if (change.Subject.IsSource)
                    syncs.Apply(change.Subject, change.Revision);
                else
                    memory.Apply(change.Subject, change.Revision);
            }

            at = page[^1].Revision;
        }

        shared?.Tell(to, touched);
        return inFavour;
    }

    private Task<IReadOnlyList<RecordedChange>> ReadAfterAsync(long at, int count, CancellationToken cancellation) =>
        StoreAttempt.WithinAsync(options.Attempt, clock, within => store.ReadChangesAfterAsync(at, count, within), cancellation);

    private Task<bool> RefreshCatalogsAsync(CancellationToken cancellation) =>
        // One that was given up may have asked too early to be waited for, and must not be overtaken.
        _refreshing.IsCompleted
            ? StoreAttempt.WithinAsync(options.Attempt, clock, within => _refreshing = RefreshAsync(within), cancellation)
            : throw new StoreUnavailableException("Catalogues are still being read.");

    private async Task<bool> RefreshAsync(CancellationToken cancellation)
    {
        await catalogs.RefreshAsync(cancellation);
        return true;
    }

    private void Forget(long revision, bool startsHere)
    {
        memory.Clear(revision);
        syncs.Clear();
        if (startsHere)
            shared?.BeginAt(revision);
        else
            shared?.TellOfTooMuch(revision);
    }
}
