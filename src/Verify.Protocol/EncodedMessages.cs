using System;

namespace Verify.V1;

/// <summary>
/// A reply that is on record and goes out as the same bytes: where <see cref="Encoded"/> is not empty it is the whole message, and the
/// fields are not set. Encoding costs more than deciding, so it is done once.
/// </summary>
internal interface IEncodedMessage
{
    /// <summary>The message, encoded; empty where the fields are the message.</summary>
    ReadOnlyMemory<byte> Encoded { get; }
}

public sealed partial class CheckResponse : IEncodedMessage
{
    private ReadOnlyMemory<byte> _encoded;

    ReadOnlyMemory<byte> IEncodedMessage.Encoded => _encoded;

    // Its fields, eleven lists among them, are those of one message that nobody fills.
    private static readonly CheckResponse Unfilled = new();

    internal static CheckResponse Of(ReadOnlyMemory<byte> encoded)
    {
        var carrier = (CheckResponse)Unfilled.MemberwiseClone();
        carrier._encoded = encoded;
        return carrier;
    }
}

public sealed partial class BatchCheckResponse : IEncodedMessage
{
    private ReadOnlyMemory<byte> _encoded;

    ReadOnlyMemory<byte> IEncodedMessage.Encoded => _encoded;

    internal static BatchCheckResponse Of(ReadOnlyMemory<byte> encoded) => new() { _encoded = encoded };
}

public sealed partial class ScreenResponse : IEncodedMessage
{
    private ReadOnlyMemory<byte> _encoded;

    ReadOnlyMemory<byte> IEncodedMessage.Encoded => _encoded;

    internal static ScreenResponse Of(ReadOnlyMemory<byte> encoded) => new() { _encoded = encoded };
}
