using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Verify.Callers;

/// <summary>
/// The SHA-256 of a certificate's public key, not of the certificate: the key is what a handshake proves the caller to have. A
/// certificate that is renewed over the same key needs nothing here, and who issued it does not matter. Its days do.
/// </summary>
/// <param name="Name">The hash of the key's SubjectPublicKeyInfo, in lower hexadecimal.</param>
/// <param name="From">From when the certificate is valid.</param>
/// <param name="Until">From then on it is not.</param>
public sealed record CertificatePin(string Name, DateTimeOffset From, DateTimeOffset Until)
{
    // A connection has one certificate for all of its calls.
    private static readonly ConditionalWeakTable<X509Certificate2, CertificatePin> Known = [];

    /// <summary>The pin of a certificate; worked out once for each connection.</summary>
    public static CertificatePin Of(X509Certificate2 certificate) => Known.GetValue(certificate, Read);

    private static CertificatePin Read(X509Certificate2 certificate) => new(
        Convert.ToHexStringLower(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo())),
        certificate.NotBefore,
        certificate.NotAfter);
}
