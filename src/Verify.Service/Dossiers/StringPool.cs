using System.Runtime.InteropServices;
using System.Text;
using Verify.Bytes;

namespace Verify.Dossiers;

/// <summary>
/// Strings that many dossiers share, departments and legal bases for example, so that decoding makes them once and not for every
/// check. Bounded: a string takes the place of another with the same hash. Threads may race for a place; what is handed out has been
/// compared whole, so nobody gets another string than was asked for.
/// </summary>
internal static class StringPool
{
    private const int Places = 2_048;
    private const int BytesMax = 256;

    private static readonly string?[] Pooled = new string?[Places];

    /// <summary>The string of which these are the characters, a byte each.</summary>
    public static string Narrow(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > BytesMax)
            return Encoding.Latin1.GetString(bytes);
        ref var place = ref PlaceOf(bytes);
        return place is { } known && Ascii.Equals(bytes, known) ? known : place = Encoding.Latin1.GetString(bytes);
    }

    /// <summary>The string of which these are the characters, two bytes each.</summary>
    public static string Wide(ReadOnlySpan<byte> bytes)
    {
        var text = MemoryMarshal.Cast<byte, char>(bytes);
        if (bytes.Length > BytesMax)
            return new string(text);
        ref var place = ref PlaceOf(bytes);
        return place is { } known && text.SequenceEqual(known) ? known : place = new string(text);
    }

    private static ref string? PlaceOf(ReadOnlySpan<byte> bytes) => ref Pooled[Crc32C.Of(bytes) % Places];
}
