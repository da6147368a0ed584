namespace Verify.Audit;

/// <summary>An earlier answer under the same request id.</summary>
/// <param name="RequestDigest">Keyed digest of that request.</param>
/// <param name="Answer">The reply as sent.</param>
public sealed record StoredAnswer(byte[] RequestDigest, ReadOnlyMemory<byte> Answer);

/// <summary>
/// The register of queries. No log, no answer (QTX-32): an answer leaves only after <see cref="AppendAsync(CheckRecord, CancellationToken)"/> has returned.
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

    /// <summary>
    /// Takes records without request ids at once. Where it throws, some of them may be on record, and none of their answers may leave.
    /// </summary>
    /// <exception cref="RegisterUnavailableException">They could not be taken.</exception>
    async ValueTask AppendAsync(IReadOnlyList<CheckRecord> records, CancellationToken cancellation) =>
        await Task.WhenAll(records.Select(record => AppendAsync(record, cancellation).AsTask()));

    /// <summary>The answer that a caller's request id was given before, or null; refusals are none.</summary>
    /// <exception cref="RegisterUnavailableException">The register cannot be read.</exception>
    ValueTask<StoredAnswer?> FindAsync(string caller, string requestId, CancellationToken cancellation);

    /// <summary>When it returns, the store MUST have every record that this process took before the call.</summary>
    /// <exception cref="RegisterBehindException">The store cannot take them now; what it has is not all there is.</exception>
    ValueTask FlushAsync(CancellationToken cancellation);
}

/// <summary>The register in a store: a record is taken when the store has it, so that there is never anything to flush.</summary>
public interface IRegisterStore : IQueryRegister
{
    /// <summary>
    /// Commits a group in its order, whole or not at all; says of each record whether it stands, which it does not if its request id
    /// was answered before. A check that the store has, by its id, is skipped.
    /// </summary>
    /// <exception cref="RegisterUnavailableException">The store cannot be written.</exception>
    Task<IReadOnlyList<bool>> CommitAsync(IReadOnlyList<CheckRecord> group);

    /// <inheritdoc/>
    ValueTask IQueryRegister.FlushAsync(CancellationToken cancellation) => ValueTask.CompletedTask;
}

/// <summary>The register cannot take or give a record. Its message is for the log; no caller sees it.</summary>
public class RegisterUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>As much waits for the store, or to be written, as may. Records are taken again once there is room.</summary>
public sealed class RegisterFullException(string message) : RegisterUnavailableException(message);

/// <summary>The store does not have all that was answered, and cannot take it now: what would be read of it is not the truth.</summary>
public sealed class RegisterBehindException(string message, Exception? inner = null) : RegisterUnavailableException(message, inner);

/// <summary>
/// Two requests of one caller raced under one id, and the other was first. A kind of unavailability, so that a flow that does not
/// tell it apart still lets no unregistered answer leave.
/// </summary>
public sealed class RequestAnsweredException() : RegisterUnavailableException("The request id was answered meanwhile.");
