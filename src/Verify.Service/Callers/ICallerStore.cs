namespace Verify.Callers;

/// <summary>All callers at a version.</summary>
/// <param name="Version">Grows with every change.</param>
/// <param name="Callers">All of them, the revoked too, by id.</param>
public sealed record StoredCallers(long Version, IReadOnlyList<StoredCaller> Callers);

/// <summary>
/// Where callers are on record. Its methods throw <see cref="Registry.StoreUnavailableException"/> where the store cannot be reached.
/// </summary>
public interface ICallerStore
{
    /// <summary>Reads all callers, unless nothing has changed since a version.</summary>
    /// <param name="known">The version already known; -1 for none.</param>
    /// <param name="cancellation">Cancels the read.</param>
    /// <returns>All callers, at least as new as the version that they carry; null where it is still the one known.</returns>
    Task<StoredCallers?> ReadAsync(long known, CancellationToken cancellation);

    /// <summary>Adds a caller; committed when the call returns.</summary>
    /// <returns>False where its id or its credential is taken, if only by a caller that was revoked.</returns>
    Task<bool> AddAsync(StoredCaller caller, CancellationToken cancellation);

    /// <summary>Revokes a caller; committed when the call returns.</summary>
    /// <returns>False where there is none of this id that is not revoked already.</returns>
    Task<bool> RevokeAsync(string id, DateTimeOffset at, CancellationToken cancellation);
}
