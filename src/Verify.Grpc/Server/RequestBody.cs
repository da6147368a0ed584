using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Grpc.Server;

/// <summary>Reads request messages off the body's pipe.</summary>
internal static class RequestBody
{
    /// <summary>The only message, if the whole body is there already; otherwise <see cref="ReadOnlyAsync"/> must wait for it.</summary>
    public static bool TryReadOnly<T>(ServerCall call, Marshaller<T> marshaller, out T message)
    {
        message = default!;
        if (call.Settings.MayExceedBodyLimit) LiftBodyLimit(call);
        var pipe = call.Http.Request.BodyReader;
        if (!TryRead(pipe, out var read)) return false;

        var rest = read.Buffer;
        int? maxSize = call.Settings.MaxReceiveSize;
        bool found = false;
        try
        {
            if (!read.IsCompleted || !Frame.TryRead(ref rest, maxSize, out bool compressed, out var payload) || !rest.IsEmpty) return false;
            message = MessageReading.Read(marshaller, payload, compressed, call.RequestEncoding, maxSize);
            found = true;
            return true;
        }
        finally
        {
            // Nothing counts as seen unless it is taken: ReadOnlyAsync gets it again, and says what is wrong with it.
            pipe.AdvanceTo(found ? read.Buffer.End : read.Buffer.Start);
        }
    }

    /// <summary>Waits for the only message and for the end of the request.</summary>
    /// <exception cref="RpcException">
    /// INTERNAL: the end cuts a message; UNIMPLEMENTED: none, or more than one; CANCELLED: the caller is gone, or breaks HTTP's rules.
    /// </exception>
    public static async Task<T> ReadOnlyAsync<T>(ServerCall call, Marshaller<T> marshaller)
    {
        try
        {
            var (found, message) = await ReadNextAsync(call, marshaller, default);
            if (!found) throw new RpcException(WireStatus.NoRequest);
            return await MessagePipe.IsAtEndAsync(call.Http.Request.BodyReader, default)
                ? message!
                : throw new RpcException(WireStatus.SecondRequest);
        }
        catch (Exception e) when (IsBrokenOff(e))
        {
            throw BrokenOff(e);
        }
    }

    /// <summary>Waits for the next message; none at the end of the request.</summary>
    public static ValueTask<(bool Found, T? Message)> ReadNextAsync<T>(
        ServerCall call, Marshaller<T> marshaller, CancellationToken cancellation) =>
        MessagePipe.ReadNextAsync(
            call.Http.Request.BodyReader, marshaller, call.RequestEncoding, call.Settings.MaxReceiveSize, cancellation);

    /// <summary>A stream may be slow, and as long as it likes; its messages have their own limit.</summary>
    public static void PrepareForStream(ServerCall call)
    {
        LiftBodyLimit(call);
        if (call.Http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate) rate.MinDataRate = null;
    }

    private static bool TryRead(PipeReader pipe, out ReadResult read)
    {
        try
        {
            return pipe.TryRead(out read);
        }
        catch (Exception e) when (IsBrokenOff(e))
        {
            throw BrokenOff(e);
        }
    }

    // The transport says so in several ways; what it has to say of a body that is too large is the service's to tell.
    private static bool IsBrokenOff(Exception e) =>
        e is OperationCanceledException or IOException and not BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge };

    // The call's own token is cancelled a moment later.
    private static RpcException BrokenOff(Exception e) => new(new Status(StatusCode.Cancelled, "The request was broken off.", e));

    private static void LiftBodyLimit(ServerCall call)
    {
        if (call.Http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
    }
}
