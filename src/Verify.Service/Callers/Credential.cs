using System.Security.Cryptography;
using System.Text;

namespace Verify.Callers;

/// <summary>How callers prove who they are.</summary>
public enum CredentialKind
{
    /// <summary>An API key (<see cref="ApiKey"/>).</summary>
    ApiKey = 1,
    /// <summary>A client certificate, in the TLS handshake.</summary>
    Certificate = 2,
    /// <summary>A JWT of the configured issuer.</summary>
    Token = 3,
}

/// <summary>What is on record of a caller's credential; nothing of it proves anything to others.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Name">
/// Finds the caller: the id of an API key, the SHA-256 of a certificate's public key in hexadecimal, or the claim of a token.
/// </param>
/// <param name="Hash">SHA-256 of the whole API key; empty for the others.</param>
public sealed record Credential(CredentialKind Kind, string Name, byte[] Hash)
{
    /// <summary>Of an API key.</summary>
    public static Credential OfKey(string key) => new(CredentialKind.ApiKey, ApiKey.IdOf(key).ToString(), SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>Of a certificate's pin.</summary>
    public static Credential OfCertificate(string pin) => new(CredentialKind.Certificate, pin, []);

    /// <summary>Of a claim in tokens.</summary>
    public static Credential OfToken(string claim) => new(CredentialKind.Token, claim, []);

    /// <summary>Whether this is the key on record; takes the same time whatever is wrong with it.</summary>
    public bool Proves(ReadOnlySpan<char> key)
    {
        Span<byte> bytes = stackalloc byte[ApiKey.Length * 3];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(key, bytes)], hash);
        return CryptographicOperations.FixedTimeEquals(hash, Hash);
    }
}
