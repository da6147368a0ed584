namespace Verify.Load.Echo;

/// <summary>The sizes that every lane and every benchmark shares, in bytes of the encoded message.</summary>
internal static class Sizes
{
    // A bytes field shorter than this costs its tag and one length byte, a longer one a second length byte.
    private const int LongField = 128;

    public static int Request { get; private set; } = 120;

    public static int Reply { get; private set; } = 600;

    public static int RequestPayload => Request - (Request - 2 < LongField ? 2 : 3);

    /// <summary>What fills the reply beside the payload, as a long field.</summary>
    public static int ReplyPadding => Reply - Request - 3;

    /// <summary>Takes other sizes, before anything is served.</summary>
    public static void Set(int request, int reply)
    {
        // No message with one field has 130 bytes: its payload would be 127 with one length byte or 128 with two.
        if (request is < 2 or 130 || reply < request + 3 + LongField)
            throw new ArgumentException($"An echo of {request} and {reply} bytes is not to be had.");
        (Request, Reply) = (request, reply);
    }
}
