namespace Grpc.Core;

/// <summary>Flags of one write.</summary>
[Flags]
#pragma warning disable CA1711 // named by the official API
public enum WriteFlags
#pragma warning restore CA1711
{
    /// <summary>The message may wait in a buffer for the next flush.</summary>
    BufferHint = 1,

    /// <summary>The message is sent uncompressed although the call compresses.</summary>
    NoCompress = 2,
}

/// <summary>How messages are written.</summary>
public class WriteOptions(WriteFlags flags = default)
{
    /// <summary>No flags.</summary>
    public static readonly WriteOptions Default = new();

    /// <summary>The flags.</summary>
    public WriteFlags Flags { get; } = flags;
}
