using System.Numerics;
using StackExchange.Redis;
using Verify.Domain;

namespace Verify.Adapters.Redis;

/// <summary>
/// The names of keys, <c>verify:{REGISTRY-BUCKET}:marker</c> and <c>verify:{REGISTRY-BUCKET}:dossier:SUBJECT</c>. What is in braces
/// decides the slot of a Cluster, so a bucket lies in one slot; two registries share no name.
/// </summary>
internal sealed class BucketNames(Guid registryId)
{
    /// <summary>
    /// Number of buckets. As many calls make the largest batch, and as small a part of the values goes when a marker is lost.
    /// </summary>
    public const int Count = 64;

    private readonly RedisKey[] _markers = [.. Of(registryId, "marker").Select(static name => (RedisKey)name)];
    private readonly string[] _dossiers = [.. Of(registryId, "dossier:")];

    /// <summary>The bucket of a subject, the same in every process and for ever.</summary>
    public static int BucketOf(SubjectKey key)
    {
        var sum = 0u;
        foreach (var letter in key.Value)
            sum = BitOperations.Crc32C(sum, (ushort)letter);
        return (int)(sum % Count);
    }

    /// <summary>The marker of a bucket, and the dossiers of subjects that are in it.</summary>
    public RedisKey[] Of(int bucket, IEnumerable<SubjectKey> keys)
    {
        var dossiers = _dossiers[bucket];
        return [_markers[bucket], .. keys.Select(key => (RedisKey)(dossiers + key.Value))];
    }

    private static IEnumerable<string> Of(Guid registryId, string what) =>
        Enumerable.Range(0, Count).Select(bucket => $"verify:{{{registryId:N}-{bucket:00}}}:{what}");
}
