using Verify.Domain;

namespace Verify.Audit;

/// <summary>One row of the register of queries: a check that was answered, or refused.</summary>
/// <param name="CheckId">UUIDv7 of the check.</param>
/// <param name="RequestId">Idempotency key of the caller; may be empty.</param>
/// <param name="RequestDigest">Keyed digest of the whole request.</param>
/// <param name="Caller">Who asked, system identity.</param>
/// <param name="DepartmentCode">For which department; may be empty.</param>
/// <param name="OperatorId">The officer (QTX-34); may be empty.</param>
/// <param name="Subject">Whom it was about; empty for a consortium without a lead, or where the code was refused.</param>
/// <param name="MatterCode">For which matter.</param>
/// <param name="CaseNumber">办件编号.</param>
/// <param name="Stage">At which step, as on the wire.</param>
/// <param name="RegionCode">Region of the case.</param>
/// <param name="EvaluatedAt">When it was answered.</param>
/// <param name="AsOf">The instant that the rules looked at.</param>
/// <param name="Revision">Registry revision; 0 for a refusal.</param>
/// <param name="CatalogVersion">Catalogue version; empty for a refusal.</param>
/// <param name="Disposition">What was advised, as on the wire; 0 for a refusal.</param>
/// <param name="Refusal">Error reason of a refusal; empty for an answer.</param>
/// <param name="Answer">The reply as sent, Protobuf; empty for a refusal.</param>
/// <param name="Notices">Alerts that the answer gave rise to, for recognisers.</param>
public sealed record CheckRecord(
    Guid CheckId,
    string RequestId,
    byte[] RequestDigest,
    string Caller,
    string DepartmentCode,
    string OperatorId,
    SubjectKey? Subject,
    string MatterCode,
    string CaseNumber,
    int Stage,
    string RegionCode,
    DateTimeOffset EvaluatedAt,
    DateTimeOffset AsOf,
    long Revision,
    string CatalogVersion,
    int Disposition,
    string Refusal,
    ReadOnlyMemory<byte> Answer,
    IReadOnlyList<Notice> Notices);

/// <summary>Something that the recogniser of an entry must be told (R5, R12).</summary>
/// <param name="Kind">RED_CONFLICT or MINOR_PROTECTED.</param>
/// <param name="EntryId">The entry that it concerns.</param>
public readonly record struct Notice(string Kind, string EntryId);

/// <summary>An earlier answer under the same request id.</summary>
/// <param name="RequestDigest">Keyed digest of that request.</param>
/// <param name="Answer">The reply as sent.</param>
public sealed record StoredAnswer(byte[] RequestDigest, ReadOnlyMemory<byte> Answer);

/// <summary>
/// The register of queries. No log, no answer (QTX-32): an answer leaves only after <see cref="AppendAsync"/> has returned.
/// </summary>
public interface IQueryRegister
{
    /// <summary>
    /// Takes a record. When it returns, the record MUST survive the death of the process. A check that was taken before, by its id,
    /// is not taken again.
    /// </summary>
    /// <exception cref="RequestAnsweredException">
    /// The caller's request id, if not empty, was answered meanwhile: <see cref="FindAsync"/> has the answer that holds. Refusals
    /// neither use up an id nor run into one.
    /// </exception>
    /// <exception cref="RegisterUnavailableException">The record could not be taken; the answer must not leave.</exception>
    ValueTask AppendAsync(CheckRecord record, CancellationToken cancellation);

    /// <summary>The answer that a caller's request id was given before, or null; refusals are none.</summary>
    /// <exception cref="RegisterUnavailableException">The register cannot be read.</exception>
    ValueTask<StoredAnswer?> FindAsync(string caller, string requestId, CancellationToken cancellation);
}

/// <summary>The register cannot take or give a record. Its message is for the log; no caller sees it.</summary>
public class RegisterUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// Two requests of one caller raced under one id, and the other was first. A kind of unavailability, so that a flow that does not
/// tell it apart still lets no unregistered answer leave.
/// </summary>
public sealed class RequestAnsweredException() : RegisterUnavailableException("The request id was answered meanwhile.");
