using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Verify.Catalogs;

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
    public Task AppendAsync(StoredCatalog catalog, CancellationToken cancellation)
    {
        var values = new
        {
            version = catalog.Version,
            effective_from = catalog.EffectiveFrom.UtcTicks,
            published_at = catalog.PublishedAt.UtcTicks,
            published_by = catalog.PublishedBy,
            files = JsonSerializer.Serialize(catalog.Files, Readable),
        };
        return database.WriteAsync(session => session.ExecuteAsync("append_catalog", values), cancellation);
    }

    private sealed record CatalogRow(string Version, long EffectiveFrom, long PublishedAt, string PublishedBy, string Files)
    {
        public StoredCatalog ToCatalog() => new(
            Version,
            JsonSerializer.Deserialize<Dictionary<string, string>>(Files)!.ToImmutableSortedDictionary(StringComparer.Ordinal),
            FactRow.Instant(EffectiveFrom),
            FactRow.Instant(PublishedAt),
            PublishedBy);
    }
}
