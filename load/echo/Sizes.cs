namespace Verify.Load.Echo;

/// <summary>The sizes that every lane and every benchmark shares, in bytes of the encoded message.</summary>
internal static class Sizes
{
    public const int Request = 120;

    public const int Reply = 600;

    /// <summary>A bytes field shorter than 128 costs its tag and one length byte.</summary>
    public const int RequestPayload = Request - 2;

    /// <summary>A bytes field of 128 to 16,383 bytes costs its tag and two length bytes.</summary>
    public const int ReplyPadding = Reply - Request - 3;
}
