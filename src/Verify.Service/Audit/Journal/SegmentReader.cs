using Microsoft.Win32.SafeHandles;

namespace Verify.Audit.Journal;

/// <summary>What stands at a place of a segment.</summary>
internal enum ReadStep : byte
{
    /// <summary>A whole group.</summary>
    Group,
    /// <summary>Bytes that are not what was written. What can be read of them was read, and reading goes on behind them.</summary>
    Damaged,
    /// <summary>The beginning of a group whose end was never written.</summary>
    Torn,
    /// <summary>Nothing more.</summary>
    End,
}

/// <summary>Reads a segment group by group. Bad bytes are told of, never thrown over.</summary>
internal sealed class SegmentReader : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly byte[] _chain = new byte[SegmentFormat.HashBytes];
    private byte[] _buffer = new byte[65_536];
    private long _bufferAt;
    private int _buffered;
    private bool _knowsPlace;

    public SegmentReader(string path)
    {
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Header = SegmentFormat.ReadHeader(Fetch(0, SegmentFormat.HeaderBytes, SegmentFormat.HeaderBytes));
        Header?.Chain.CopyTo(_chain, 0);
        (Position, _knowsPlace) = (Header?.Position ?? 0, Header is not null);
    }

    /// <summary>Null where it cannot be read.</summary>
    public SegmentHeader? Header { get; }

    /// <summary>Where the next group is looked for.</summary>
    public long Offset { get; private set; } = SegmentFormat.HeaderBytes;

    /// <summary>Position behind the last record that was passed.</summary>
    public long Position { get; private set; }

    /// <summary>Chain hash of the last group that was passed.</summary>
    public byte[] Chain => [.. _chain];

    /// <summary>Reads the next group.</summary>
    /// <param name="end">Where the segment ends.</param>
    /// <param name="into">Takes its records; null to look only whether they are whole.</param>
    public ReadStep Read(long end, List<CheckRecord>? into)
    {
        if (Offset >= end)
            return ReadStep.End;
        if (end - Offset < SegmentFormat.GroupHeaderBytes)
            return ReadStep.Torn;
        if (SegmentFormat.ReadGroupHeader(Fetch(Offset, SegmentFormat.GroupHeaderBytes, end)) is not { } header)
            return PassUnreadable(end);
        // The header's checksum is right, and so is its length.
        if (header.Length > end - Offset - SegmentFormat.GroupHeaderBytes)
            return ReadStep.Torn;

        var group = Fetch(Offset, SegmentFormat.GroupHeaderBytes + header.Length, end);
        var follows = SegmentFormat.Continues(group, _chain) && header.Position == Position;
        var isWhole = ReadRecords(group[SegmentFormat.GroupHeaderBytes..], header.Count, into) && (follows || !_knowsPlace);
        (Position, _knowsPlace) = (header.Position + header.Count, true);
        Offset += group.Length;
        return isWhole ? ReadStep.Group : ReadStep.Damaged;
    }

    public void Dispose() => _file.Dispose();

    private static bool ReadRecords(ReadOnlySpan<byte> bytes, int count, List<CheckRecord>? into)
    {
        for (; count > 0; count--)
        {
            var bytesOfOne = SegmentFormat.TakeRecord(bytes);
            if (bytesOfOne.IsEmpty || RecordCodec.Read(bytesOfOne[SegmentFormat.RecordHeaderBytes..], into is [.., var last] ? last : null) is not { } record)
                return false;
            into?.Add(record);
            bytes = bytes[bytesOfOne.Length..];
        }

        return bytes.IsEmpty;
    }

    /// <summary>Goes to the next place that says, under a checksum, that it is a group.</summary>
    private ReadStep PassUnreadable(long end)
    {
        var rest = Fetch(Offset, checked((int)(end - Offset)), end);
        // After a power failure the end of a file may be zeros that were never written over.
        if (!rest.ContainsAnyExcept((byte)0))
            return ReadStep.Torn;

        _knowsPlace = false;
        for (var place = 1; ; place++)
        {
            var found = rest[place..].IndexOf(SegmentFormat.GroupMark);
            if (found < 0)
            {
                Offset = end;
                return ReadStep.Damaged;
            }

            place += found;
            if (SegmentFormat.ReadGroupHeader(rest[place..]) is null)
                continue;
            Offset += place;
            return ReadStep.Damaged;
        }
    }

    /// <summary>
    /// Bytes of the file, fewer where it ends; they stand until the next call. What lies behind them up to <paramref name="end"/>, where
    /// nothing changes any more, is read along, for groups may be small.
    /// </summary>
    private Span<byte> Fetch(long offset, int count, long end)
    {
        if (offset < _bufferAt || offset + count > _bufferAt + _buffered)
            Fill(offset, count, (int)Math.Min(Math.Max(count, _buffer.Length), Math.Max(end - offset, count)));
        var from = (int)(offset - _bufferAt);
        return _buffer.AsSpan(from, Math.Min(count, _buffered - from));
    }

    private void Fill(long offset, int least, int most)
    {
        if (_buffer.Length < most)
            _buffer = new byte[Math.Max(most, 2 * _buffer.Length)];
        (_bufferAt, _buffered) = (offset, 0);
        while (_buffered < least && RandomAccess.Read(_file, _buffer.AsSpan(_buffered, most - _buffered), offset + _buffered) is > 0 and var more)
            _buffered += more;
    }
}
