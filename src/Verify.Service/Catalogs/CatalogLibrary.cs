using System.Collections.Immutable;
using Verify.Domain;

namespace Verify.Catalogs;

/// <summary>
/// Every published catalogue, compiled. Readers take one immutable snapshot and never wait; a publication swaps the snapshot after
/// the store has it.
/// </summary>
public sealed class CatalogLibrary : IDisposable
{
    /// <summary>Publisher of what <see cref="SeedAsync"/> publishes.</summary>
    public const string FolderPublisher = "catalog folder";

    private readonly ICatalogStore _store;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _publishing = new(1, 1);
    private volatile Shelf _shelf = Shelf.Empty;

    private CatalogLibrary(ICatalogStore store, TimeProvider clock)
    {
        _store = store;
        _clock = clock;
    }

    /// <summary>Opens the library on what the store holds; a version is compiled once, however often it was published.</summary>
    /// <exception cref="InvalidDataException">The store holds a version that does not compile.</exception>
    public static async Task<CatalogLibrary> OpenAsync(ICatalogStore store, TimeProvider clock, CancellationToken cancellation)
    {
        var library = new CatalogLibrary(store, clock);
        await library.RefreshAsync(cancellation);
        return library;
    }

    /// <summary>Every publication, oldest first.</summary>
    public ImmutableArray<Publication> Publications => _shelf.Publications;

    /// <summary>
    /// The publication in force at an instant, as known at another: of those published by <paramref name="knownAt"/> and up to
    /// <paramref name="knownRevision"/> the one that came into force last, and of two that came into force together the one
    /// published later. Before the first publication it is the earliest one.
    /// </summary>
    /// <exception cref="InvalidOperationException">Nothing has ever been published.</exception>
    public Publication InForce(DateTimeOffset asOf, DateTimeOffset knownAt, long knownRevision = long.MaxValue)
    {
        var publications = _shelf.Publications;
        Publication? inForce = null;
        foreach (var publication in publications)
        {
            if (IsKnown(publication, knownAt, knownRevision)
                && publication.Stored.EffectiveFrom <= asOf
                && !(inForce?.Stored.EffectiveFrom > publication.Stored.EffectiveFrom))
            {
                inForce = publication;
            }
        }

        return inForce ?? (publications.IsEmpty ? throw new InvalidOperationException("No catalogue has been published.") : publications[0]);
    }

    /// <summary>The publication in force now.</summary>
    /// <exception cref="InvalidOperationException">Nothing has ever been published.</exception>
    public Publication InForceNow() => InForce(_clock.GetUtcNow(), DateTimeOffset.MaxValue);

    /// <summary>The next instant after <paramref name="asOf"/> at which a publication known by then comes into force, or null.</summary>
    public DateTimeOffset? NextAfter(DateTimeOffset asOf, DateTimeOffset knownAt, long knownRevision = long.MaxValue)
    {
        DateTimeOffset? next = null;
        foreach (var publication in _shelf.Publications)
        {
            var effectiveFrom = publication.Stored.EffectiveFrom;
            if (IsKnown(publication, knownAt, knownRevision) && effectiveFrom > asOf && !(next <= effectiveFrom))
                next = effectiveFrom;
        }

        return next;
    }

    /// <summary>The last publication of a version, or null.</summary>
    public Publication? FindVersion(string version) => _shelf.Publications.LastOrDefault(publication => publication.Stored.Version == version);

    /// <summary>Judges a draft. Files that it leaves out are those of the catalogue in force.</summary>
    public CatalogReading Validate(IReadOnlyDictionary<string, string> changed) => Read(changed, _clock.GetUtcNow());

