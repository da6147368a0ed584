using Verify.Domain;

namespace Verify.Catalogs;

/// <summary>A published catalogue, ready to be used.</summary>
/// <param name="Stored">As stored.</param>
/// <param name="Catalogue">Compiled.</param>
public sealed record Publication(StoredCatalog Stored, Catalogue Catalogue);

/// <summary>What came of publishing a draft.</summary>
/// <param name="Reading">The draft as read, with every finding.</param>
/// <param name="Publication">The publication; null where the draft has an error.</param>
public sealed record PublishOutcome(CatalogReading Reading, Publication? Publication);
