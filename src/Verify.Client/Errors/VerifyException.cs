using Grpc.Core;
using Verify.Client.Calls;
using Verify.Client.Errors;
using Verify.V1;

namespace Verify.Client;

/// <summary>
/// Something could not be verified; <see cref="Error"/> says why. A "no" of the service is an answer and never thrown.
/// It is the <see cref="RpcException"/> of the generated clients too, which throw it with its reason read.
/// </summary>
public sealed class VerifyException : RpcException
{
    /// <summary>A failure of its own, for tests.</summary>
    /// <param name="error">Why.</param>
    public VerifyException(VerifyError error) : this(error, new Status(error.Code, error.Message), [])
    {
    }

    private VerifyException(VerifyError error, Status status, Metadata trailers) : base(status, trailers, error.ToString()) => Error = error;

    /// <summary>Why, with all that is known of it.</summary>
    public VerifyError Error { get; }

    /// <summary>Why, to be told apart in a <c>when</c> clause.</summary>
    public ErrorReason Reason => Error.Reason;

    /// <summary>Every field of the request that is wrong.</summary>
    public IReadOnlyList<FieldViolation> FieldViolations => Error.FieldViolations;

    /// <summary>How long to wait before asking again; null where the service did not say.</summary>
    public TimeSpan? RetryAfter => Error.RetryAfter;

    /// <summary>Reads the reason of any failed call.</summary>
    /// <param name="exception">As a generated client throws it.</param>
    public static VerifyException From(RpcException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception as VerifyException ?? new VerifyException(ErrorReading.Of(exception), exception.Status, exception.Trailers);
    }

    /// <summary>The same, and says of a connection that did not come about where it was to go.</summary>
    internal static VerifyException From(RpcException exception, Uri address)
    {
        var known = From(Failures.Unify(exception));
        return Failures.HintOf(known, address) is { } hint ? new(known.Error with { Message = hint }, known.Status, known.Trailers) : known;
    }
}
