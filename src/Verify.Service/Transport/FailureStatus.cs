using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Verify.Domain;

namespace Verify.Transport;

/// <summary>The one place where a failure becomes a status of the wire.</summary>
public static class FailureStatus
{
    /// <summary>Domain of <c>google.rpc.ErrorInfo</c>.</summary>
    public const string Domain = "verify.v1";

    /// <summary>The trailer in which gRPC carries google.rpc.Status.</summary>
    public const string DetailsTrailer = "grpc-status-details-bin";
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(500);

    /// <summary>The status code of a reason.</summary>
    public static StatusCode CodeOf(FailureReason reason) => reason switch
    {
        FailureReason.InvalidCode or FailureReason.UnknownMatter or FailureReason.MissingCaseNumber or FailureReason.InvalidField
            or FailureReason.LimitExceeded or FailureReason.FutureInstant or FailureReason.MalformedRequest => StatusCode.InvalidArgument,
        FailureReason.ConsentInvalid or FailureReason.OtherDepartment or FailureReason.ScopeMissing or FailureReason.MatterNotAllowed
            or FailureReason.RegionNotAllowed or FailureReason.SubjectKindNotAllowed => StatusCode.PermissionDenied,
        FailureReason.CallerUnknown => StatusCode.Unauthenticated,
        FailureReason.RequestIdReused => StatusCode.AlreadyExists,
        FailureReason.IllegalTransition or FailureReason.CatalogInvalid or FailureReason.RepairTooEarly or FailureReason.FourEyesRequired
            => StatusCode.FailedPrecondition,
        FailureReason.NotFound or FailureReason.CheckNotKept => StatusCode.NotFound,
        FailureReason.RegisterDamaged => StatusCode.DataLoss,
        FailureReason.StoreUnavailable or FailureReason.RegisterUnavailable or FailureReason.RevisionNotReached => StatusCode.Unavailable,
        FailureReason.RegisterFull or FailureReason.ShareExceeded or FailureReason.MessageTooLarge or FailureReason.PersonBudgetExceeded => StatusCode.ResourceExhausted,
        FailureReason.Unsupported => StatusCode.Unimplemented,
        FailureReason.Internal => StatusCode.Internal,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Every reason has a status."),
    };

    /// <summary>The name of a reason on the wire, without its prefix: <c>INVALID_CODE</c>.</summary>
    public static string NameOf(FailureReason reason) => WireNames.Of((V1.ErrorReason)reason);

    /// <summary>The failure as <c>google.rpc.Status</c>, with ErrorInfo, all field violations, and RetryInfo where waiting helps.</summary>
    public static Google.Rpc.Status ToStatus(Failure failure)
    {
        var code = CodeOf(failure.Reason);
        var info = new ErrorInfo { Reason = NameOf(failure.Reason), Domain = Domain };
        foreach (var (key, value) in failure.Metadata)
            info.Metadata[key] = value;

        var status = new Google.Rpc.Status { Code = (int)code, Message = failure.Message, Details = { Any.Pack(info) } };
        if (!failure.Violations.IsEmpty)
        {
            status.Details.Add(Any.Pack(new BadRequest
            {
                FieldViolations =
                {
                    failure.Violations.Select(static violation => new BadRequest.Types.FieldViolation
                    {
                        Field = violation.Field,
                        Description = violation.Message,
                        Reason = WireNames.Of((V1.FieldFault)violation.Fault),
                    }),
                },
            }));
        }

        if (code is StatusCode.Unavailable or StatusCode.ResourceExhausted && failure.Reason != FailureReason.MessageTooLarge)
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(failure.RetryAfter ?? RetryAfter) }));
        return status;
    }

    /// <summary>
    /// An outcome as a reply, or as the exception that ends the call. One that is there already is not thrown for that: each layer that
    /// throws an exception on costs more than all else that it takes to refuse a call.
    /// </summary>
    public static Task<T> ReplyAsync<T>(ValueTask<Outcome<T>> answering)
        where T : class
    {
        if (!answering.IsCompletedSuccessfully)
            return ReplyLaterAsync(answering);
        var answer = answering.Result;
        return answer.Value is { } reply ? Task.FromResult(reply) : Task.FromException<T>(ToException(answer.Failure!));
    }

    /// <summary>The failure as the exception that ends a call.</summary>
    public static RpcException ToException(Failure failure)
    {
        var trailers = new Metadata { { DetailsTrailer, ToStatus(failure).ToByteArray() } };
        return new RpcException(new Grpc.Core.Status(CodeOf(failure.Reason), failure.Message), trailers);
    }

    private static async Task<T> ReplyLaterAsync<T>(ValueTask<Outcome<T>> answering)
        where T : class
    {
        var answer = await answering;
        return answer.Value ?? throw ToException(answer.Failure!);
    }
}
