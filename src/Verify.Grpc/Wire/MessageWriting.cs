using System.Buffers;
using System.IO.Compression;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>
/// Takes one message from a serializer and writes it, framed, to a buffer. Where the size is announced and nothing is
/// compressed, header and message go straight into one piece of the target's memory.
/// </summary>
internal sealed class MessageWriting : SerializationContext, IBufferWriter<byte>
{
    /// <summary>Up to here a whole frame is asked of the target in one piece; more goes in the target's own pieces.</summary>
    private const int OnePieceMax = 4096;

    private const int LengthUnknown = -1;

    // Serializers are synchronous: one instance a thread serves them all; taken out while in use, should one nest.
    [ThreadStatic]
    private static MessageWriting? _idle;

    private IBufferWriter<byte> _target = null!;
    private string? _encoding;
    private CompressionLevel _level;
    private int? _maxSize;

    private int _length;
    private int _written;
    private Memory<byte> _piece;
    private int _pieceUsed;
    private ArrayBufferWriter<byte>? _copy;
    private bool _completed;

    /// <summary>Writes <paramref name="message"/>; <paramref name="encoding"/> compresses it, null or identity does not.</summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: greater than <paramref name="maxSize"/>.</exception>
    public static void Write<T>(
        IBufferWriter<byte> target,
        T message,
        Marshaller<T> marshaller,
        string? encoding = null,
        CompressionLevel level = CompressionLevel.Fastest,
        int? maxSize = null)
    {
        var writing = _idle ?? new MessageWriting();
        _idle = null;
        writing._target = target;
        writing._encoding = Encodings.Compresses(encoding) ? encoding : null;
        writing._level = level;
        writing._maxSize = maxSize;
        writing._length = LengthUnknown;
        try
        {
            marshaller.ContextualSerializer(message, writing);
            if (!writing._completed) throw new InvalidOperationException("The serializer did not complete the message.");
        }
        finally
        {
            writing.Reset();
            _idle = writing;
        }
    }

    public override void SetPayloadLength(int payloadLength)
    {
        CheckSize(payloadLength);
        _length = payloadLength;
    }

    public override IBufferWriter<byte> GetBufferWriter()
    {
        if (_length == LengthUnknown || _encoding is not null) return _copy ??= new ArrayBufferWriter<byte>();
        if (_piece.IsEmpty) StartFrame(_length);
        return this;
    }

    public override void Complete()
    {
        int written = _copy?.WrittenCount ?? _written;
        if (_length != LengthUnknown && _length != written)
            throw new InvalidOperationException($"The serializer announced {_length} bytes and wrote {written}.");
        if (_piece.IsEmpty) WriteWhole(_copy is null ? [] : _copy.WrittenSpan);
        else _target.Advance(_pieceUsed);
        _completed = true;
    }

    public override void Complete(byte[] payload)
    {
        WriteWhole(payload);
        _completed = true;
    }

    void IBufferWriter<byte>.Advance(int count)
    {
        _pieceUsed += count;
        _written += count;
    }

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint)
    {
        if (_piece.Length - _pieceUsed < Math.Max(sizeHint, 1)) NextPiece(sizeHint);
        return _piece[_pieceUsed..];
    }

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint) => ((IBufferWriter<byte>)this).GetMemory(sizeHint).Span;

    private void StartFrame(int length)
    {
        _piece = _target.GetMemory(Math.Min(Frame.HeaderSize + length, OnePieceMax));
        Frame.WriteHeader(_piece.Span, compressed: false, length);
        _pieceUsed = Frame.HeaderSize;
    }

    private void NextPiece(int sizeHint)
    {
        _target.Advance(_pieceUsed);
        _piece = _target.GetMemory(sizeHint);
        _pieceUsed = 0;
    }

    private void WriteWhole(ReadOnlySpan<byte> payload)
    {
        CheckSize(payload.Length);
        if (_encoding is not null) payload = Encodings.Compress(_encoding, payload, _level);
        Frame.WriteHeader(_target.GetSpan(Frame.HeaderSize), _encoding is not null, payload.Length);
        _target.Advance(Frame.HeaderSize);
        _target.Write(payload);
    }

    private void CheckSize(int length)
    {
        if (length > _maxSize) throw new RpcException(WireStatus.SendTooLarge);
    }

    private void Reset()
    {
        _target = null!;
        _copy = null;
        _piece = default;
        _pieceUsed = _written = 0;
        _completed = false;
    }
}
