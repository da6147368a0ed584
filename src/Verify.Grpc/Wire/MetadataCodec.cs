using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Metadata to and from header values.</summary>
internal static class MetadataCodec
{
    /// <summary>The header's value; null when the application may not write this header.</summary>
    /// <exception cref="InvalidOperationException">A text value holds what the wire cannot carry.</exception>
    public static string? Encode(Metadata.Entry entry)
    {
        if (HeaderNames.IsReserved(entry.Key)) return null;
        if (entry.IsBinary) return BinaryHeaderCodec.Encode(entry.Bytes);

        return IsPrintable(entry.Value)
            ? entry.Value
            : throw new InvalidOperationException($"The value of metadata '{entry.Key}' is not printable ASCII.");
    }

    /// <summary>
    /// Adds what was received. A binary value is split at its commas. What cannot be metadata (a name outside the wire's
    /// alphabet, a text that is not printable ASCII, a part that is no base64) is dropped: the specification forbids to fail
    /// the call for it, and to choke on it when the application sends it back.
    /// </summary>
    public static void Decode(string name, string? value, Metadata into)
    {
        if (value is null || HeaderNames.IsHidden(name) || !Metadata.Entry.IsKey(name)) return;
        if (!name.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase))
        {
            if (IsPrintable(value)) into.Add(name, value);
            return;
        }
        foreach (var part in value.AsSpan().Split(','))
        {
            if (BinaryHeaderCodec.Decode(value.AsSpan()[part]) is { } bytes) into.Add(name, bytes);
        }
    }

    private static bool IsPrintable(string value) => !value.AsSpan().ContainsAnyExceptInRange(' ', '~');
}
