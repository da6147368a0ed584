namespace Verify.Load.Check.Answers;

/// <summary>What a reply of the service says, as far as every one is compared.</summary>
/// <param name="Disposition">As numbered in <c>verification.proto</c>; 0 where there is none.</param>
/// <param name="Colours">A bit for each colour on which the subject stands, by its number in <c>subject.proto</c>.</param>
internal readonly record struct Standing(int Disposition, int Colours);

/// <summary>
/// Reads the wire format of a CheckResponse just as far as every reply is compared: decoding each in full would cost the generator
/// more than the service spends on answering.
/// </summary>
internal static class CheckReply
{
    private const int DispositionField = 4;
    private const int ListStatusField = 6;
    private const int ColourField = 1;
    private const int ItemsField = 1;
    private const int ItemAnswerField = 2;

    /// <summary>What a CheckResponse says; null where it is no such message.</summary>
    public static Standing? Read(ReadOnlySpan<byte> message)
    {
        var (disposition, colours) = (0, 0);
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == DispositionField)
                disposition = (int)reader.Number;
            else if (reader.Field == ListStatusField)
                colours |= 1 << ColourOf(reader.Bytes);
        }

        return reader.IsWhole ? new Standing(disposition, colours) : null;
    }

    /// <summary>What a BatchCheckResponse says, item by item; false where it is no such message or has another number of items.</summary>
    public static bool TryReadBatch(ReadOnlySpan<byte> message, Span<Standing> standings)
    {
        var count = 0;
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field != ItemsField)
                continue;
            if (count == standings.Length || AnswerOf(reader.Bytes) is not { } standing)
                return false;
            standings[count++] = standing;
        }

        return reader.IsWhole && count == standings.Length;
    }

    private static Standing? AnswerOf(ReadOnlySpan<byte> item)
    {
        var reader = new ProtoReader(item);
        while (reader.Next())
        {
            if (reader.Field == ItemAnswerField)
                return Read(reader.Bytes);
        }

        return null;
    }

    private static int ColourOf(ReadOnlySpan<byte> status)
    {
        var reader = new ProtoReader(status);
        while (reader.Next())
        {
            if (reader.Field == ColourField)
                return (int)reader.Number & 0x1F;
        }

        return 0;
    }
}
