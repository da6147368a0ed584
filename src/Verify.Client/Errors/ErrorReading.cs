using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Verify.V1;

namespace Verify.Client.Errors;

/// <summary>From what the wire says of a failure to a <see cref="VerifyError"/>. What cannot be read is left out, never a failure of its own.</summary>
internal static class ErrorReading
{
    private const string DetailsTrailer = "grpc-status-details-bin";
    private const string Domain = "verify.v1";

    private static readonly Dictionary<string, ErrorReason> Reasons = ErrorReasonReflection.Descriptor.EnumTypes[0].Values
        .ToDictionary(static value => value.Name["ERROR_REASON_".Length..], static value => (ErrorReason)value.Number);

    public static VerifyError Of(RpcException exception) => exception is VerifyException known
        ? known.Error
        : DetailsIn(exception.Trailers) is { } status
            ? Of(status)
            : new VerifyError(exception.StatusCode, ErrorReason.Unspecified, exception.Status.Detail);

    public static VerifyError Of(Google.Rpc.Status status)
    {
        var info = Find<ErrorInfo>(status);
        var isOurs = info?.Domain == Domain;
        return new VerifyError((StatusCode)status.Code, isOurs ? Reasons.GetValueOrDefault(info!.Reason) : ErrorReason.Unspecified, status.Message)
        {
            Metadata = isOurs ? new Dictionary<string, string>(info!.Metadata) : new Dictionary<string, string>(),
            FieldViolations = [.. Find<BadRequest>(status)?.FieldViolations.Select(static one => new FieldViolation(one.Field, one.Description)) ?? []],
            RetryAfter = Find<RetryInfo>(status)?.RetryDelay?.ToTimeSpan(),
        };
    }

    private static Google.Rpc.Status? DetailsIn(Metadata trailers)
    {
        try
        {
            return trailers.GetValueBytes(DetailsTrailer) is { } bytes ? Google.Rpc.Status.Parser.ParseFrom(bytes) : null;
        }
        catch (InvalidProtocolBufferException)
        {
            // The failure becomes one without details: the code still says something.
            return null;
        }
    }

    private static T? Find<T>(Google.Rpc.Status status)
        where T : class, IMessage<T>, new()
    {
        foreach (var detail in status.Details)
        {
            if (detail.TryUnpack<T>(out var found))
                return found;
        }

        return null;
    }
}
