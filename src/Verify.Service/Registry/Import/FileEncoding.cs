using System.Text;
using Verify.Domain;

namespace Verify.Registry.Import;

/// <summary>
/// Tells the encoding of a file by reading it to its end: UTF-8 if every byte of it is, else GB18030 if every byte of it is. A guess
/// from its beginning would garble a name further down.
/// </summary>
internal static class FileEncoding
{
    private const int BlockBytes = 1 << 16;

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly Encoding Gb18030 =
        CodePagesEncodingProvider.Instance.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>Finds the encoding and leaves the stream where it was, or says why there is none.</summary>
    public static async Task<(Encoding? Encoding, LocalText Fault)> DetectAsync(Stream file, CancellationToken cancellation)
    {
        var start = file.Position;
        var utf8 = Utf8.GetDecoder();
        var gb18030 = Gb18030.GetDecoder();
        var (isUtf8, isGb18030) = (true, true);
        var bytes = new byte[BlockBytes];
        var scratch = new char[Gb18030.GetMaxCharCount(BlockBytes)];
        int length;
        do
        {
            length = await file.ReadAsync(bytes, cancellation);
            if (bytes.AsSpan(0, length).Contains((byte)0))
                return (null, ImportTexts.NotText);
            isUtf8 = isUtf8 && Decodes(utf8, bytes.AsSpan(0, length), scratch);
            isGb18030 = isGb18030 && Decodes(gb18030, bytes.AsSpan(0, length), scratch);
        }
        while (length > 0 && (isUtf8 || isGb18030));

        file.Position = start;
        return (isUtf8, isGb18030) switch
        {
            (true, _) => (Utf8, default),
            (_, true) => (Gb18030, default),
            _ => (null, ImportTexts.UnknownEncoding),
        };
    }

    private static bool Decodes(Decoder decoder, ReadOnlySpan<byte> bytes, Span<char> scratch)
    {
        try
        {
            decoder.GetChars(bytes, scratch, flush: bytes.IsEmpty);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
