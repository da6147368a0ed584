using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Verify.Catalogs;

namespace Verify.Adapters.Sqlite;

/// <summary>Published catalogues in the embedded database.</summary>
public sealed class SqliteCatalogStore(SqliteDatabase database) : ICatalogStore
{
    // Readable in the database; nothing here is ever put into HTML.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredCatalog>> ReadAllAsync(CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<StoredCatalog>>(
            static session => session.Query("read_catalogs", static row => new StoredCatalog(
                row.GetString(0),
                JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(4))!.ToImmutableSortedDictionary(StringComparer.Ordinal),
                FactRow.Instant(row.GetInt64(1)),
                FactRow.Instant(row.GetInt64(2)),
                row.GetString(3))),
            cancellation);

    /// <inheritdoc/>
    public Task AppendAsync(StoredCatalog catalog, CancellationToken cancellation) =>
        database.WriteAsync(
            session => session.Execute(
                "append_catalog",
                ("@version", catalog.Version),
                ("@effective_from", catalog.EffectiveFrom.UtcTicks),
                ("@published_at", catalog.PublishedAt.UtcTicks),
                ("@published_by", catalog.PublishedBy),
                ("@files", JsonSerializer.Serialize(catalog.Files, Readable))),
            cancellation);
}
