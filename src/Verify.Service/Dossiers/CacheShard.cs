using System.Numerics;
using Verify.Domain;

namespace Verify.Dossiers;

/// <summary>
/// One part of the cache. Values lie in segments, oldest to newest; an open-addressed index leads to them. Writers hold
/// <see cref="Gate"/>; readers hold nothing: what they find is compared with the key they want, and a move that they run into makes
/// them miss, which a cache may.
/// </summary>
/// <remarks>
/// A slot of the index is 0, or the upper 16 bits of the hash, the segment's id in 31 bits and the offset in 17. Memory is regained
/// by dropping the oldest segment. A value that was asked for since it was written is written once more instead, up to half of the
/// segment, so that a put never does more than twice its own work.
/// </remarks>
internal sealed class CacheShard
{
    private const int SlotsFirst = 1_024;
    private const int OffsetBits = 17;
    private const int TagShift = 48;

    private readonly long _budget;
    private readonly int _segmentBytes;
    private readonly CacheSegment?[] _segments;
    private ulong[] _slots = new ulong[SlotsFirst];
    private int _oldest = 1;
    private int _newest;
    private int _count;
    private long _bytes;

    public CacheShard(long budget, int segmentBytes = CacheSegment.SizeUsual)
    {
        _budget = budget;
        _segmentBytes = segmentBytes;
        _segments = new CacheSegment?[BitOperations.RoundUpToPowerOf2((uint)(budget / segmentBytes) + 2)];
        _bytes = BytesEmpty;
    }

    /// <summary>What writers hold.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Values in it.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Memory that it takes.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    private long BytesEmpty => (_segments.Length + _slots.Length) * sizeof(ulong);

    private int SegmentMask => _segments.Length - 1;

    /// <summary>Finds a value; without the gate.</summary>
    public bool TryGet(SubjectKey key, uint hash, out ReadOnlyMemory<byte> value)
    {
        var slot = Find(Volatile.Read(ref _slots), key, hash, out var segment);
        segment?.Want(OffsetOf(slot));
        value = segment?.ValueAt(OffsetOf(slot)) ?? default;
        return segment is not null;
    }

    /// <summary>Takes a value, unless it has one that was read later or there is no room for one so long; under the gate.</summary>
    /// <returns>Whether it has one at least as late.</returns>
    public bool Put(SubjectKey key, uint hash, ReadOnlySpan<byte> value)
    {
        var slot = Find(_slots, key, hash, out var segment);
        if (segment is not null && RevisionOf(segment.ValueAt(OffsetOf(slot)).Span) >= RevisionOf(value))
            return true;
        if (segment is not null)
            Remove(slot, hash);
        if (value.Length > Math.Min(CacheSegment.ValueBytesMax, _budget / 4))
            return false;

        GrowIndex();
        MakeRoom(value.Length);
        Insert(_slots, Append(hash, value), hash);
        _count++;
        return true;
    }

    /// <summary>Forgets a value that was read before a revision; under the gate.</summary>
    public void RemoveBefore(long revision, SubjectKey key, uint hash)
    {
        var slot = Find(_slots, key, hash, out var segment);
        if (segment is not null && RevisionOf(segment.ValueAt(OffsetOf(slot)).Span) < revision)
            Remove(slot, hash);
    }

    /// <summary>Forgets everything; under the gate.</summary>
    public void Clear()
    {
        Volatile.Write(ref _slots, new ulong[SlotsFirst]);
        Array.Clear(_segments);
        _oldest = _newest + 1;
        _count = 0;
        _bytes = BytesEmpty;
    }

    private ulong Find(ulong[] slots, SubjectKey key, uint hash, out CacheSegment? segment)
    {
        var mask = (uint)slots.Length - 1;
        for (uint step = 0; step <= mask; step++)
        {
            var slot = Volatile.Read(ref slots[(hash + step) & mask]);
            if (slot == 0)
                break;
            if (slot >> TagShift == hash >> 16
                && SegmentOf(slot) is { } found
                && DossierCodec.IsOf(found.ValueAt(OffsetOf(slot)).Span, key))
            {
                segment = found;
                return slot;
            }
        }

        segment = null;
        return 0;
    }

