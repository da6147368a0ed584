using Verify.Domain;

namespace Verify.Dossiers;

/// <summary>
/// Dossiers in memory, as the bytes that <see cref="DossierCodec"/> writes: millions of them are then a few thousand objects for the
/// garbage collector, and a clean subject takes some 130 bytes with everything. Bounded; it may forget any of them at any time.
/// </summary>
/// <remarks>
/// <para>
/// What it holds about a subject is true of every revision from that of the value up to the last change that was applied. That
/// rests on one race being decided: a value read at revision v may arrive after the change v+1 was applied, and would then stay for
/// ever. So a change first enters the log and then takes the value out, and a value is held against the log and then put in, both
/// under the lock of the shard: whichever comes first, the value is refused or taken out.
/// </para>
/// Readers take no lock and allocate nothing. A key is compared whole and as it is written, lower case being another key, so what
/// two keys' hashes have in common does not matter.
/// </remarks>
public sealed class DossierCache
{
    private const int ShardBits = 3;

    private readonly ChangeLog _changes;
    private readonly CacheShard[] _shards;

    /// <summary>An empty cache.</summary>
    /// <param name="options">How much memory it may take.</param>
    /// <param name="changes">The log by which values are judged; <see cref="Apply"/> and <see cref="Clear"/> write it.</param>
    public DossierCache(DossierCacheOptions options, ChangeLog changes)
    {
        (_changes, Keeps) = (changes, options.MemoryMiB > 0);
        _shards = [.. Enumerable.Range(0, 1 << ShardBits).Select(_ => new CacheShard(((long)options.MemoryMiB << 20) >> ShardBits))];
    }

    /// <summary>A cache of one shard, as small as somebody who makes millions of them wants it.</summary>
    internal DossierCache(long bytes, int segmentBytes, ChangeLog changes)
    {
        (_changes, Keeps) = (changes, bytes > 0);
        _shards = [new CacheShard(bytes, segmentBytes)];
    }

    /// <summary>The log by which values are judged.</summary>
    internal ChangeLog Changes => _changes;

    /// <summary>Whether it has memory at all; if not, nothing need be written for it.</summary>
    internal bool Keeps { get; }

    /// <summary>Subjects in it.</summary>
    public int Count => _shards.Sum(static shard => shard.Count);

    /// <summary>Memory that it takes, index included; never more than the options say.</summary>
    public long Bytes => _shards.Sum(static shard => shard.Bytes);

    /// <summary>Finds a subject's value. It does not change while the caller holds it.</summary>
    public bool TryGet(SubjectKey key, out ReadOnlyMemory<byte> value)
    {
        var hash = HashOf(key);
        return ShardOf(hash).TryGet(key, hash, out value);
    }

    /// <summary>Takes a subject's value, in the place of one that was read earlier.</summary>
    /// <param name="key">Whose.</param>
    /// <param name="value">What the codec wrote; it is copied.</param>
    /// <param name="revision">The revision of which the value is true: that at which it was read, or a later one for which somebody vouches.</param>
    /// <returns>
    /// Whether the cache holds such a value now. It refuses where the subject may have changed after the revision, where the value is
    /// another subject's, and one that would take a quarter of a shard's memory.
    /// </returns>
    public bool Put(SubjectKey key, ReadOnlySpan<byte> value, long revision)
    {
        if (!DossierCodec.IsOf(value, key))
            return false;

        var hash = HashOf(key);
        var shard = ShardOf(hash);
        lock (shard.Gate)
            return _changes.IsUnchanged(key, revision) && shard.Put(key, hash, value);
    }

    /// <summary>
    /// Learns that a subject changed, and forgets what was read before; what was read at that revision or later stays. By one caller
    /// at a time.
    /// </summary>
    public void Apply(SubjectKey key, long revision)
    {
        _changes.Add(key, revision);

        var hash = HashOf(key);
        var shard = ShardOf(hash);
        lock (shard.Gate)
            shard.RemoveBefore(revision, key, hash);
    }

    /// <summary>
    /// Forgets everything, where changes up to a revision were missed; from then on values of that revision and later are taken. By
    /// one caller at a time, the one of <see cref="Apply"/>.
    /// </summary>
    public void Clear(long revision)
    {
        _changes.Reset(revision);
        foreach (var shard in _shards)
        {
            lock (shard.Gate)
                shard.Clear();
        }
    }

    /// <summary>The lock under which a subject's values come and go.</summary>
    internal Lock GateOf(SubjectKey key) => ShardOf(HashOf(key)).Gate;

    private CacheShard ShardOf(uint hash) => _shards[(hash >> (32 - ShardBits)) & (uint)(_shards.Length - 1)];

    // Seeded anew in each process, so nobody can choose codes that meet in one slot.
    private static uint HashOf(SubjectKey key) => (uint)key.GetHashCode();
}
