using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Verify.Audit;

/// <summary>
/// Check ids begin with the millisecond in which the check was evaluated (UUIDv7), so that their order is the order of time, and the
/// register needs no index by time.
/// </summary>
public static class CheckIds
{
    private const int IdBytes = 16;
    private const int RandomBytes = 128 * IdBytes;

    [ThreadStatic]
    private static byte[]? randoms;

    [ThreadStatic]
    private static int nextRandom;

    /// <summary>A new id of a check that is evaluated at an instant: 74 random bits behind its millisecond (RFC 9562, 5.7).</summary>
    public static Guid New(DateTimeOffset instant)
    {
        // A system call for every id would cost more than all the rest of it.
        if (randoms is null || nextRandom == RandomBytes)
        {
            RandomNumberGenerator.Fill(randoms ??= new byte[RandomBytes]);
            nextRandom = 0;
        }

        var bytes = randoms.AsSpan(nextRandom, IdBytes);
        nextRandom += IdBytes;
        Span<byte> milliseconds = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(milliseconds, instant.ToUnixTimeMilliseconds());
        milliseconds[2..].CopyTo(bytes);
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Below every check of an instant's millisecond and of later ones, above every check of earlier ones.</summary>
    public static Guid LowestAt(DateTimeOffset instant)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        BinaryPrimitives.WriteInt64BigEndian(bytes, instant.ToUnixTimeMilliseconds() << 16);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>The ids between which the checks of a search lie: from the first on, below the second.</summary>
    public static (Guid From, Guid Below) RangeOf(CheckFilter filter)
    {
        var from = filter.From is { } first ? LowestAt(first) : Guid.Empty;
        var below = filter.To is { } end ? LowestAt(end.AddMilliseconds(1)) : Guid.AllBitsSet;
        return (from, filter.OlderThan is { } page && string.CompareOrdinal(page.ToString(), below.ToString()) < 0 ? page : below);
    }
}
