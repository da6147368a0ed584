using System.Buffers.Binary;

namespace Verify.Audit;

/// <summary>
/// Check ids begin with the millisecond in which the check was evaluated (UUIDv7), so that their order is the order of time, and the
/// register needs no index by time.
/// </summary>
public static class CheckIds
{
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
