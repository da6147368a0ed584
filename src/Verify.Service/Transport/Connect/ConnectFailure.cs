using Google.Rpc;
using Grpc.Core;
using Verify.Domain;
using Verify.Flows;
using Status = Grpc.Core.Status;

namespace Verify.Transport.Connect;

/// <summary>The failures that this transport itself finds, before or around a handler. No text of the request is ever in them.</summary>
internal static class ConnectFailure
{
    /// <summary>The request cannot be read at all.</summary>
    public static RpcException Malformed(string message) => FailureStatus.ToException(new Failure(FailureReason.MalformedRequest, message));

    /// <summary>The method, or the compression, is not served in this way.</summary>
    public static RpcException Unsupported(string message) => FailureStatus.ToException(new Failure(FailureReason.Unsupported, message));

    /// <summary>The request was read and these of its fields are wrong; the message names the first, the details all.</summary>
    public static RpcException Malformed(IReadOnlyList<BadRequest.Types.FieldViolation> violations)
    {
        var (first, more) = (violations[0], violations.Count - 1);
        var message = $"{(first.Field.Length == 0 ? "the request" : first.Field)} {first.Description}{(more == 0 ? "" : $" (and {more} more)")}";
        FieldViolation[] wrong = [.. violations.Select(static violation => new FieldViolation(violation.Field, violation.Description))];
        var failure = new Failure(FailureReason.InvalidField, message) { Violations = [.. ToldViolations.Of(wrong)] };
        return FailureStatus.ToException(failure.With("fields", ToldViolations.FieldsOf(wrong)));
    }

    /// <summary>A message is larger than the limit, in bytes, after decompression too.</summary>
    public static RpcException TooLarge(string what, int? limit) => FailureStatus.ToException(ProtocolRefusals.TooLarge(what, limit));

    /// <summary>What an exception that ended a call becomes; anything unforeseen is <c>UNKNOWN</c> without its text, as in gRPC.</summary>
    public static RpcException From(Exception failure, ConnectCallContext call, int? receiveLimit) => failure switch
    {
        _ when call.IsExpired => new(new Status(StatusCode.DeadlineExceeded, "the deadline has passed")),
        RpcException known => known,
        // Of a handler it is told already; of the body it is the caller who breaks off, which the call's token says a moment later.
        OperationCanceledException => new(new Status(StatusCode.Cancelled, "the caller is gone")),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => TooLarge("request", receiveLimit),
        // Of the request only, as well.
        IOException => Malformed("the body of the request is broken off or badly framed"),
        _ => new(new Status(StatusCode.Unknown, "Exception was thrown by handler.")),
    };

    /// <summary>True if <see cref="From"/> has no name for it, so that the operator must hear of it.</summary>
    public static bool IsUnforeseen(RpcException failure, Exception cause) => failure != cause && failure.StatusCode == StatusCode.Unknown;
}
