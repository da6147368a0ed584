using Verify.Telemetry;

namespace Verify.Audit.Journal;

/// <summary>What is found in the folder of a journal when it is opened: where the chain goes on, and what is still to be shipped.</summary>
internal sealed record Recovery
{
    /// <summary>Id of the journal.</summary>
    public Guid Journal { get; private set; } = Guid.CreateVersion7();

    /// <summary>Position of the next record.</summary>
    public long Position { get; private set; }

    /// <summary>Chain hash of the last group.</summary>
    public byte[] Chain { get; private set; } = new byte[SegmentFormat.HashBytes];

    /// <summary>Oldest first.</summary>
    public List<Segment> Segments { get; } = [];

    /// <summary>
    /// Looks at every byte. A torn end, which no answer has waited for, is cut; damage is named and its file marked, so that it is kept.
    /// </summary>
    /// <exception cref="JournalRefusedException">A later version of this program wrote it.</exception>
    public static Recovery Read(string folder, ILogger log)
    {
        var recovery = new Recovery();
        var paths = Segment.PathsIn(folder).ToArray();
        for (var i = 0; i < paths.Length; i++)
            recovery.Read(paths[i], isLast: i == paths.Length - 1, log);
        return recovery;
    }

    private void Read(string path, bool isLast, ILogger log)
    {
        long end = new FileInfo(path).Length, cut = end;
        var (isDamaged, version) = (false, 0);
        using (var reader = new SegmentReader(path))
        {
            if (reader.Header is { Version: > SegmentFormat.Version } later)
                throw new JournalRefusedException($"{path} has format version {later.Version}; this program knows {SegmentFormat.Version}. Run a newer one.");
            if (reader.Header is { } header)
                (isDamaged, version) = (!Follows(header, path, log), header.Version);
            else if (isLast && end < SegmentFormat.HeaderBytes)
                cut = 0;
            else
                isDamaged = Damaged(path, 0, log);

            for (var step = ReadStep.Group; cut == end && step != ReadStep.End;)
            {
                var at = reader.Offset;
                step = reader.Read(end, into: null);
                if (step == ReadStep.Torn && isLast)
                    cut = at;
                else if (step is ReadStep.Torn or ReadStep.Damaged)
                    isDamaged = Damaged(path, at, log);
                if (step == ReadStep.Torn)
                    break;
            }

            if (reader.Position > Position)
                (Position, Chain) = (reader.Position, reader.Chain);
        }

        if (cut < end)
            Cut(path, cut, end, log);
        if (cut > 0)
            Segments.Add(new Segment(path, cut, version) { IsDamaged = isDamaged });
    }

    /// <summary>Whether a segment begins where the one before ended; the first may begin anywhere.</summary>
    private bool Follows(SegmentHeader header, string path, ILogger log)
    {
        var follows = Segments.Count == 0 || (header.Position == Position && header.Chain.AsSpan().SequenceEqual(Chain));
        (Journal, Position, Chain) = (header.Journal, header.Position, header.Chain);
        return follows || !Damaged(path, 0, log);
    }

    private static bool Damaged(string path, long offset, ILogger log)
    {
        Log.JournalDamaged(log, path, offset);
        return true;
    }

    private static void Cut(string path, long cut, long end, ILogger log)
    {
        Log.JournalTailCut(log, path, cut, end - cut);
        if (cut == 0)
        {
            File.Delete(path);
            return;
        }

        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.SetLength(file, cut);
    }
}

/// <summary>The folder of a journal must not be used by this program.</summary>
internal sealed class JournalRefusedException(string message) : Exception(message);
