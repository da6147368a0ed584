using System.Collections.Concurrent;

namespace Verify.Audit.Journal;

/// <summary>What is journalled and not in the store yet. The writer adds at its end, the shipper takes from its beginning.</summary>
internal sealed class Backlog
{
    private readonly ConcurrentQueue<Segment> _segments;
    private readonly BacklogAge _age = new(TimeProvider.System);
    private long _bytes;

    public Backlog(IReadOnlyCollection<Segment> segments)
    {
        _segments = new(segments);
        _bytes = segments.Sum(static segment => segment.Length - SegmentFormat.HeaderBytes);
        if (_bytes > 0)
            _age.Grow(_bytes);
    }

    /// <summary>How long ago the oldest of it was written, or found at the start.</summary>
    public TimeSpan Age => Bytes > 0 ? _age.Age : TimeSpan.Zero;

    public long Bytes => Interlocked.Read(ref _bytes);

    public void Add(Segment segment) => _segments.Enqueue(segment);

    public void Grow(long bytes)
    {
        _age.Grow(bytes);
        Interlocked.Add(ref _bytes, bytes);
    }

    public void Shrink(long bytes)
    {
        _age.Shrink(bytes);
        Interlocked.Add(ref _bytes, -bytes);
    }

    public Segment First => _segments.TryPeek(out var first) ? first : throw new InvalidOperationException("A journal has a last segment.");

    public void RemoveFirst() => _segments.TryDequeue(out _);
}
