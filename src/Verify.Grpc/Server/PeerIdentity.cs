using System.Security.Cryptography.X509Certificates;
using System.Text;
using Grpc.Core;

namespace Grpc.Server;

/// <summary>What a client certificate proves: its DNS names, or else its common name.</summary>
internal static class PeerIdentity
{
    private const string CommonName = "x509_common_name";
    private const string AlternativeName = "x509_subject_alternative_name";

    private static readonly AuthContext Nobody = new(null, []);

    public static AuthContext Of(X509Certificate2? certificate)
    {
        if (certificate is null) return Nobody;

        var properties = new Dictionary<string, List<AuthProperty>>();
        var dnsNames = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(e => e.EnumerateDnsNames());
        foreach (string name in dnsNames) Add(AlternativeName, name);
        if (certificate.GetNameInfo(X509NameType.SimpleName, false) is { Length: > 0 } common) Add(CommonName, common);

        string? identity = new[] { AlternativeName, CommonName }.FirstOrDefault(properties.ContainsKey);
        return new AuthContext(identity, properties);

        void Add(string name, string value)
        {
            if (!properties.TryGetValue(name, out var list)) properties[name] = list = [];
            list.Add(AuthProperty.Create(name, Encoding.UTF8.GetBytes(value)));
        }
    }
}
