namespace Verify.Audit;

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
