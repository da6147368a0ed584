using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Verify.Client.Testing;
using Verify.Client.Tests.Running;
using Verify.V1;

namespace Verify.Client.Tests.Setup;

public sealed class RegistrationTests
{
    [Fact]
    public async Task A_container_gives_one_client_for_all_and_closes_it()
    {
        await using var service = await ScriptedService.StartAsync();
        var services = new ServiceCollection();
        services.AddVerifyClient(options => options.Address = service.Address);
        await using var provider = services.BuildServiceProvider();

        var verify = provider.GetRequiredService<IVerifyClient>();

        Assert.Same(verify, provider.GetRequiredService<VerifyClient>());
        Assert.Equal(Disposition.Normal, (await verify.CheckAsync(Questions.About(Questions.Trusted), TestContext.Current.CancellationToken)).Disposition);
    }

    [Fact]
    public void Everything_that_is_wrong_with_the_options_is_said_at_once()
    {
        var services = new ServiceCollection();
        services.AddVerifyClient(static options =>
        {
            options.Address = "ftp://example.com, https://example.com:5443, http://example.com:5080";
            options.ApiKey = "secret";
            options.CallTimeout = TimeSpan.Zero;
            options.MaxAttempts = 0;
        });
        using var provider = services.BuildServiceProvider();

        var wrong = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IVerifyClient>);

        string[] fields = ["Address", "ApiKey", "Address", "CallTimeout", "MaxAttempts"];
        Assert.Equal(fields, wrong.Failures.Select(static failure => failure.Split(':')[0]));
        Assert.DoesNotContain("secret", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_puts_the_fake_in_its_place()
    {
        var services = new ServiceCollection();
        services.AddVerifyClient();
        services.AddSingleton<IVerifyClient>(new FakeVerifyClient());
        using var provider = services.BuildServiceProvider();
        Assert.IsType<FakeVerifyClient>(provider.GetRequiredService<IVerifyClient>());
    }

    [Fact]
    public void A_key_goes_nowhere_without_TLS_but_on_this_machine()
    {
        Assert.Throws<OptionsValidationException>(static () => VerifyClient.Connect("http://example.com:5080", WithKey));
        VerifyClient.Connect("http://127.0.0.1:5080", WithKey).Dispose();
        VerifyClient.Connect("https://example.com:5443", WithKey).Dispose();

        static void WithKey(VerifyClientOptions options) => options.ApiKey = "vk_0";
    }
}
