using Verify.Domain;

namespace Verify.Registry;

/// <summary>What an append has to know of the registry, read under the lock of its transaction: it stays true until the commit.</summary>
public interface IAppendView
{
    /// <summary>The fact that was recorded under a request id, if any.</summary>
    EarlierRequest? FindRequest(string requestId);

    /// <summary>Every fact about a subject.</summary>
    IEnumerable<RecordedFact> FactsOf(SubjectKey subject);

    /// <summary>The subject that an identifier belongs to, if any.</summary>
    SubjectKey? OwnerOf(NamedThing thing);

    /// <summary>The subject that an old code belongs to, if any.</summary>
    SubjectKey? OwnerOf(SubjectKey alias);
}

/// <summary>A request that was recorded before.</summary>
/// <param name="Revision">Of its fact.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="Digest">Keyed digest of the request.</param>
public readonly record struct EarlierRequest(long Revision, DateTimeOffset RecordedAt, byte[] Digest);
