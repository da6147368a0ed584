using System.Buffers;
using Grpc.Core;
using Grpc.Wire;
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
        var pipe = call.Http.Request.BodyReader;
        if (!pipe.TryRead(out var read)) return false;

        var rest = read.Buffer;
        bool found = false;
        try
        {
            if (!read.IsCompleted || !Take(call, marshaller, ref rest, out message) || !rest.IsEmpty) return false;
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
    /// <exception cref="RpcException">INTERNAL: the end cuts a message; UNIMPLEMENTED: none, or more than one.</exception>
    public static async Task<T> ReadOnlyAsync<T>(ServerCall call, Marshaller<T> marshaller)
    {
        LiftBodyLimit(call);
        var (found, message) = await ReadNextAsync(call, marshaller, default);
        if (!found) throw new RpcException(WireStatus.NoRequest);
        if (!await IsAtEndAsync(call)) throw new RpcException(WireStatus.SecondRequest);
        return message!;
    }

    /// <summary>Waits for the next message; none at the end of the request.</summary>
    public static async ValueTask<(bool Found, T? Message)> ReadNextAsync<T>(
        ServerCall call, Marshaller<T> marshaller, CancellationToken cancellation)
    {
        var pipe = call.Http.Request.BodyReader;
        while (true)
        {
            var read = await pipe.ReadAsync(cancellation);
            var rest = read.Buffer;
            bool found = false;
            try
            {
                if (read.IsCanceled) throw new OperationCanceledException("Reading the request was cancelled.");
                found = Take(call, marshaller, ref rest, out var message);
                if (found) return (true, message);
                if (read.IsCompleted) return rest.IsEmpty ? (false, default) : throw new RpcException(WireStatus.Truncated);
            }
            finally
            {
                if (found) pipe.AdvanceTo(rest.Start);
                else pipe.AdvanceTo(rest.Start, rest.End);
            }
        }
    }

    /// <summary>A stream may be slow, and as long as it likes; its messages have their own limit.</summary>
    public static void PrepareForStream(ServerCall call)
    {
        LiftBodyLimit(call);
        if (call.Http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate) rate.MinDataRate = null;
    }

    private static void LiftBodyLimit(ServerCall call)
    {
        if (call.Http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
    }

    private static async ValueTask<bool> IsAtEndAsync(ServerCall call)
    {
        var pipe = call.Http.Request.BodyReader;
        while (true)
        {
            var read = await pipe.ReadAsync();
            bool empty = read.Buffer.IsEmpty;
            pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (!empty || read.IsCompleted) return empty;
        }
    }

    private static bool Take<T>(ServerCall call, Marshaller<T> marshaller, ref ReadOnlySequence<byte> rest, out T message)
    {
        message = default!;
        int? maxSize = call.Settings.MaxReceiveSize;
        if (!Frame.TryRead(ref rest, maxSize, out bool compressed, out var payload)) return false;
        message = MessageReading.Read(marshaller, payload, compressed, call.RequestEncoding, maxSize);
        return true;
    }
}
