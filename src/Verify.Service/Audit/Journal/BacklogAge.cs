using System.Collections.Concurrent;

namespace Verify.Audit.Journal;

/// <summary>How old the oldest of what waits is, to a tenth of a second: every so often a mark says when a byte came.</summary>
internal sealed class BacklogAge(TimeProvider clock)
{
    private static readonly TimeSpan MarkEvery = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<(long Until, long At)> _marks = new();
    private long _grown;
    private long _taken;
    private long _lastMark;

    public TimeSpan Age => _marks.TryPeek(out var oldest) ? clock.GetElapsedTime(oldest.At) : TimeSpan.Zero;

    /// <summary>Bytes came; by one caller at a time.</summary>
    public void Grow(long bytes)
    {
        _grown += bytes;
        var now = clock.GetTimestamp();
        if (!_marks.IsEmpty && clock.GetElapsedTime(_lastMark, now) < MarkEvery)
            return;
        _lastMark = now;
        _marks.Enqueue((Volatile.Read(ref _grown), now));
    }

    /// <summary>Bytes went; by one caller at a time.</summary>
    public void Shrink(long bytes)
    {
        _taken += bytes;
        while (_marks.TryPeek(out var oldest) && oldest.Until <= _taken)
            _marks.TryDequeue(out _);
    }
}
