using System.Globalization;
using Verify.Dossiers;

namespace Verify.Adapters.Redis;

/// <summary>
/// What lies under the keys of a bucket. Marker: <c>GENERATION:REVISION</c>, the revision in decimal digits. Value:
/// <c>GENERATION</c> and the bytes that were offered. Whatever else is found there, a foreign value included, is nothing.
/// </summary>
internal static class StoredDossier
{
    /// <summary>Reads a value in the light of its bucket's marker.</summary>
    public static SharedDossier Read(byte[]? marker, byte[]? stored)
    {
        if (stored is not { Length: > Generation.Length })
            return default;
        return new SharedDossier(stored.AsMemory(Generation.Length), ProvenTo(marker, stored.AsSpan(0, Generation.Length)));
    }

    private static long ProvenTo(ReadOnlySpan<byte> marker, ReadOnlySpan<byte> generation) =>
        marker.StartsWith(generation) ? RevisionOf(marker) : 0;

    /// <summary>The revision of a marker; 0 for what is none.</summary>
    public static long RevisionOf(ReadOnlySpan<byte> marker)
    {
        if (marker.Length <= Generation.Length || marker[Generation.Length] != ':')
            return 0;
        var digits = marker[(Generation.Length + 1)..];
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : 0;
    }
}
