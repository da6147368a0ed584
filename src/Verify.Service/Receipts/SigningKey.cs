using System.Security.Cryptography;

namespace Verify.Receipts;

/// <summary>A key as it is configured.</summary>
/// <param name="Public">The public key.</param>
/// <param name="Secret">The private key, PKCS #8; null where only the public one is there, which signs nothing any more.</param>
internal sealed record SigningKey(ReceiptKey Public, byte[]? Secret)
{
    private const string PemStart = "-----BEGIN";

    /// <summary>What is wrong with a configured key; null where nothing is.</summary>
    /// <param name="value">PEM, or the name of a file of it.</param>
    /// <param name="suites">The algorithms to know.</param>
    public static string? FaultOf(string value, IReadOnlyList<SignatureSuite> suites)
    {
        try
        {
            Read(value, suites);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // The message might quote what should have been a file's name and is a key.
            return "no PEM, and no such file that can be read.";
        }
        catch (FormatException)
        {
            return $"not one private (PKCS #8) or public key in PEM, of {string.Join(" or ", suites.Select(static suite => suite.Name))}.";
        }
    }

    /// <summary>Reads a key.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SigningKey Read(string value, IReadOnlyList<SignatureSuite> suites)
    {
        var pem = value.AsSpan().TrimStart().StartsWith(PemStart, StringComparison.Ordinal) ? value : File.ReadAllText(value);
        if (!PemEncoding.TryFind(pem, out var fields))
            throw new FormatException("It is no PEM.");
        if (pem[fields.Label] != "PRIVATE KEY")
            return ReceiptKey.ReadAll(pem, suites) is [var key] ? new SigningKey(key, null) : throw new FormatException("It is more than one key.");
        var secret = Convert.FromBase64String(pem[fields.Base64Data]);
        foreach (var suite in suites)
        {
            if (suite.PublicKeyOf(secret) is { } publicKey)
                return new SigningKey(new ReceiptKey(suite, publicKey), secret);
        }

        throw new FormatException("It is a key of some other algorithm.");
    }

    /// <summary>A new private key as PEM.</summary>
    public static string CreatePem(SignatureSuite suite) => PemEncoding.WriteString("PRIVATE KEY", suite.CreateKey()) + "\n";
}
