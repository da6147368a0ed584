using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Verify.Tests.Stores;

namespace Verify.Service.Tests.Identity;

/// <summary>Certificates made for a test, each its own authority.</summary>
internal static class Certificates
{
    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static X509Certificate2 Of(ECDsa key, string name, DateTimeOffset? from = null, DateTimeOffset? until = null) =>
        new CertificateRequest(name, key, HashAlgorithmName.SHA256).CreateSelfSigned(from ?? From, until ?? From.AddYears(10));

    /// <summary>A file with a server's certificate and its key.</summary>
    public static string WriteServer(TemporaryFolder folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Of(key, "CN=localhost");
        var file = folder.File("server.pem");
        File.WriteAllText(file, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        return file;
    }
}
