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

    private static readonly Dictionary<string, ErrorReason> Reasons = ByName<ErrorReason>("ERROR_REASON_");
    private static readonly Dictionary<string, FieldFault> Faults = ByName<FieldFault>("FIELD_FAULT_");

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
            FieldViolations = [.. Find<BadRequest>(status)?.FieldViolations.Select(Read) ?? []],
            RetryAfter = Find<RetryInfo>(status)?.RetryDelay?.ToTimeSpan(),
        };
    }

    private static FieldViolation Read(BadRequest.Types.FieldViolation one) => new(one.Field, one.Description, Faults.GetValueOrDefault(one.Reason));

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

    private static Dictionary<string, TEnum> ByName<TEnum>(string prefix)
        where TEnum : struct, Enum =>
        ErrorReasonReflection.Descriptor.EnumTypes.Single(static type => type.ClrType == typeof(TEnum)).Values
            .ToDictionary(value => value.Name[prefix.Length..], static value => (TEnum)(object)value.Number);

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
