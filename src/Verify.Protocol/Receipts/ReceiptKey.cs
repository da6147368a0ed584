using System.Security.Cryptography;
using System.Text;

namespace Verify.Receipts;

/// <summary>A public key of the service that signs receipts.</summary>
/// <param name="Suite">The algorithm that it belongs to, and no other.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo.</param>
public sealed record ReceiptKey(SignatureSuite Suite, byte[] PublicKey)
{
    private const string Label = "PUBLIC KEY";

    /// <summary>Its id, as receipts name it.</summary>
    public string Id { get; } = Suite.KeyIdOf(PublicKey);

    /// <summary>The key as PEM.</summary>
    public string ToPem() => PemEncoding.WriteString(Label, PublicKey);

    /// <summary>Reads every public key of a PEM text, one at least; what stands between them is for the eye.</summary>
    /// <param name="pem">The text, as <c>receipt-key</c> prints it.</param>
    /// <param name="suites">The algorithms to know; null for all of this program.</param>
    /// <exception cref="FormatException">It holds no key, or something that is none.</exception>
    public static IReadOnlyList<ReceiptKey> ReadAll(string pem, IReadOnlyList<SignatureSuite>? suites = null)
    {
        var keys = new List<ReceiptKey>();
        var rest = pem.AsSpan();
        while (PemEncoding.TryFind(rest, out var fields))
        {
            var bytes = Convert.FromBase64String(rest[fields.Base64Data].ToString());
            var suite = rest[fields.Label] is Label ? (suites ?? SignatureSuite.All).FirstOrDefault(suite => suite.IsPublicKey(bytes)) : null;
            keys.Add(suite is null ? throw new FormatException("It holds something else than public keys that sign receipts.") : new ReceiptKey(suite, bytes));
            rest = rest[fields.Location.End..];
        }

        return keys.Count > 0 ? keys : throw new FormatException("It holds no public key in PEM.");
    }

    /// <summary>Keys as one PEM text, each under a line with its id and algorithm.</summary>
    public static string WriteAll(IEnumerable<ReceiptKey> keys)
    {
        var text = new StringBuilder();
        foreach (var key in keys)
            text.Append(key.Id).Append(' ').Append(key.Suite.Name).Append('\n').Append(key.ToPem()).Append('\n');
        return text.ToString();
    }
}
