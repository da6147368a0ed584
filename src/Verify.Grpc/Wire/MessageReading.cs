using System.Buffers;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Hands one message to a deserializer where it lies.</summary>
internal sealed class MessageReading : DeserializationContext
{
    // Deserializers are synchronous: one instance a thread serves them all; taken out while in use, should one nest.
    [ThreadStatic]
    private static MessageReading? _idle;

    private ReadOnlySequence<byte> _message;

    public override int PayloadLength => (int)_message.Length;

    public override byte[] PayloadAsNewBuffer() => _message.ToArray();

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => _message;

    /// <summary>Decompresses where flagged, and deserializes.</summary>
    /// <exception cref="RpcException">INTERNAL: the bytes are no such message, or flagged against the call's encoding.</exception>
    public static T Read<T>(
        Marshaller<T> marshaller, in ReadOnlySequence<byte> message, bool compressed, string? encoding, int? maxSize)
    {
        var reading = _idle ?? new MessageReading();
        _idle = null;
        try
        {
            reading._message = compressed ? Inflate(message, encoding, maxSize) : message;
            return marshaller.ContextualDeserializer(reading);
        }
        catch (Exception e)
        {
            throw new RpcException(WireStatus.NotDeserialized(e));
        }
        finally
        {
            reading._message = default;
            _idle = reading;
        }
    }

    private static ReadOnlySequence<byte> Inflate(ReadOnlySequence<byte> message, string? encoding, int? maxSize) =>
        Encodings.Compresses(encoding)
            ? Encodings.Decompress(encoding!, message, maxSize)
            : throw new RpcException(WireStatus.FlagWithoutEncoding);
}
