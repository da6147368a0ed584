using System.Buffers;
using System.Buffers.Binary;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>
/// A message on the wire: flag (0 plain, 1 compressed), length (4 bytes, big endian), message.
/// </summary>
internal static class Frame
{
    public const int HeaderSize = 5;

    public static void WriteHeader(Span<byte> target, bool compressed, int length)
    {
        target[0] = compressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32BigEndian(target[1..], (uint)length);
    }

    /// <summary>
    /// Takes the first message off <paramref name="buffer"/>, or returns false when it is not all there yet. The header is
    /// judged as soon as it is there, so that a lying length costs no memory.
    /// </summary>
    /// <exception cref="RpcException">INTERNAL: a bad flag; RESOURCE_EXHAUSTED: longer than <paramref name="maxSize"/>.</exception>
    public static bool TryRead(
        ref ReadOnlySequence<byte> buffer, int? maxSize, out bool compressed, out ReadOnlySequence<byte> message)
    {
        compressed = false;
        message = default;
        if (buffer.Length < HeaderSize) return false;

        Span<byte> copy = stackalloc byte[HeaderSize];
        scoped ReadOnlySpan<byte> header = buffer.FirstSpan;
        if (header.Length < HeaderSize)
        {
            buffer.Slice(0, HeaderSize).CopyTo(copy);
            header = copy;
        }
        if (header[0] > 1) throw new RpcException(WireStatus.BadFlag);
        uint length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        if (length > (uint)(maxSize ?? int.MaxValue)) throw new RpcException(WireStatus.ReceivedTooLarge);
        if (buffer.Length - HeaderSize < length) return false;

        compressed = header[0] == 1;
        message = buffer.Slice(HeaderSize, length);
        buffer = buffer.Slice(message.End);
        return true;
    }
}
