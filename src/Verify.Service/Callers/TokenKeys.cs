using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.IdentityModel.Tokens;

namespace Verify.Callers;

/// <summary>The public keys of an issuer, from a file: a JWKS, or PEM with public keys or certificates.</summary>
internal static class TokenKeys
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fault">What is wrong with it, where it gives no keys.</param>
    public static IReadOnlyList<SecurityKey> Read(string path, out string fault)
    {
        fault = "no public key of RSA or EC in a JWKS, or in PEM as PUBLIC KEY or CERTIFICATE.";
        try
        {
            var text = File.ReadAllText(path);
            // A symmetric key would have whoever can check a token make them.
            return text.TrimStart().StartsWith('{')
                ? [.. new JsonWebKeySet(text).Keys.Where(static key => key is { Kty: "RSA" or "EC", HasPrivateKey: false })]
                : [.. ReadPem(text)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            fault = $"cannot be read. {exception.Message}";
            return [];
        }
    }

    private static List<SecurityKey> ReadPem(string text)
    {
        var keys = new List<SecurityKey>();
        for (var rest = text.AsSpan(); PemEncoding.TryFind(rest, out var fields); rest = rest[fields.Location.End..])
        {
            var block = rest[fields.Location];
            var key = rest[fields.Label] switch
            {
                "CERTIFICATE" => KeyOf(X509Certificate2.CreateFromPem(block).PublicKey),
                "PUBLIC KEY" => KeyOf(PublicKey.CreateFromSubjectPublicKeyInfo(Convert.FromBase64String(rest[fields.Base64Data].ToString()), out _)),
                _ => null,
            };
            if (key is not null)
                keys.Add(key);
        }

        return keys;
    }

    private static SecurityKey? KeyOf(PublicKey key) =>
        key.GetRSAPublicKey() is { } rsa ? new RsaSecurityKey(rsa)
        : key.GetECDsaPublicKey() is { } ecdsa ? new ECDsaSecurityKey(ecdsa)
        : null;
}
