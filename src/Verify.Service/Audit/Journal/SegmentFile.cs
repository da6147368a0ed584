using Microsoft.Win32.SafeHandles;

namespace Verify.Audit.Journal;

/// <summary>The end of a journal, open for writing. One thread writes; any may sync.</summary>
internal sealed class SegmentFile : IDisposable
{
    private readonly SafeFileHandle _file;
    private bool _mayBeTorn;

    private SegmentFile(Segment segment, SafeFileHandle file) => (Segment, _file) = (segment, file);

    public Segment Segment { get; }

    /// <summary>Begins a segment. A file of that number that a failure left is begun anew.</summary>
    public static SegmentFile Create(string folder, int number, SegmentHeader header)
    {
        var path = Segment.PathOf(folder, number);
        var file = new SegmentFile(new Segment(path, 0, header.Version), Open(path, FileMode.Create));
        try
        {
            file.Write(SegmentFormat.HeaderOf(header));
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Goes on in a segment that has nothing but its header.</summary>
    public static SegmentFile Continue(Segment segment) => new(segment, Open(segment.Path, FileMode.Open));

    /// <summary>Writes bytes behind the others, all or none: what a failed write left of them is cut before the next.</summary>
    public void Write(ReadOnlySpan<byte> bytes, bool sync = false)
    {
        if (_mayBeTorn)
            RandomAccess.SetLength(_file, Segment.Length);
        _mayBeTorn = true;
        RandomAccess.Write(_file, bytes, Segment.Length);
        if (sync)
            Sync();
        _mayBeTorn = false;
        Segment.Length += bytes.Length;
    }

    /// <summary>Returns when the disk has everything that was written, the file's name included on the usual file systems.</summary>
    public void Sync() => RandomAccess.FlushToDisk(_file);

    public void Dispose() => _file.Dispose();

    // The shipper reads, and may delete.
    private static SafeFileHandle Open(string path, FileMode mode) =>
        File.OpenHandle(path, mode, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
}
