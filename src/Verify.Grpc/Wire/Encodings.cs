using System.Buffers;
using System.IO.Compression;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Message encodings. Each message is compressed on its own.</summary>
internal static class Encodings
{
    public const string Identity = "identity";
    public const string Gzip = "gzip";
    public const string Deflate = "deflate";

    /// <summary>What <c>grpc-accept-encoding</c> says.</summary>
    public const string Accepted = "identity,gzip,deflate";

    public static bool IsKnown(string? name) => name is null or Identity or Gzip or Deflate;

    /// <summary>Whether messages under this encoding are compressed at all.</summary>
    public static bool Compresses(string? name) => name is Gzip or Deflate;

    /// <summary>Whether <paramref name="accepted"/>, a <c>grpc-accept-encoding</c> list, names this encoding.</summary>
    public static bool IsIn(string? accepted, string name)
    {
        foreach (var part in accepted.AsSpan().Split(','))
        {
            if (accepted.AsSpan()[part].Trim().SequenceEqual(name)) return true;
        }
        return false;
    }

    public static byte[] Compress(string name, ReadOnlySpan<byte> message, CompressionLevel level)
    {
        using var target = new MemoryStream();
        using (var stream = Compressor(name, target, level)) stream.Write(message);
        return target.ToArray();
    }

    /// <summary>Inflates a message, and stops once it is greater than <paramref name="maxSize"/> bytes.</summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: too large; INTERNAL: the bytes are no such stream.</exception>
    public static ReadOnlySequence<byte> Decompress(string name, ReadOnlySequence<byte> message, int? maxSize)
    {
        var target = new ArrayBufferWriter<byte>();
        try
        {
            using var stream = Decompressor(name, new MemoryStream(message.ToArray(), writable: false));
            while (true)
            {
                int read = stream.Read(target.GetSpan(4096));
                if (read == 0) return new ReadOnlySequence<byte>(target.WrittenMemory);
                target.Advance(read);
                if (target.WrittenCount > maxSize) throw new RpcException(WireStatus.ReceivedTooLarge);
            }
        }
        catch (InvalidDataException e)
        {
            throw new RpcException(new Status(StatusCode.Internal, $"The message is not valid {name}.", e));
        }
    }

    private static Stream Compressor(string name, Stream target, CompressionLevel level) => name == Gzip
        ? new GZipStream(target, level, leaveOpen: true)
        : new ZLibStream(target, level, leaveOpen: true);

    private static Stream Decompressor(string name, Stream source) => name == Gzip
        ? new GZipStream(source, CompressionMode.Decompress)
        : new ZLibStream(source, CompressionMode.Decompress);
}
