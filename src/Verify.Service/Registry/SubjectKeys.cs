using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Verify.Domain;

namespace Verify.Registry;

/// <summary>
/// Codes to the keys under which subjects are stored, and back. A person's number leaves here only as a keyed hash or sealed; no
/// exception holds it.
/// </summary>
/// <remarks>
/// Sealed number, version 1 (AES-256-GCM; associated data: the subject's key, so that no seal can be moved to another subject):
/// <code>
/// 0        1         2          2+n       14+n     30+n
/// version  n = name  sealing    nonce     tag      ciphertext of
/// = 1      length    key name   12 bytes  16       TYPE|canonical, UTF-8
/// </code>
/// </remarks>
public sealed class SubjectKeys(KeyRing ring)
{
    private const byte Version = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    // 144 bits: no two persons ever meet, and base64 needs no padding.
    private const int PersonHashBytes = 18;

    /// <summary>The key of a subject.</summary>
    public SubjectKey KeyOf(SubjectCode code)
    {
        if (!code.IsPerson)
            return SubjectKey.OfOrganisation(code);

        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(ring.PersonKey, PlainText(code), hash);
        return new("P:" + Base64Url.EncodeToString(hash[..PersonHashBytes]));
    }

    /// <summary>A subject's code as it is stored; a person's is sealed, each time anew, under the current key.</summary>
    public SubjectIdentity IdentityOf(SubjectCode code)
    {
        var key = KeyOf(code);
        return code.IsPerson ? new(key, code.Type, null, Seal(key, PlainText(code))) : new(key, code.Type, code.Value, null);
    }

    /// <summary>The code behind a stored identity.</summary>
    /// <exception cref="CryptographicException">Its sealing key is not in the ring, or it has been tampered with.</exception>
    public SubjectCode Open(SubjectIdentity identity)
    {
        if (identity.Sealed is not { } box)
            return new(identity.Type, identity.Code ?? throw new CryptographicException($"{identity.Key} has neither code nor seal."));

        var plain = Encoding.UTF8.GetString(Unseal(identity.Key, box));
        var bar = plain.IndexOf('|', StringComparison.Ordinal);
        return CodeTypeNames.TypeOf(plain[..Math.Max(bar, 0)]) is { } type
            ? new(type, plain[(bar + 1)..])
            : throw new CryptographicException($"{identity.Key} is sealed around something else than a code.");
    }

    /// <summary>
    /// Keyed digest of a request, which tells a repetition from a reuse of its id. Keyed, since a request may hold a person's
    /// number, which a plain digest would let anybody guess.
    /// </summary>
    public byte[] RequestDigest(ReadOnlySpan<byte> request) => HMACSHA256.HashData(ring.DigestKey, request);

    private static byte[] PlainText(SubjectCode code) => Encoding.UTF8.GetBytes($"{CodeTypeNames.Of(code.Type)}|{code.Value}");

    private byte[] Seal(SubjectKey key, byte[] plain)
    {
        var name = ring.CurrentSeal;
        ring.TryGetSeal(name, out var secret);
        var head = 2 + name.Length;
        var box = new byte[head + NonceBytes + TagBytes + plain.Length];
        box[0] = Version;
        box[1] = (byte)Encoding.ASCII.GetBytes(name, box.AsSpan(2));
        var nonce = box.AsSpan(head, NonceBytes);
        RandomNumberGenerator.Fill(nonce);

        using var aes = new AesGcm(secret!, TagBytes);
        aes.Encrypt(
            nonce, plain, box.AsSpan(head + NonceBytes + TagBytes), box.AsSpan(head + NonceBytes, TagBytes), AssociatedData(key));
        return box;
    }

    private byte[] Unseal(SubjectKey key, byte[] box)
    {
        if (box is not [Version, var length, ..] || box.Length < 2 + length + NonceBytes + TagBytes)
            throw new CryptographicException($"{key} is sealed in a form that is not known.");
        var name = Encoding.ASCII.GetString(box, 2, length);
        if (!ring.TryGetSeal(name, out var secret))
            throw new CryptographicException($"{key} is sealed under the key '{name}', which Verify:Keys:Seal does not hold.");

        var body = box.AsSpan(2 + length);
        var plain = new byte[body.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(secret, TagBytes);
        aes.Decrypt(
            body[..NonceBytes], body[(NonceBytes + TagBytes)..], body.Slice(NonceBytes, TagBytes), plain, AssociatedData(key));
        return plain;
    }

    private static byte[] AssociatedData(SubjectKey key) => Encoding.UTF8.GetBytes(key.Value);
}
