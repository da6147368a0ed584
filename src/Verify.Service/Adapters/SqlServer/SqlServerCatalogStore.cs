using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Verify.Catalogs;
using Verify.Registry;

namespace Verify.Adapters.SqlServer;

/// <summary>Published catalogues in SQL Server.</summary>
public sealed class SqlServerCatalogStore(SqlServerDatabase database) : ICatalogStore
{
    // Readable in the database; nothing here is ever put into HTML.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredCatalog>> ReadAllAsync(CancellationToken cancellation)
    {
        var rows = await database.ReadAsync(static session => session.QueryAsync<CatalogRow>("read_catalogs"), cancellation);
        return rows.ConvertAll(static row => row.ToCatalog());
    }

    /// <inheritdoc/>
    public Task<StoredCatalog> AppendAsync(StoredCatalog catalog, CancellationToken cancellation) => database.WriteAsync(
        async session =>
        {
            var head = await HeadRow.LockAsync(session);
            return await FindAsync(session, catalog) ?? await AppendAsync(session, catalog, head);
        },
        cancellation);

    private static async Task<StoredCatalog?> FindAsync(SqlServerSession session, StoredCatalog catalog)
    {
        var values = new { version = catalog.Version, effective_from = catalog.EffectiveFrom.UtcTicks };
        return await session.QueryAsync<PublicationRow>("find_catalog", values) is [var row]
            ? catalog with { Revision = row.Revision, PublishedAt = FactRow.Instant(row.PublishedAt), PublishedBy = row.PublishedBy }
            : null;
    }

    private static async Task<StoredCatalog> AppendAsync(SqlServerSession session, StoredCatalog catalog, RegistryHead head)
    {
        var stored = catalog with { Revision = head.Revision + 1, PublishedAt = head.RecordingAt(catalog.PublishedAt) };
        await session.AddAsync(FactRow.TableOf([(stored.ToFact(), stored.RequestId, [])]));
        await session.ExecuteAsync("append_catalog", new
        {
            revision = stored.Revision,
            version = stored.Version,
            effective_from = stored.EffectiveFrom.UtcTicks,
            published_at = stored.PublishedAt.UtcTicks,
            published_by = stored.PublishedBy,
            files = JsonSerializer.Serialize(stored.Files, Readable),
        });
        await HeadRow.AdvanceAsync(session, new RegistryHead(stored.Revision, stored.PublishedAt));
        return stored;
    }

    private sealed record PublicationRow(long Revision, long PublishedAt, string PublishedBy);

    private sealed record CatalogRow(
        long Revision, string Version, long EffectiveFrom, long PublishedAt, string PublishedBy, string Files)
    {
        public StoredCatalog ToCatalog() => new(
            Version,
            JsonSerializer.Deserialize<Dictionary<string, string>>(Files)!.ToImmutableSortedDictionary(StringComparer.Ordinal),
            FactRow.Instant(EffectiveFrom),
            FactRow.Instant(PublishedAt),
            PublishedBy,
            Revision);
    }
}
