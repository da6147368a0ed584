namespace Verify.Audit.Journal;

/// <summary>
/// The folder of one journal, held by one process through a lock that ends with the process. Folders are numbered and stay: one whose
/// owner is gone is the next owner's.
/// </summary>
internal sealed class JournalFolder : IDisposable
{
    private const int FoldersMax = 10_000;
    private readonly FileStream _lock;

    private JournalFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    public string Path { get; }

    public static string PathOf(string root, int number) => System.IO.Path.Combine(root, $"{number:D4}");

    /// <summary>Those that nobody has held yet come after all others.</summary>
    public static IEnumerable<string> PathsOf(string root) => Enumerable.Range(1, FoldersMax).Select(number => PathOf(root, number));

    /// <summary>Folders in which something may wait to be shipped, held or not.</summary>
    public static IEnumerable<string> WithRecords(string root) =>
        Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal).Where(static path =>
            Segment.PathsIn(path).Any(static segment => new FileInfo(segment) is { Exists: true, Length: > SegmentFormat.HeaderBytes }));

    /// <summary>Takes a folder, or returns null where it is held.</summary>
    public static JournalFolder? TryTake(string path)
    {
        Directory.CreateDirectory(path);
        try
        {
            return new JournalFolder(
                path, new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            // Held by another process, or by another service in this one.
            return null;
        }
    }

    public void Dispose() => _lock.Dispose();
}
