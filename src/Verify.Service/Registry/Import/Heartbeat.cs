using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Verify.Domain;

namespace Verify.Registry.Import;

/// <summary>
/// Proves that a source was synchronised. Its request id follows from everything that the file says, so that an old file imported
/// again does not make its source look fresh; whoever knows that an unchanged file is today's says so with
/// <see cref="ImportOptions.AsOf"/>.
/// </summary>
internal sealed class Heartbeat : IDisposable
{
    private readonly IncrementalHash _content = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly DateOnly? _asOf;

    public Heartbeat(string source, DateOnly? asOf)
    {
        Source = source;
        _asOf = asOf;
        _content.AppendData(Encoding.UTF8.GetBytes($"synced {source} {asOf?.ToString("O", CultureInfo.InvariantCulture)}"));
    }

    /// <summary>Code of the source.</summary>
    public string Source { get; }

    /// <summary>The source a file proves: the one named, else its kind's where the catalogue has it.</summary>
    public static string? SourceOf(ImportContext context, FileKind kind) =>
        context.Options.Source ?? (context.Catalogue.Rows.Sources.Any(source => source.Code == kind.Source) ? kind.Source : null);

    /// <summary>Takes a fact of the file into account.</summary>
    public void Saw(ImportRow fact) => _content.AppendData(fact.RequestDigest);

    /// <summary>The fact that the source was synchronised.</summary>
    public ImportRow Beat(DateTimeOffset now)
    {
        var digest = _content.GetHashAndReset();
        var syncedAt = _asOf is { } day && ChinaTime.StartOf(day) < now ? ChinaTime.StartOf(day) : now;
        return new ImportRow(
            Line: 0, ContentDigest.RequestId(SubjectKey.OfSource(Source), digest), digest, Subject: null, MustBeRegistered: false, syncedAt, "", new SourceSynced(Source), []);
    }

    /// <inheritdoc/>
    public void Dispose() => _content.Dispose();
}
