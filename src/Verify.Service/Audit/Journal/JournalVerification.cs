using Verify.Audit.Chain;

namespace Verify.Audit.Journal;

/// <summary>Verifies what waits in the journals of a folder: every checksum, and the chain from group to group and file to file.</summary>
internal static class JournalVerification
{
    /// <summary>What is wrong, also with files that were found damaged before and kept.</summary>
    public static List<LogFault> FaultsOf(string root)
    {
        var faults = new List<LogFault>();
        if (!Directory.Exists(root))
            return faults;
        foreach (var folder in Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal))
        {
            foreach (var path in Directory.EnumerateFiles(folder, "*.damaged").Order(StringComparer.Ordinal))
                faults.Add(new(LogFaultKind.JournalDamaged, 0, $"{NameOf(path)}: kept since it was found damaged."));
            VerifyFolder(folder, faults);
        }

        return faults;
    }

    private static void VerifyFolder(string folder, List<LogFault> faults)
    {
        (long Position, byte[] Chain)? before = null;
        foreach (var path in Segment.PathsIn(folder))
        {
            try
            {
                before = VerifySegment(path, before, faults);
            }
            catch (IOException)
            {
                // Shipped and deleted since it was listed: the store has it, and is verified by itself.
                before = null;
            }
        }
    }

    private static (long, byte[])? VerifySegment(string path, (long Position, byte[] Chain)? before, List<LogFault> faults)
    {
        // What is written from now on is not looked at: the group at the end is whole by now, or torn.
        var end = new FileInfo(path).Length;
        using var reader = new SegmentReader(path);
        if (reader.Header is not { } header)
        {
            if (end >= SegmentFormat.HeaderBytes)
                faults.Add(new(LogFaultKind.JournalDamaged, 0, $"{NameOf(path)}: its beginning cannot be read."));
            return null;
        }

        if (header.Version > SegmentFormat.Version)
        {
            faults.Add(new(LogFaultKind.JournalDamaged, 0, $"{NameOf(path)}: it has format version {header.Version}; this program knows 1 to {SegmentFormat.Version}."));
            return null;
        }

        if (before is { } last && (header.Position != last.Position || !header.Chain.AsSpan().SequenceEqual(last.Chain)))
            faults.Add(new(LogFaultKind.JournalDamaged, 0, $"{NameOf(path)}: does not follow the file before."));
        while (true)
        {
            var at = reader.Offset;
            var step = reader.Read(end, into: null);
            if (step == ReadStep.Damaged)
                faults.Add(new(LogFaultKind.JournalDamaged, 0, $"{NameOf(path)}: damaged at byte {at}."));
            if (step is ReadStep.Torn or ReadStep.End)
                return step == ReadStep.End ? (reader.Position, reader.Chain) : null;
        }
    }

    private static string NameOf(string path) => Path.Combine(Path.GetFileName(Path.GetDirectoryName(path)!), Path.GetFileName(path));
}
