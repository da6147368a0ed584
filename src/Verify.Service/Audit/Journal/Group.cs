namespace Verify.Audit.Journal;

/// <summary>Records that are written at once, and the one task for which all their callers wait.</summary>
internal sealed class Group
{
    private readonly ByteWriter _bytes = new();
    private TaskCompletionSource _written = null!;

    public Group() => Clear();

    public int Count { get; private set; }

    /// <summary>With the room for the group's header.</summary>
    public int Length => _bytes.Written.Length;

    public Task Written => _written.Task;

    /// <param name="record">As <see cref="SegmentFormat.SealRecord"/> leaves it.</param>
    public void Add(ReadOnlySpan<byte> record)
    {
        record.CopyTo(_bytes.Reserve(record.Length));
        Count++;
    }

    /// <summary>The bytes to write, sealed as the next group of the chain.</summary>
    public ReadOnlySpan<byte> Seal(long position, byte[] chain)
    {
        SegmentFormat.Seal(_bytes.WrittenFrom(0), Count, position, chain);
        return _bytes.Written;
    }

    public void Complete() => _written.SetResult();

    public void Fail(Exception exception) => _written.SetException(exception);

    public void Clear()
    {
        _bytes.Clear();
        _bytes.Reserve(SegmentFormat.GroupHeaderBytes);
        Count = 0;
        // Not on the writer's thread: it has the next group to write.
        _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
