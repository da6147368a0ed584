using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Verify.Tests.Stores;

namespace Verify.Service.Tests.Redis;

public sealed class RedisTlsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Over_TLS_it_serves_whom_it_shows_a_certificate_of_the_named_authority()
    {
        var authority = Certify(IPAddress.Loopback);
        await using var server = await StartAsync();
        await using var tier = await RedisTier.ConnectAsync(
            $"{server.Endpoint},ssl=true", set: options => options.CertificateAuthority = authority);

        await tier.FillAsync("word", 7);

        Assert.Equal(("word", 7), await tier.ReadAsync());
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_not_trusted()
    {
        Certify(IPAddress.Loopback);
        await using var server = await StartAsync();
        var another = Certify(IPAddress.Loopback, serve: false);

        await AssertNeverConnectedAsync(server, options => options.CertificateAuthority = another);
    }

    [Fact]
    public async Task A_certificate_of_nobody_whom_the_machine_knows_is_not_trusted()
    {
        Certify(IPAddress.Loopback);
        await using var server = await StartAsync();

        await AssertNeverConnectedAsync(server, static _ => { });
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_not_trusted()
    {
        var authority = Certify(IPAddress.Parse("127.0.0.2"));
        await using var server = await StartAsync();

        await AssertNeverConnectedAsync(server, options => options.CertificateAuthority = authority);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The tier comes again and again, so it has given up before, and never gets in.</summary>
    private static async Task AssertNeverConnectedAsync(RedisServer server, Action<Adapters.Redis.RedisOptions> set)
    {
        await using var tier = RedisTier.Open($"{server.Endpoint},ssl=true,connectTimeout=500", set: set);
        await RedisTier.UntilAsync(() => server.Said("Accepted ") > 3 || tier.State.IsConnected);
        Assert.False(tier.State.IsConnected);
        Assert.Equal((null, 0), await tier.ReadAsync());
    }

    private async Task<RedisServer> StartAsync() => await RedisServer.StartAsync(
        "--port", "0", "--tls-port", "{port}", "--tls-auth-clients", "no", "--loglevel", "verbose",
        "--tls-cert-file", _folder.File("server.pem"), "--tls-key-file", _folder.File("server.key"),
        "--tls-ca-cert-file", _folder.File("authority.pem"));

    /// <summary>Makes an authority and a server's certificate for an address.</summary>
    /// <returns>The authority's file.</returns>
    private string Certify(IPAddress address, bool serve = true)
    {
        var now = DateTimeOffset.UtcNow;
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=Verify test authority", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = authorityRequest.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var file = _folder.File(serve ? "authority.pem" : "another.pem");
        File.WriteAllText(file, authority.ExportCertificatePem());
        if (!serve)
            return file;

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=redis", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(authority, now.AddDays(-1), now.AddDays(1), [1]);
        File.WriteAllText(_folder.File("server.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(_folder.File("server.key"), key.ExportPkcs8PrivateKeyPem());
        return file;
    }
}
