namespace Verify.Receipts;

/// <summary>
/// An algorithm by which receipts are signed, and the one place that knows it: another takes its place under another name. Keys are
/// bytes, private ones as PKCS #8 and public ones as SubjectPublicKeyInfo, so a suite keeps nothing and serves any number of threads.
/// </summary>
public abstract class SignatureSuite
{
    /// <summary>Every suite that this program knows.</summary>
    public static IReadOnlyList<SignatureSuite> All { get; } = [new EcdsaP256Suite()];

    /// <summary>Its name, as receipts and the configuration tell it.</summary>
    public abstract string Name { get; }

    /// <summary>A new private key.</summary>
    public abstract byte[] CreateKey();

    /// <summary>The public key of a private key; null where that is none of this suite.</summary>
    public abstract byte[]? PublicKeyOf(ReadOnlySpan<byte> privateKey);

    /// <summary>Whether this is a public key of this suite.</summary>
    public abstract bool IsPublicKey(ReadOnlySpan<byte> publicKey);

    /// <summary>The id of a public key: a hash of it, so that whoever has the key has its id.</summary>
    public abstract string KeyIdOf(ReadOnlySpan<byte> publicKey);

    /// <summary>Signs.</summary>
    /// <param name="privateKey">A private key of this suite.</param>
    /// <param name="data">What is signed.</param>
    public abstract byte[] Sign(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> data);

    /// <summary>Whether a signature is that of the data; false for anything that is no signature.</summary>
    /// <param name="publicKey">A public key of this suite.</param>
    /// <param name="data">What was signed.</param>
    /// <param name="signature">The signature.</param>
    public abstract bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature);
}
