using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Verify.Adapters.Redis;

/// <summary>Trust in a certificate authority that the machine does not know.</summary>
internal static class PrivateTrust
{
    /// <summary>Whether a certificate bears the right name and was signed by the authority.</summary>
    public static bool Accepts(X509Certificate2 authority, X509Certificate? certificate, SslPolicyErrors errors)
    {
        // The chain is built anew below; a wrong name or none stays wrong.
        if (certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        using var copy = new X509Certificate2(certificate);
        return chain.Build(copy);
    }
}
