using System.Collections.Immutable;
using System.Globalization;
using Verify.Domain;

namespace Verify.Catalogs;

/// <summary>A published catalogue as stored: its files, from which it can be compiled again at any time.</summary>
/// <param name="Version">Content hash of the files.</param>
/// <param name="Files">File name to content.</param>
/// <param name="EffectiveFrom">From when it is in force.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="PublishedBy">Who published it.</param>
/// <param name="Revision">Registry revision of the publication; 0 before it is stored.</param>
public sealed record StoredCatalog(
    string Version,
    ImmutableSortedDictionary<string, string> Files,
    DateTimeOffset EffectiveFrom,
    DateTimeOffset PublishedAt,
    string PublishedBy,
    long Revision = 0)
{
    /// <summary>The request id of the fact that stands for the publication: the same publication twice is one request.</summary>
    public string RequestId => string.Create(CultureInfo.InvariantCulture, $"catalog {Version} {EffectiveFrom.UtcTicks}");

    /// <summary>The fact that stands for the publication in the registry.</summary>
    public RecordedFact ToFact() => new(
        Revision,
        SubjectKey.Catalogue,
        EffectiveFrom.ToUniversalTime(),
        PublishedAt,
        new Recorder("", PublishedBy),
        "",
        new CatalogPublished(Version, EffectiveFrom.ToUniversalTime()));
}

/// <summary>
/// Where published catalogues are kept, every version for ever. Its methods throw
/// <see cref="Registry.StoreUnavailableException"/> where the store cannot be reached.
/// </summary>
public interface ICatalogStore
{
    /// <summary>Every publication, oldest first.</summary>
    Task<IReadOnlyList<StoredCatalog>> ReadAllAsync(CancellationToken cancellation);

    /// <summary>
    /// Adds a publication, as a fact with a revision of its own: whoever knows the registry up to a revision knows which catalogues
    /// had been published. One version may be published again with another instant of effect. The same version with the same
    /// instant changes nothing, so that processes that start together may all publish the default.
    /// </summary>
    /// <returns>The publication as stored, with its revision, and not published before the fact that precedes it.</returns>
    Task<StoredCatalog> AppendAsync(StoredCatalog catalog, CancellationToken cancellation);
}
