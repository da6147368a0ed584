using System.Diagnostics;

namespace Verify.Audit.Journal;

/// <summary>Records that are written at once, and the one task for which those of their callers wait who do not write it themselves.</summary>
internal sealed class Group
{
    private readonly ByteWriter _bytes = new();
    private TaskCompletionSource? _written;

    public Group() => Clear();

    public int Count { get; private set; }

    /// <summary>When its first record came, by <see cref="Stopwatch"/>.</summary>
    public long Began { get; private set; }

    /// <summary>With the room for the group's header.</summary>
    public int Length => _bytes.Written.Length;

    /// <summary>Ends when the group is written, or faults when it cannot be; under the writer's gate.</summary>
    // Not on the writer's thread: it has the next group to write.
    public Task Written => (_written ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <param name="records">As <see cref="SegmentFormat.SealRecord"/> leaves each.</param>
    /// <param name="count">How many.</param>
    public void Add(ReadOnlySpan<byte> records, int count)
    {
        if (Count == 0)
            Began = Stopwatch.GetTimestamp();
        records.CopyTo(_bytes.Reserve(records.Length));
        Count += count;
    }

    /// <summary>The bytes to write, sealed as the next group of the chain.</summary>
    public ReadOnlySpan<byte> Seal(long position, byte[] chain)
    {
        SegmentFormat.Seal(_bytes.WrittenFrom(0), Count, position, chain);
        return _bytes.Written;
    }

    /// <summary>Tells whoever waits how it went; when nobody can join any more.</summary>
    public void End(Exception? failure)
    {
        if (failure is null)
            _written?.SetResult();
        else
            _written?.SetException(failure);
    }

    public void Clear()
    {
        _bytes.Clear();
        _bytes.Reserve(SegmentFormat.GroupHeaderBytes);
        Count = 0;
        _written = null;
    }
}
