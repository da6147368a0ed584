using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using Verify.Callers;
using Verify.Service.Tests.Outside;
using Verify.Tests.Stores;
using Verify.V1;
using static Verify.Service.Tests.WorkedExamples.Asking;

namespace Verify.Service.Tests.Identity;

/// <summary>Callers known by the key of their client certificate.</summary>
public sealed class CertificateTests : IDisposable
{
    private const string A = "91520523MA6HQ0013R";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _folder = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_caller_is_known_by_the_key_of_its_certificate_whoever_issued_it_and_however_often_it_is_renewed()
    {
        await using var service = await StartAsync();
        using var first = Certificates.Of(_key, "CN=first");
        using var renewed = Certificates.Of(_key, "CN=renewed");
        using var strangers = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var stranger = Certificates.Of(strangers, "CN=first");
        await service.AddAsync("tls", "check", caller => caller with { Credential = Credential.OfCertificate(CertificatePin.Of(first).Name) });

        await CheckAsync(service, first);
        await CheckAsync(service, renewed);
        Assert.Equal("UNKNOWN", await FaultAsync(service, stranger));
        Assert.Equal("MISSING", await FaultAsync(service, null));

        await service.RevokeAsync("tls");
        Assert.Equal("REVOKED", await FaultAsync(service, first));
    }

    [Fact]
    public async Task A_certificate_proves_nothing_before_and_after_its_days()
    {
        await using var service = await StartAsync();
        using var early = Certificates.Of(_key, "CN=early", service.Clock.Now.AddDays(1));
        using var late = Certificates.Of(_key, "CN=late", until: service.Clock.Now.AddDays(-1));
        await service.AddAsync("tls", "check", caller => caller with { Credential = Credential.OfCertificate(CertificatePin.Of(early).Name) });

        Assert.Equal("NOT_YET_VALID", await FaultAsync(service, early));
        Assert.Equal("EXPIRED", await FaultAsync(service, late));
    }

    [Fact]
    public async Task A_connection_outlives_no_certificate()
    {
        await using var service = await StartAsync();
        using var certificate = Certificates.Of(_key, "CN=short", until: service.Clock.Now.AddHours(1));
        await service.AddAsync("tls", "check", caller => caller with { Credential = Credential.OfCertificate(CertificatePin.Of(certificate).Name) });
        using var channel = Connect(service, certificate);
        var client = new VerificationService.VerificationServiceClient(channel);

        await client.CheckAsync(Ask(A, "LIC"), cancellationToken: Stop);
        service.Clock.Now += TimeSpan.FromHours(1);
        var refused = await Admissions.RefusalOf(async () => await client.CheckAsync(Ask(A, "LIC"), cancellationToken: Stop));
        Assert.Equal((StatusCode.Unauthenticated, "EXPIRED"), (refused.Code, refused.Metadata["fault"]));
    }

    [Fact]
    public async Task A_stream_is_served_under_a_certificate_of_many_years_until_its_caller_is_revoked()
    {
        await using var service = await StartAsync();
        using var certificate = Certificates.Of(_key, "CN=long");
        await service.AddAsync("tls", "registry.read", caller => caller with { Credential = Credential.OfCertificate(CertificatePin.Of(certificate).Name) });
        using var channel = Connect(service, certificate);
        using var facts = new RegistryService.RegistryServiceClient(channel).ReadFacts(new() { Follow = true }, cancellationToken: Stop);
        Assert.True(await facts.ResponseStream.MoveNext(Stop));

        await service.RevokeAsync("tls");

        var refused = await Admissions.RefusalOf(async () =>
        {
            while (await facts.ResponseStream.MoveNext(Stop))
            {
            }
        });
        Assert.Equal("REVOKED", refused.Metadata["fault"]);
    }

    private Task<RunningService> StartAsync() =>
        RunningService.StartAsync(configure: options => options.Tls.Certificate = Certificates.WriteServer(_folder));

    private static GrpcChannel Connect(RunningService service, X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler();
        // The server's certificate is its own authority.
        using var server = X509CertificateLoader.LoadCertificateFromFile(service.Foundation.Options.Tls.Certificate);
        var known = server.GetCertHashString();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == known;
        handler.SslOptions.ClientCertificates = certificate is null ? [] : [certificate];
        return GrpcChannel.ForAddress(service.TlsAddress!, new GrpcChannelOptions { HttpHandler = handler });
    }

    private static async Task CheckAsync(RunningService service, X509Certificate2? certificate)
    {
        using var channel = Connect(service, certificate);
        await new VerificationService.VerificationServiceClient(channel).CheckAsync(Ask(A, "LIC"), cancellationToken: Stop);
    }

    private static async Task<string> FaultAsync(RunningService service, X509Certificate2? certificate)
    {
        var (code, _, metadata) = await Admissions.RefusalOf(() => CheckAsync(service, certificate));
        Assert.Equal(StatusCode.Unauthenticated, code);
        return metadata["fault"];
    }
}
