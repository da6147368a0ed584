using Verify.Hosting;
using Verify.Service.Tests.Catalogs;
using Verify.Service.Tests.Outside;
using Verify.Tests.Stores;
using Verify.V1;
using static Verify.Service.Tests.WorkedExamples.Asking;

namespace Verify.Service.Tests.Identity;

/// <summary>Nobody is let in by default: what would serve strangers does not start.</summary>
public sealed class StartTests : IDisposable
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("192.0.2.1")]
    public void An_address_that_others_reach_is_refused_without_TLS_and_the_error_says_all_that_is_needed(string address)
    {
        var fault = Assert.Single(new VerifyOptions { Address = address }.Faults());
        Assert.StartsWith("Verify:Address:", fault, StringComparison.Ordinal);
        foreach (var needed in (string[])["Verify:Tls:Certificate", "caller add", "Verify:Callers:Required"])
            Assert.Contains(needed, fault, StringComparison.Ordinal);
        Assert.Empty(new VerifyOptions { Address = "127.0.0.1" }.Faults());
        Assert.Empty(new VerifyOptions { Address = "::1" }.Faults());
    }

    [Fact]
    public async Task With_TLS_it_still_needs_a_caller_or_a_promise_that_nobody_else_is_served()
    {
        var options = Reachable();
        await using (var foundation = await Foundation.OpenAsync(options, Stop))
        {
            var fault = Assert.Single(Assert.Throws<StartRefusedException>(() => VerifyServer.Build(foundation)).Faults);
            Assert.Contains("No caller is configured", fault, StringComparison.Ordinal);

            await foundation.CallerStore.AddAsync(
                new() { Id = "one", Credential = Verify.Callers.Credential.OfToken("one"), Scopes = ["check"], CreatedAt = foundation.Clock.GetUtcNow() }, Stop);
        }

        await using (var foundation = await Foundation.OpenAsync(options, Stop))
            await VerifyServer.Build(foundation).DisposeAsync();

        options = Reachable();
        options.Store.Sqlite = "Data Source=:memory:";
        options.Callers.Required = true;
        await using (var foundation = await Foundation.OpenAsync(options, Stop))
            await VerifyServer.Build(foundation).DisposeAsync();
    }

    [Fact]
    public void The_clock_is_set_for_loopback_only()
    {
        var options = Reachable();
        options.Now = "2026-06-15T10:00:00+08:00";
        Assert.Equal(["Verify:Now: only loopback is served with another clock."], options.Faults());
    }

    [Fact]
    public async Task Where_callers_are_required_there_is_no_development_caller_even_before_the_first()
    {
        await using var service = await RunningService.StartAsync(configure: static options => options.Callers.Required = true);
        var refused = await Admissions.RefusalOf(async () => await service.Verification.CheckAsync(Ask("91520523MA6HQ0013R", "LIC"), cancellationToken: Stop));
        Assert.Equal("MISSING", refused.Metadata["fault"]);
    }

    [Fact]
    public async Task Health_and_the_pages_for_probes_ask_nobody_who_they_are()
    {
        await using var service = await RunningService.StartAsync(configure: static options => options.Callers.Required = true);
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(service.GrpcAddress);
        var health = await new Grpc.Health.V1.Health.HealthClient(channel).CheckAsync(new() { Service = "verify.v1.VerificationService" }, cancellationToken: Stop);
        Assert.Equal(Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus.Serving, health.Status);
        using var reflection = new Grpc.Reflection.V1.ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo(cancellationToken: Stop);
        await reflection.RequestStream.WriteAsync(new() { ListServices = "" }, Stop);
        Assert.True(await reflection.ResponseStream.MoveNext(Stop));
        foreach (var page in (string[])["live", "ready"])
        {
            using var response = await service.Http.GetAsync($"healthz/{page}", Stop);
            Assert.True(response.IsSuccessStatusCode, page);
        }
    }

    [Theory]
    [InlineData("Issuer")]
    [InlineData("Audience")]
    [InlineData("Keys")]
    public void Tokens_are_taken_only_where_everything_about_them_is_said(string missing)
    {
        using var issuer = new Issuer();
        var options = new VerifyOptions();
        options.Callers.Trust(issuer, _folder);
        Assert.Empty(options.Faults());
        typeof(Verify.Callers.TokenOptions).GetProperty(missing)!.SetValue(options.Callers.Jwt, "");
        Assert.StartsWith($"Verify:Callers:Jwt:{missing}:", Assert.Single(options.Faults()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}]}")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")]
    [InlineData("{ not JSON")]
    public void Keys_that_are_none_are_refused_at_the_start(string text)
    {
        using var issuer = new Issuer();
        var options = new VerifyOptions();
        options.Callers.Trust(issuer, _folder);
        File.WriteAllText(options.Callers.Jwt.Keys, text);
        Assert.StartsWith("Verify:Callers:Jwt:Keys:", Assert.Single(options.Faults()), StringComparison.Ordinal);
    }

    private VerifyOptions Reachable() => new()
    {
        Address = "192.0.2.1",
        Data = _folder.Path,
        Catalog = RepositoryCatalogs.WorkedExamplesFolder,
        Demo = { Enabled = false },
        Tls = { Certificate = Certificates.WriteServer(_folder) },
    };
}
