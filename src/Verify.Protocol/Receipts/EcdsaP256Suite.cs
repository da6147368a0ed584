using System.Security.Cryptography;

namespace Verify.Receipts;

/// <summary>ECDSA over NIST P-256 with SHA-256; signatures are RFC 3279 sequences, which OpenSSL verifies as they are.</summary>
public sealed class EcdsaP256Suite : SignatureSuite
{
    /// <summary>Its name.</summary>
    public const string AlgorithmName = "ECDSA-P256-SHA256";

    private const string P256 = "1.2.840.10045.3.1.7";
    private const DSASignatureFormat Format = DSASignatureFormat.Rfc3279DerSequence;

    private delegate void Import(ECDsa key, ReadOnlySpan<byte> bytes, out int read);

    /// <inheritdoc/>
    public override string Name => AlgorithmName;

    /// <inheritdoc/>
    public override byte[] CreateKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKey();
    }

    /// <inheritdoc/>
    public override byte[]? PublicKeyOf(ReadOnlySpan<byte> privateKey)
    {
        using var key = Read(privateKey, ImportPrivate);
        return key?.ExportSubjectPublicKeyInfo();
    }

    /// <inheritdoc/>
    public override bool IsPublicKey(ReadOnlySpan<byte> publicKey)
    {
        using var key = Read(publicKey, ImportPublic);
        return key is not null;
    }

    /// <inheritdoc/>
    public override string KeyIdOf(ReadOnlySpan<byte> publicKey) => Convert.ToHexStringLower(SHA256.HashData(publicKey));

    /// <inheritdoc/>
    public override byte[] Sign(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> data)
    {
        using var key = Read(privateKey, ImportPrivate) ?? throw new ArgumentException("Not a key of this suite.", nameof(privateKey));
        return key.SignData(data, HashAlgorithmName.SHA256, Format);
    }

    /// <inheritdoc/>
    public override bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        using var key = Read(publicKey, ImportPublic) ?? throw new ArgumentException("Not a key of this suite.", nameof(publicKey));
        return key.VerifyData(data, signature, HashAlgorithmName.SHA256, Format);
    }

    private static ECDsa? Read(ReadOnlySpan<byte> bytes, Import import)
    {
        var key = ECDsa.Create();
        try
        {
            import(key, bytes, out var read);
            if (read == bytes.Length && key.ExportParameters(includePrivateParameters: false).Curve.Oid?.Value == P256)
                return key;
        }
        catch (CryptographicException)
        {
            // The failure becomes null: it is some other key, or none.
        }

        key.Dispose();
        return null;
    }

    private static void ImportPrivate(ECDsa key, ReadOnlySpan<byte> bytes, out int read) => key.ImportPkcs8PrivateKey(bytes, out read);

    private static void ImportPublic(ECDsa key, ReadOnlySpan<byte> bytes, out int read) => key.ImportSubjectPublicKeyInfo(bytes, out read);
}
