using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Verify.V1;

namespace Verify.Receipts;

/// <summary>Receipts as files, told apart by their first byte: <c>{</c> is JSON, <c>&lt;</c> a form, anything else Protobuf.</summary>
internal static class ReceiptFile
{
    /// <summary>The signed receipt in a file; null where there is none.</summary>
    public static SignedReceipt? Read(ReadOnlySpan<byte> file)
    {
        try
        {
            return file switch
            {
                [(byte)'{', ..] => ReadJson(Encoding.UTF8.GetString(file)),
                [(byte)'<', ..] => ReadForm(Encoding.UTF8.GetString(file)),
                _ => SignedReceipt.Parser.ParseFrom(file),
            };
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or InvalidJsonException or JsonException or FormatException)
        {
            // The failure becomes null: whatever it is, it is no receipt.
            return null;
        }
    }

    /// <summary>Whether a file is a form.</summary>
    public static bool IsForm(ReadOnlySpan<byte> file) => file is [(byte)'<', ..];

    private static SignedReceipt? ReadJson(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty("receipt", out _)
            ? GetReceiptResponse.Parser.ParseJson(json).Receipt
            : SignedReceipt.Parser.ParseJson(json);
    }

    private static SignedReceipt? ReadForm(string form)
    {
        var before = form.IndexOf(ReceiptForm.Before, StringComparison.Ordinal);
        if (before < 0)
            return null;
        var rest = form[(before + ReceiptForm.Before.Length)..];
        var end = rest.IndexOf(ReceiptForm.After, StringComparison.Ordinal);
        return end < 0 ? null : SignedReceipt.Parser.ParseFrom(Convert.FromBase64String(rest[..end]));
    }
}