    private void GrowIndex()
    {
        if (_count < _slots.Length / 4 * 3)
            return;
        while (_bytes + (_slots.Length * sizeof(ulong)) > _budget)
            DropOldest();

        var slots = new ulong[_slots.Length * 2];
        foreach (var slot in _slots)
        {
            if (slot != 0)
                Insert(slots, slot, HashOf(slot));
        }

        _bytes += _slots.Length * sizeof(ulong);
        Volatile.Write(ref _slots, slots);
    }

    private void MakeRoom(int valueBytes)
    {
        while (_segments[_newest & SegmentMask] is not { } newest || !newest.HasRoom(valueBytes))
        {
            if (_bytes + CacheSegment.BytesFor(valueBytes, _segmentBytes) <= _budget)
                Open(valueBytes);
            else
                DropOldest();
        }
    }

    private void DropOldest()
    {
        var dropped = _segments[_oldest & SegmentMask]!;
        _bytes -= dropped.Bytes;
        var room = dropped.Used / 2;
        for (var offset = 0; offset < dropped.Used; offset = dropped.After(offset))
        {
            var hash = dropped.HashAt(offset);
            var slot = SlotOf(dropped.Id, offset, hash);
            var index = IndexOf(slot, hash);
            if (index < 0)
                continue;

            var value = dropped.ValueAt(offset).Span;
            if (dropped.IsWanted(offset) && (room -= dropped.After(offset) - offset) >= 0)
                Volatile.Write(ref _slots[index], Append(hash, value));
            else
                Remove(slot, hash);
        }

        // Only now: until here the index led into it.
        Volatile.Write(ref _segments[_oldest++ & SegmentMask], null);
    }

    private ulong Append(uint hash, ReadOnlySpan<byte> value)
    {
        // A survivor may find no room; the segment that it comes from has made way for a new one.
        if (_segments[_newest & SegmentMask] is not { } newest || !newest.HasRoom(value.Length))
            newest = Open(value.Length);
        return SlotOf(newest.Id, newest.Append(hash, value), hash);
    }

    private CacheSegment Open(int valueBytes)
    {
        var segment = new CacheSegment(++_newest, valueBytes, _segmentBytes);
        _bytes += segment.Bytes;
        Volatile.Write(ref _segments[segment.Id & SegmentMask], segment);
        return segment;
    }

    private static void Insert(ulong[] slots, ulong slot, uint hash)
    {
        var mask = (uint)slots.Length - 1;
        var index = hash & mask;
        while (slots[index] != 0)
            index = (index + 1) & mask;
        Volatile.Write(ref slots[index], slot);
    }

    private void Remove(ulong slot, uint hash)
    {
        // What follows moves up, so that no search ends at a gap that was not there when it was inserted.
        var mask = _slots.Length - 1;
        var gap = IndexOf(slot, hash);
        for (var next = (gap + 1) & mask; _slots[next] != 0; next = (next + 1) & mask)
        {
            var home = (int)HashOf(_slots[next]) & mask;
            if (((next - home) & mask) < ((next - gap) & mask))
                continue;
            Volatile.Write(ref _slots[gap], _slots[next]);
            gap = next;
        }

        Volatile.Write(ref _slots[gap], 0);
        _count--;
    }

    private int IndexOf(ulong slot, uint hash)
    {
        var mask = (uint)_slots.Length - 1;
        for (var index = hash & mask; _slots[index] != 0; index = (index + 1) & mask)
        {
            if (_slots[index] == slot)
                return (int)index;
        }

        return -1;
    }

    private uint HashOf(ulong slot) => SegmentOf(slot)!.HashAt(OffsetOf(slot));

    // A reader may come with a slot that is long gone: its segment is not there, or it is another one.
    private CacheSegment? SegmentOf(ulong slot)
    {
        var id = (int)(slot >> OffsetBits) & int.MaxValue;
        return Volatile.Read(ref _segments[id & SegmentMask]) is { } segment && segment.Id == id ? segment : null;
    }

    private static int OffsetOf(ulong slot) => (int)slot & ((1 << OffsetBits) - 1);

    private static ulong SlotOf(int segment, int offset, uint hash) =>
        ((ulong)(hash >> 16) << TagShift) | ((ulong)segment << OffsetBits) | (uint)offset;

    private static long RevisionOf(ReadOnlySpan<byte> value) => DossierCodec.TryReadRevision(value, out var revision) ? revision : 0;
}
