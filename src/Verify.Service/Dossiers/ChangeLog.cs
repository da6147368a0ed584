using System.Numerics;
using System.Runtime.InteropServices;
using Verify.Bytes;
using Verify.Domain;

namespace Verify.Dossiers;

/// <summary>
/// Which subject changed last at which revision: what proves that a dossier read at a revision is still true. One writer, any
/// number of readers; nobody waits.
/// </summary>
/// <remarks>
/// Its size is fixed, and it never forgets a change. Every subject has two places in a table of revisions, which it shares with
/// others; a change raises both, and a subject is unchanged if either place is not beyond the revision asked for. So it may take an
/// unchanged subject for a changed one, which costs a read, but never the other way round. After n changes that happens to
/// (1 - e^(-2n / places))² of the unchanged: one in 200 after 10,000 changes with the default of 262,144 places, two MiB.
/// </remarks>
public sealed class ChangeLog
{
    /// <summary>Places unless said otherwise.</summary>
    public const int PlacesDefault = 262_144;

    private readonly long[] _last;
    private readonly int _shift;
    private long _floor = long.MaxValue;

    /// <summary>A log that knows nothing before <see cref="Reset"/>.</summary>
    /// <param name="places">Places of the table; the next power of two is taken.</param>
    public ChangeLog(int places = PlacesDefault)
    {
        _last = new long[BitOperations.RoundUpToPowerOf2((uint)Math.Max(places, 2))];
        _shift = 64 - BitOperations.Log2((uint)_last.Length);
    }

    /// <summary>All changes after this revision are known, of earlier ones nothing.</summary>
    public long Floor => Volatile.Read(ref _floor);

    /// <summary>Notes a change.</summary>
    /// <param name="key">Whose.</param>
    /// <param name="revision">Of the change.</param>
    public void Add(SubjectKey key, long revision)
    {
        var (one, other) = PlacesOf(key);
        Raise(ref _last[one], revision);
        Raise(ref _last[other], revision);
    }

    /// <summary>Whether it is certain that nothing about a subject was recorded after a revision, as far as changes were added.</summary>
    public bool IsUnchanged(SubjectKey key, long since)
    {
        var (one, other) = PlacesOf(key);
        return since >= Floor && (Volatile.Read(ref _last[one]) <= since || Volatile.Read(ref _last[other]) <= since);
    }

    /// <summary>
    /// Starts anew where changes were missed: from now on all after <paramref name="revision"/> will be added. The table stays,
    /// since what is in it lies below the floor, or else is true.
    /// </summary>
    public void Reset(long revision) => Volatile.Write(ref _floor, revision);

    private (int One, int Other) PlacesOf(SubjectKey key)
    {
        // The same in every process: what a run does, it does again.
        var spread = Crc32C.Of(MemoryMarshal.AsBytes(key.Value.AsSpan())) * 0x9E3779B97F4A7C15;
        return ((int)(spread >> _shift), (int)(spread << 20 >> _shift));
    }

    private static void Raise(ref long place, long revision)
    {
        if (revision > place)
            Volatile.Write(ref place, revision);
    }
}
