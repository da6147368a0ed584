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
                row.GetString(1),
                JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(5))!.ToImmutableSortedDictionary(StringComparer.Ordinal),
                FactRow.Instant(row.GetInt64(2)),
                FactRow.Instant(row.GetInt64(3)),
                row.GetString(4),
                row.GetInt64(0))),
            cancellation);

    /// <inheritdoc/>
    public Task<StoredCatalog> AppendAsync(StoredCatalog catalog, CancellationToken cancellation) =>
        database.WriteAsync(session => Find(session, catalog) ?? Append(session, catalog), cancellation);

    private static StoredCatalog? Find(SqliteSession session, StoredCatalog catalog) => session.Query(
        "find_catalog",
        row => catalog with { Revision = row.GetInt64(0), PublishedAt = FactRow.Instant(row.GetInt64(1)), PublishedBy = row.GetString(2) },
        ("@version", catalog.Version),
        ("@effective_from", catalog.EffectiveFrom.UtcTicks)).SingleOrDefault();

    private static StoredCatalog Append(SqliteSession session, StoredCatalog catalog)
    {
        var head = FactRow.ReadHead(session);
        var stored = catalog with { Revision = head.Revision + 1, PublishedAt = head.RecordingAt(catalog.PublishedAt) };
        FactRow.Append(session, stored.ToFact(), stored.RequestId, []);
        session.Execute(
            "append_catalog",
            ("@revision", stored.Revision),
            ("@version", stored.Version),
            ("@effective_from", stored.EffectiveFrom.UtcTicks),
            ("@published_at", stored.PublishedAt.UtcTicks),
            ("@published_by", stored.PublishedBy),
            ("@files", JsonSerializer.Serialize(stored.Files, Readable)));
        return stored;
    }
}
