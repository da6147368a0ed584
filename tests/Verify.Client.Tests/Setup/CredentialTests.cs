using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Verify.Client.Tests.Running;
using Verify.V1;

namespace Verify.Client.Tests.Setup;

public sealed class CredentialTests
{
    [Fact]
    public async Task Key_language_and_department_go_with_every_call()
    {
        await using var service = await ScriptedService.StartAsync();
        using var verify = VerifyClient.Connect(service.Address, static options =>
        {
            options.ApiKey = "vk_1";
            options.Language = "en";
            options.Department = "FINANCE";
        });
        await AskAsync(verify);

        var headers = Assert.Single(service.Script.Headers);
        Assert.Equal(
            ("Bearer vk_1", "en", "FINANCE"),
            (headers.GetValue("authorization"), headers.GetValue("accept-language"), headers.GetValue("verify-department")));
    }

    [Fact]
    public async Task A_token_is_asked_for_at_every_attempt()
    {
        var tokens = 0;
        await using var service = await ScriptedService.StartAsync();
        using var verify = VerifyClient.Connect(service.Address, options => options.Token = _ => ValueTask.FromResult($"token-{++tokens}"));
        await AskAsync(verify);
        await AskAsync(verify);

        Assert.Equal(["Bearer token-1", "Bearer token-2"], service.Script.Headers.Select(static headers => headers.GetValue("authorization")));
    }

    [Fact]
    public async Task A_token_that_cannot_be_had_is_no_fault_of_the_service_and_asks_nothing()
    {
        var asked = 0;
        await using var service = await ScriptedService.StartAsync();
        using var verify = VerifyClient.Connect(service.Address, options => options.Token = _ =>
        {
            asked++;
            throw new HttpRequestException("The issuer is away.");
        });

        var failed = await Assert.ThrowsAsync<VerifyException>(() => AskAsync(verify));

        Assert.Contains("The issuer is away.", failed.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, asked);
        Assert.Empty(service.Script.Asked);
    }

    [Fact]
    public async Task Own_authorities_and_a_client_certificate_prove_both_sides()
    {
        using var authority = Certificate("CN=authority", null);
        using var server = Certificate("CN=127.0.0.1", authority);
        using var caller = Certificate("CN=caller", authority);
        string? shown = null;
        await using var service = await ScriptedService.StartAsync(
            script => script.Check = (_, context) =>
            {
                shown = context.GetHttpContext().Connection.ClientCertificate?.Subject;
                return Task.FromResult(Script.AnswerAt(1));
            },
            listen: listen => listen.UseHttps(server, static https =>
            {
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.AllowAnyClientCertificate();
            }));

        using (var verify = VerifyClient.Connect(service.Address, options =>
        {
            options.CertificateAuthorities = [authority];
            options.ClientCertificate = caller;
        }))
        {
            await AskAsync(verify);
        }

        Assert.Equal("CN=caller", shown);
        using var trusting = VerifyClient.Connect(service.Address, static options => options.CertificateAuthorities = []);
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<VerifyException>(() => AskAsync(trusting))).StatusCode);
    }

    private static Task<CheckResponse> AskAsync(VerifyClient verify) => verify.CheckAsync(Questions.About(Questions.Trusted), TestContext.Current.CancellationToken);

    private static X509Certificate2 Certificate(string name, X509Certificate2? issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(issuer is null, false, 0, true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var (from, to) = (DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));
        using var certificate = issuer is null
            ? request.CreateSelfSigned(from, to)
            : request.Create(issuer, from.AddMinutes(1), to.AddMinutes(-1), RandomNumberGenerator.GetBytes(8)).CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null, X509KeyStorageFlags.Exportable);
    }
}
