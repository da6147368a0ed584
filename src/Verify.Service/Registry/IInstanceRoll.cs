namespace Verify.Registry;

/// <summary>An instance of the service that may answer from what it keeps.</summary>
/// <param name="Id">Its id, new with every start.</param>
/// <param name="Beat">Grows with every <see cref="IInstanceRoll.RenewAsync"/>.</param>
/// <param name="Confirmed">It will never again answer from before this revision.</param>
public readonly record struct EnrolledInstance(Guid Id, long Beat, long Confirmed);

/// <summary>
/// Who may answer from what it keeps, on record in the store itself. An instance enrols before it answers for the first time, so
/// whoever reads the roll after a commit misses nobody who could answer from before it. Every method throws
/// <see cref="StoreUnavailableException"/> where the store cannot be reached.
/// </summary>
public interface IInstanceRoll
{
    /// <summary>Enrols an instance; committed when the call returns. Enrolled already, it stays so.</summary>
    Task EnrolAsync(Guid id, CancellationToken cancellation);

    /// <summary>One more beat, and how far the instance has come; a lower revision than before changes nothing of that.</summary>
    /// <returns>Whether it is on the roll: false where it was struck off.</returns>
    Task<bool> RenewAsync(Guid id, long confirmed, CancellationToken cancellation);

    /// <summary>Reads the roll as it is committed now.</summary>
    Task<IReadOnlyList<EnrolledInstance>> ReadAsync(CancellationToken cancellation);

    /// <summary>Strikes an instance off: it has stopped answering.</summary>
    Task LeaveAsync(Guid id, CancellationToken cancellation);

    /// <summary>Strikes off an instance that died, unless its beat has moved.</summary>
    Task StrikeAsync(Guid id, long beat, CancellationToken cancellation);
}
