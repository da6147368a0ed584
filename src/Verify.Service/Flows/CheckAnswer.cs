using System.Collections.Immutable;
using Verify.Audit;
using Verify.Decisions;
using Verify.Domain;
using Verify.Registry;

namespace Verify.Flows;

/// <summary>An answer before it is put into words.</summary>
/// <param name="CheckId">UUIDv7.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Applicants">The subject, or the members of a consortium, its lead first.</param>
/// <param name="Decision">What the rules make of it.</param>
/// <param name="Revision">Registry revision that it rests on.</param>
/// <param name="ProvenAt">It rests on every change committed up to this instant.</param>
/// <param name="Firm">Whether that was proven within the lease.</param>
/// <param name="Watermark">What proves it; null for an answer about the past, which nothing can make stale.</param>
/// <param name="Sources">Sources that the matter needs.</param>
/// <param name="ValidUntil">The next instant at which time alone could change it, a new catalogue included.</param>
public sealed record CheckAnswer(
    Guid CheckId,
    CheckQuestion Question,
    Applicant[] Applicants,
    Decision Decision,
    long Revision,
    DateTimeOffset ProvenAt,
    bool Firm,
    Watermark? Watermark,
    ImmutableArray<SourceStatus> Sources,
    DateTimeOffset? ValidUntil);

/// <summary>A question decided and not yet registered: nothing of it may leave.</summary>
/// <param name="Answer">The answer, or why there is none.</param>
/// <param name="RestsOn">Whom the registry could record something about that changes it: subject, related persons, sources.</param>
public sealed record Decided(Outcome<CheckAnswer> Answer, SubjectKey[] RestsOn);

/// <summary>
/// How the transport puts answers into words. It owns the wire types, which no lower rung knows; here a reply is the bytes that are
/// registered, sent, and given again.
/// </summary>
public interface IAnswerWriter
{
    /// <summary>Puts an answer into words.</summary>
    byte[] Write(CheckAnswer answer);

    /// <summary>Puts into words what a question says beyond what the register has columns for; empty where it says nothing more.</summary>
    /// <param name="question">The question.</param>
    /// <param name="others">Further subjects that it names: its members but for the first, then its related persons, in its order.</param>
    byte[] WriteAsked(CheckQuestion question, IReadOnlyList<NamedSubject> others);

    /// <summary>Tells what a reply says: a digest of it without the ids, instants and revisions that differ each time it is given.</summary>
    byte[] DigestOf(ReadOnlyMemory<byte> reply);
}
