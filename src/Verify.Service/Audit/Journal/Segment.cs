namespace Verify.Audit.Journal;

/// <summary>A file of a journal. The writer moves its end, the shipper follows.</summary>
/// <param name="path">The file.</param>
/// <param name="length">Up to here there are whole groups.</param>
/// <param name="version">Format version of its header; 0 where that cannot be read.</param>
internal sealed class Segment(string path, long length, int version)
{
    private const string Extension = ".segment";
    private long _length = length;
    private volatile bool _isClosed;

    public string Path => path;

    /// <summary>Format version, by which all of its records are written.</summary>
    public int Version => version;

    /// <summary>Up to here there are whole groups.</summary>
    public long Length
    {
        get => Volatile.Read(ref _length);
        set => Volatile.Write(ref _length, value);
    }

    /// <summary>Nothing will be added. To be asked before <see cref="Length"/>, which then is the last word.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>Not everything in it can be read, so that it is kept.</summary>
    public bool IsDamaged { get; set; }

    public int Number => int.Parse(System.IO.Path.GetFileNameWithoutExtension(path), null);

    public static string PathOf(string folder, int number) => System.IO.Path.Combine(folder, $"{number:D8}{Extension}");

    public static IEnumerable<string> PathsIn(string folder) =>
        Directory.EnumerateFiles(folder, "*" + Extension)
            .Where(static path => int.TryParse(System.IO.Path.GetFileNameWithoutExtension(path), out _))
            .Order(StringComparer.Ordinal);

    public void Close() => _isClosed = true;

    /// <summary>The store has what can be read of it. What cannot is kept for whoever can do more.</summary>
    public void LetGo()
    {
        if (IsDamaged)
            File.Move(path, path + ".damaged", overwrite: true);
        else
            File.Delete(path);
    }
}
