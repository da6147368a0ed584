using Google.Protobuf;
using Verify.V1;

namespace Verify.Receipts;

/// <summary>
/// Verifies receipts against trusted keys, without any service. Keys come from <c>receipt-key</c> or <c>/receipts/keys</c>, once and by a
/// way that is trusted; old ones are kept, since old receipts are signed with them. May be used by any number of threads.
/// </summary>
/// <param name="trusted">The keys.</param>
/// <example>
/// <code>
/// var verifier = ReceiptVerifier.Trusting(File.ReadAllText("receipt-keys.pem"));
/// var verdict = verifier.Verify(reply.Receipt);
/// </code>
/// </example>
public sealed class ReceiptVerifier(IEnumerable<ReceiptKey> trusted)
{
    private readonly Dictionary<string, ReceiptKey> _trusted = trusted.DistinctBy(static key => key.Id).ToDictionary(static key => key.Id, StringComparer.Ordinal);

    /// <summary>Trusts every public key of a PEM text.</summary>
    /// <exception cref="FormatException">It holds no key, or something that is none.</exception>
    public static ReceiptVerifier Trusting(string pem) => new(ReceiptKey.ReadAll(pem));

    /// <summary>Verifies a receipt.</summary>
    public ReceiptVerdict Verify(SignedReceipt signed)
    {
        if (signed.Payload.IsEmpty || signed.Signature.IsEmpty || signed.KeyId.Length == 0)
            return Not(ReceiptState.Unreadable, "It is no signed receipt.");
        if (!_trusted.TryGetValue(signed.KeyId, out var key))
            return Not(ReceiptState.UnknownKey, "It is signed with a key that is not among the trusted ones.");
        // An algorithm belongs to the key: what the receipt says of it decides nothing.
        if (key.Suite.Name != signed.Algorithm)
            return Not(ReceiptState.Altered, $"Its key signs by {key.Suite.Name} and nothing else.");
        if (!key.Suite.Verify(key.PublicKey, signed.Payload.Span, signed.Signature.Span))
            return Not(ReceiptState.Altered, "It is not what was signed.");
        try
        {
            var receipt = Receipt.Parser.ParseFrom(signed.Payload);
            if (receipt is not { Question: not null, Inquirer: not null, Place: not null })
                return Not(ReceiptState.Unreadable, "What was signed is no receipt.");
            var answer = receipt.Answer.IsEmpty ? null : CheckResponse.Parser.ParseFrom(receipt.Answer);
            return new ReceiptVerdict(ReceiptState.Valid, "", new VerifiedReceipt(signed, receipt, answer));
        }
        catch (InvalidProtocolBufferException)
        {
            return Not(ReceiptState.Unreadable, "What was signed is no receipt.");
        }
    }

    /// <summary>
    /// Verifies a file: a <see cref="SignedReceipt"/> in Protobuf or its JSON, the JSON reply of GetReceipt, or a form, whose every byte must
    /// then be that of the form of the receipt in it.
    /// </summary>
    public ReceiptVerdict Verify(ReadOnlySpan<byte> file)
    {
        if (ReceiptFile.Read(file) is not { } signed)
            return Not(ReceiptState.Unreadable, "It is no receipt, neither in Protobuf nor in JSON nor as a form.");
        var verdict = Verify(signed);
        return verdict.Receipt is { } receipt && ReceiptFile.IsForm(file) && !ReceiptForm.IsFormOf(receipt, file)
            ? Not(ReceiptState.Altered, "The receipt in the form is as it was signed, but the text of the form is not that of the receipt.")
            : verdict;
    }

    private static ReceiptVerdict Not(ReceiptState state, string detail) => new(state, detail, null);
}
