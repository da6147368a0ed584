using System.Collections.Immutable;

namespace Verify.Catalogs;

/// <summary>A published catalogue as stored: its files, from which it can be compiled again at any time.</summary>
/// <param name="Version">Content hash of the files.</param>
/// <param name="Files">File name to content.</param>
/// <param name="EffectiveFrom">From when it is in force.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="PublishedBy">Who published it.</param>
public sealed record StoredCatalog(
    string Version,
    ImmutableSortedDictionary<string, string> Files,
    DateTimeOffset EffectiveFrom,
    DateTimeOffset PublishedAt,
    string PublishedBy);

/// <summary>
/// Where published catalogues are kept, every version for ever. Its methods throw
/// <see cref="Registry.StoreUnavailableException"/> where the store cannot be reached.
/// </summary>
public interface ICatalogStore
{
    /// <summary>Every publication, oldest first.</summary>
    Task<IReadOnlyList<StoredCatalog>> ReadAllAsync(CancellationToken cancellation);

    /// <summary>
    /// Adds a publication; one version may be published again with another instant of effect. The same version with the same
    /// instant changes nothing, so that processes that start together may all publish the default.
    /// </summary>
    Task AppendAsync(StoredCatalog catalog, CancellationToken cancellation);
}
