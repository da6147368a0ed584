using System.Collections.Immutable;
using Grpc.Core;
using Verify.V1;

namespace Verify.Client;

/// <summary>Why something could not be verified. It is no answer, and nothing may be concluded from it.</summary>
/// <param name="Code">The gRPC status code.</param>
/// <param name="Reason">Why; <see cref="ErrorReason.Unspecified"/> where the service was not reached or did not say.</param>
/// <param name="Message">The same for people.</param>
public sealed record VerifyError(StatusCode Code, ErrorReason Reason, string Message)
{
    /// <summary>Details for programs, as <see cref="ErrorReason"/> documents them per reason.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Every field that is wrong, all of them at once; empty where the request is not at fault.</summary>
    public IReadOnlyList<FieldViolation> FieldViolations { get; init; } = [];

    /// <summary>How long to wait before asking again; null where the service did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the same question may succeed later.</summary>
    public bool IsTransient => Code is StatusCode.Unavailable or StatusCode.ResourceExhausted or StatusCode.DeadlineExceeded;

    /// <summary>The reason and what follows from it, in one line.</summary>
    public override string ToString() =>
        $"{(Reason == ErrorReason.Unspecified ? Code.ToString() : Reason.ToString())}: {Message}"
        + string.Concat(FieldViolations.Select(static violation => $" [{violation.Field}: {violation.Description}]"));
}