    /// <summary>
    /// Publishes a draft, unless it has an error. Files that it leaves out are those of the catalogue in force at the instant from
    /// which it is to be in force. What would be in force then anyhow is not published again, so that a repeated call changes
    /// nothing.
    /// </summary>
    /// <param name="changed">File name to content.</param>
    /// <param name="effectiveFrom">From when it is in force; none or a past instant means now.</param>
    /// <param name="publishedBy">Who publishes.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public Task<PublishOutcome> PublishAsync(
        IReadOnlyDictionary<string, string> changed, DateTimeOffset? effectiveFrom, string publishedBy, CancellationToken cancellation) =>
        AloneAsync(
            now =>
            {
                var from = effectiveFrom > now ? effectiveFrom.Value : now;
                return AppendAsync(Read(changed, from), from, now, publishedBy, cancellation);
            },
            cancellation);

    /// <summary>
    /// Publishes the catalogue folder at the start of the service: into an empty store from the beginning of time, so that every
    /// past instant has a catalogue; later from now on, and only if the folder has changed since it was last published from here.
    /// An edit published through the API therefore survives a restart.
    /// </summary>
    public Task<PublishOutcome> SeedAsync(ImmutableSortedDictionary<string, string> folder, CancellationToken cancellation) =>
        AloneAsync(
            now =>
            {
                var reading = CatalogReader.Read(folder);
                var published = _shelf.Publications;
                var last = published.LastOrDefault(static publication => publication.Stored.PublishedBy == FolderPublisher);
                return last?.Stored.Version == reading.Version
                    ? Task.FromResult(new PublishOutcome(reading, last))
                    : AppendAsync(reading, published.IsEmpty ? DateTimeOffset.UnixEpoch : now, now, FolderPublisher, cancellation);
            },
            cancellation);

    /// <summary>Takes in what other instances have published.</summary>
    /// <exception cref="InvalidDataException">The store holds a version that does not compile.</exception>
    public Task RefreshAsync(CancellationToken cancellation) => AloneAsync(static _ => Task.FromResult(true), cancellation);

    /// <inheritdoc/>
    public void Dispose() => _publishing.Dispose();

    private CatalogReading Read(IReadOnlyDictionary<string, string> changed, DateTimeOffset inForceAt)
    {
        var others = _shelf.Publications.IsEmpty ? CatalogFiles.Empty : InForce(inForceAt, DateTimeOffset.MaxValue).Stored.Files;
        return CatalogReader.Read(others.SetItems(changed));
    }

    /// <summary>Runs one publication at a time, each on what the store holds by then.</summary>
    private async Task<T> AloneAsync<T>(Func<DateTimeOffset, Task<T>> work, CancellationToken cancellation)
    {
        await _publishing.WaitAsync(cancellation);
        try
        {
            var stored = await _store.ReadAllAsync(cancellation);
            var shelf = _shelf;
            foreach (var catalog in stored.Skip(shelf.Publications.Length))
                shelf = shelf.With(catalog, Compile);
            _shelf = shelf;
            return await work(_clock.GetUtcNow());
        }
        finally
        {
            _publishing.Release();
        }
    }

    private async Task<PublishOutcome> AppendAsync(
        CatalogReading reading, DateTimeOffset effectiveFrom, DateTimeOffset now, string publishedBy, CancellationToken cancellation)
    {
        if (reading.Catalogue is not { } catalogue)
            return new(reading, null);
        var shelf = _shelf;
        if (!shelf.Publications.IsEmpty && InForce(effectiveFrom, DateTimeOffset.MaxValue) is var inForce && inForce.Stored.Version == reading.Version)
            return new(reading, inForce);

        var stored = new StoredCatalog(reading.Version, reading.Files, effectiveFrom, now, publishedBy);
        stored = await _store.AppendAsync(stored, cancellation);
        _shelf = shelf.With(stored, _ => catalogue);
        return new(reading, _shelf.Publications[^1]);
    }

    private static bool IsKnown(Publication publication, DateTimeOffset knownAt, long knownRevision) =>
        publication.Stored.PublishedAt <= knownAt && publication.Stored.Revision <= knownRevision;

    private static Catalogue Compile(StoredCatalog stored)
    {
        var reading = CatalogReader.Compile(stored.Files);
        return reading.Catalogue
            ?? throw new InvalidDataException($"The published catalogue {stored.Version} does not compile: {reading.Findings[0]}");
    }

    private sealed record Shelf(ImmutableArray<Publication> Publications)
    {
        public static readonly Shelf Empty = new([]);

        public Shelf With(StoredCatalog stored, Func<StoredCatalog, Catalogue> compile)
        {
            var known = Publications.FirstOrDefault(publication => publication.Stored.Version == stored.Version);
            return new(Publications.Add(new(stored, known?.Catalogue ?? compile(stored))));
        }
    }
}
