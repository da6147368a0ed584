using System.IO.Pipelines;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Reads messages off a pipe, on either side of a call.</summary>
internal static class MessagePipe
{
    /// <summary>Waits for the next message; none at the end of the stream.</summary>
    /// <exception cref="RpcException">INTERNAL: the end cuts a message, or it is broken; RESOURCE_EXHAUSTED: too large.</exception>
    public static async ValueTask<(bool Found, T? Message)> ReadNextAsync<T>(
        PipeReader pipe, Marshaller<T> marshaller, string? encoding, int? maxSize, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await pipe.ReadAsync(cancellation);
            var rest = read.Buffer;
            bool found = false;
            try
            {
                if (read.IsCanceled) throw new OperationCanceledException("Reading was cancelled.");
                found = Frame.TryRead(ref rest, maxSize, out bool compressed, out var payload);
                if (found) return (true, MessageReading.Read(marshaller, payload, compressed, encoding, maxSize));
                if (read.IsCompleted) return rest.IsEmpty ? (false, default) : throw new RpcException(WireStatus.Truncated);
            }
            finally
            {
                pipe.AdvanceTo(rest.Start, found ? rest.Start : rest.End);
            }
        }
    }

    /// <summary>Waits for the end of the stream; false when anything comes before it.</summary>
    public static async ValueTask<bool> IsAtEndAsync(PipeReader pipe, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await pipe.ReadAsync(cancellation);
            bool empty = read.Buffer.IsEmpty;
            pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (!empty || read.IsCompleted) return empty;
        }
    }
}
