using System.Buffers.Binary;
using System.Collections.Concurrent;

namespace Verify.Grpc.Tests.Interop;

internal enum FrameType : byte
{
    Data = 0,
    Headers = 1,
}

/// <summary>A frame as RFC 9113, section 4.1 has it: length, type, flags, stream; and the first byte of its payload.</summary>
internal sealed record Http2Frame(FrameType Type, byte Flags, int Stream, int Length, int FirstByte)
{
    public bool EndsStream => (Flags & 1) != 0;
}

/// <summary>Cuts one direction of a connection into frames, however the bytes arrive.</summary>
internal sealed class Http2FrameReader(ConcurrentQueue<Http2Frame> frames, bool preface)
{
    private const int HeaderBytes = 9;
    private const int PrefaceBytes = 24;
    private readonly byte[] _header = new byte[HeaderBytes];
    private int _headerFilled;
    private int _skip = preface ? PrefaceBytes : 0;
    private bool _payloadBegins;

    public void Read(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_payloadBegins) Note(bytes[0]);
            var skipped = Math.Min(_skip, bytes.Length);
            _skip -= skipped;
            bytes = bytes[skipped..];

            var taken = Math.Min(HeaderBytes - _headerFilled, bytes.Length);
            bytes[..taken].CopyTo(_header.AsSpan(_headerFilled));
            _headerFilled += taken;
            bytes = bytes[taken..];
            if (_headerFilled == HeaderBytes) HeaderEnds();
        }
    }

    private void HeaderEnds()
    {
        _headerFilled = 0;
        _skip = BinaryPrimitives.ReadInt32BigEndian(_header) >>> 8;
        _payloadBegins = _skip > 0;
        if (!_payloadBegins) Note(-1);
    }

    private void Note(int firstByte)
    {
        _payloadBegins = false;
        var stream = BinaryPrimitives.ReadInt32BigEndian(_header.AsSpan(5)) & int.MaxValue;
        frames.Enqueue(new Http2Frame((FrameType)_header[3], _header[4], stream, BinaryPrimitives.ReadInt32BigEndian(_header) >>> 8, firstByte));
    }
}
