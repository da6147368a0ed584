namespace Grpc.Core;

/// <summary>The outcome of a call, numbered as the gRPC specification numbers it.</summary>
public enum StatusCode
{
    /// <summary>Success.</summary>
    OK = 0,

    /// <summary>The call was cancelled, as a rule by the caller.</summary>
    Cancelled = 1,

    /// <summary>An error that names no status of its own.</summary>
    Unknown = 2,

    /// <summary>The request is wrong whatever the state of the system.</summary>
    InvalidArgument = 3,

    /// <summary>The deadline passed before the call ended.</summary>
    DeadlineExceeded = 4,

    /// <summary>What was asked for does not exist.</summary>
    NotFound = 5,

    /// <summary>What was to be created exists already.</summary>
    AlreadyExists = 6,

    /// <summary>The caller is known but not allowed.</summary>
    PermissionDenied = 7,

    /// <summary>A quota, a size limit or a resource is used up.</summary>
    ResourceExhausted = 8,

    /// <summary>The system is not in the state that the call needs; do not retry before it is put right.</summary>
    FailedPrecondition = 9,

    /// <summary>A conflict of concurrency; retry at a higher level.</summary>
    Aborted = 10,

    /// <summary>Past the valid range.</summary>
    OutOfRange = 11,

    /// <summary>The method is not implemented, or not in this encoding.</summary>
    Unimplemented = 12,

    /// <summary>An invariant is broken, or the peer broke the protocol.</summary>
    Internal = 13,

    /// <summary>The service cannot be reached now; retry with backoff.</summary>
    Unavailable = 14,

    /// <summary>Data are lost or corrupt beyond recovery.</summary>
    DataLoss = 15,

    /// <summary>No valid credential was presented.</summary>
    Unauthenticated = 16,
}
