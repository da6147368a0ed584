using Verify.Catalogs;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Flows;

/// <summary>The story of a catalogue that another process published: it comes by among the facts, and is taken in.</summary>
public sealed class CatalogFlow(IRegistryStore store, RevisionSource revisions, CatalogLibrary catalogs, TimeProvider clock)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    /// <summary>Follows the registry until it is cancelled, or the process is going away.</summary>
    public async Task FollowAsync(CancellationToken cancellation)
    {
        var seen = 0L;
        while (!revisions.HasStopped)
        {
            try
            {
                var next = await revisions.WaitAsync(seen, cancellation);
                var published = await store.ReadFactsAsync(SubjectKey.Catalogue, new Knowledge(next.Revision, null), cancellation);
                if (published.Count > catalogs.Publications.Length)
                    await catalogs.RefreshAsync(cancellation);
                seen = next.Revision;
            }
            catch (StoreUnavailableException)
            {
                // The failure becomes another attempt a little later; until then the catalogues known here decide.
                await Task.Delay(RetryDelay, clock, cancellation);
            }
        }
    }
}
